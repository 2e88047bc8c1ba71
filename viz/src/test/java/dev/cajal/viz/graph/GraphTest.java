package dev.cajal.viz.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Point;
import dev.cajal.viz.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static final DrawnGraph RESIDUAL =
      new DrawnGraph(
          List.of(
              new DrawnGraph.Node("x", "input", "3 × 8 × 8", DrawnGraph.Role.INPUT),
              new DrawnGraph.Node("c", "conv \"<1>\"", "3 × 8 × 8", DrawnGraph.Role.WEIGHTS),
              new DrawnGraph.Node("a", "add", "", DrawnGraph.Role.OUTPUT)),
          List.of(
              new DrawnGraph.Edge("x", "c"),
              new DrawnGraph.Edge("c", "a"),
              new DrawnGraph.Edge("x", "a")));

  private static DrawnGraph random(int nodes, long seed) {
    Random random = new Random(seed);
    List<DrawnGraph.Node> drawn = new ArrayList<>();
    List<DrawnGraph.Edge> edges = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      drawn.add(new DrawnGraph.Node("n" + i, "layer " + i, "4", DrawnGraph.Role.PLAIN));
      for (int k = 0; k < 2 && i > 0; k++) {
        edges.add(new DrawnGraph.Edge("n" + random.nextInt(i), "n" + i));
      }
    }
    return new DrawnGraph(drawn, edges);
  }

  @Test
  void svgHasEveryLabelAndDetail() {
    Figure figure = new GraphFigure("net", RESIDUAL).figure();
    assertThat(Xml.parse(figure.svg()).texts("text"))
        .containsExactly("net", "input", "3 × 8 × 8", "conv \"<1>\"", "3 × 8 × 8", "add");
    assertThat(Xml.parse(figure.svg()).texts("polygon")).hasSize(3);
  }

  @Test
  void boxesDoNotOverlapAndArrowsGoDownFromBoxToBox() {
    for (long seed = 0; seed < 5; seed++) {
      DrawnGraph graph = random(30, seed);
      Layers layers = Layers.of(graph);
      for (int i = 0; i < layers.boxes().size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(overlap(layers.boxes().get(i), layers.boxes().get(j))).isFalse();
        }
      }
      for (int i = 0; i < graph.edges().size(); i++) {
        List<Point> route = layers.routes().get(i);
        assertThat(route.getFirst().y()).isLessThan(route.getLast().y());
        assertThat(touches(layers, graph.edges().get(i).from(), route.getFirst())).isTrue();
        assertThat(touches(layers, graph.edges().get(i).to(), route.getLast())).isTrue();
      }
    }
  }

  @Test
  void longEdgesPassBesideTheBoxes() {
    for (long seed = 0; seed < 5; seed++) {
      Layers layers = Layers.of(random(30, seed));
      for (List<Point> route : layers.routes()) {
        for (int i = 1; i < route.size(); i++) {
          Point a = route.get(i - 1);
          Point b = route.get(i);
          Layers.Box swept =
              new Layers.Box(Math.min(a.x(), b.x()), a.y(), Math.abs(a.x() - b.x()), b.y() - a.y());
          assertThat(layers.boxes()).noneMatch(box -> overlap(box, swept));
        }
      }
    }
  }

  @Test
  void theTrunkOfAResidualNetworkIsStraight() {
    List<DrawnGraph.Node> nodes = new ArrayList<>();
    List<DrawnGraph.Edge> edges = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String label = "layer ".repeat(1 + i % 3);
      nodes.add(new DrawnGraph.Node("n" + i, label, "", DrawnGraph.Role.PLAIN));
      if (i > 0) {
        edges.add(new DrawnGraph.Edge("n" + (i - 1), "n" + i));
      }
      if (i % 3 == 0 && i > 0) {
        edges.add(new DrawnGraph.Edge("n" + (i - 3), "n" + i));
      }
    }
    assertThat(Layers.of(new DrawnGraph(nodes, edges)).boxes())
        .extracting(box -> box.x() + box.width() / 2)
        .containsOnly(Layers.of(new DrawnGraph(nodes, edges)).routes().getFirst().getFirst().x());
  }

  @Test
  void fewEdgesCross() {
    List<DrawnGraph.Node> nodes = new ArrayList<>();
    List<DrawnGraph.Edge> edges = new ArrayList<>();
    for (int i = 0; i < 8; i++) { // four chains, declared crosswise
      nodes.add(new DrawnGraph.Node("n" + i, "layer", "", DrawnGraph.Role.PLAIN));
      if (i >= 4) {
        edges.add(new DrawnGraph.Edge("n" + (7 - i), "n" + i));
      }
    }
    for (List<Point> route : Layers.of(new DrawnGraph(nodes, edges)).routes()) {
      assertThat(route.getFirst().x()).isEqualTo(route.getLast().x());
    }
  }

  private static DrawnGraph chain(int length) {
    List<DrawnGraph.Node> nodes = new ArrayList<>();
    List<DrawnGraph.Edge> edges = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      nodes.add(new DrawnGraph.Node("n" + i, "layer " + i, "4", DrawnGraph.Role.PLAIN));
      if (i > 0) {
        edges.add(new DrawnGraph.Edge("n" + (i - 1), "n" + i));
      }
    }
    return new DrawnGraph(nodes, edges);
  }

  @Test
  void longChainsGoOnInColumnsWhoseArrowsPassBetweenThem() {
    DrawnGraph graph = chain(40);
    Layers layers = Layers.of(graph, 1000);
    assertThat(layers.height()).isLessThan(Layers.of(graph).height() / 3);
    int climbing = 0;
    for (List<Point> route : layers.routes()) {
      for (int i = 1; i < route.size(); i++) {
        Point a = route.get(i - 1);
        Point b = route.get(i);
        Layers.Box swept =
            new Layers.Box(
                Math.min(a.x(), b.x()),
                Math.min(a.y(), b.y()),
                Math.abs(a.x() - b.x()),
                Math.abs(a.y() - b.y()));
        assertThat(layers.boxes()).noneMatch(box -> overlap(box, swept));
      }
      climbing += route.getLast().y() < route.getFirst().y() ? 1 : 0;
    }
    assertThat(climbing).isGreaterThan(1);
    assertThat(new GraphFigure("net", graph).figure().height()).isLessThan(1000);
  }

  @Test
  void shortChainsStayInOneColumn() {
    Layers layers = Layers.of(chain(10), 1000);
    assertThat(layers.boxes()).extracting(Layers.Box::x).containsOnly(0.0);
  }

  @Test
  void valuesAndGradientsStandInTheBoxesAndBesideTheArrows() {
    DrawnGraph graph =
        new DrawnGraph(
            List.of(
                new DrawnGraph.Node("x", "x", "", DrawnGraph.Role.INPUT, "−2", "∂ −4"),
                new DrawnGraph.Node("f", "f = −x", "", DrawnGraph.Role.OUTPUT, "2", "∂ 1")),
            List.of(new DrawnGraph.Edge("x", "f", "4 × 4", "−1")));
    assertThat(Xml.parse(new GraphFigure("net", graph).figure().svg()).texts("text"))
        .containsExactly(
            "net",
            "value, computed downwards",
            "∂ gradient of the result, computed upwards",
            "x",
            "−2",
            "∂ −4",
            "f = −x",
            "2",
            "∂ 1",
            "4 × 4",
            "−1");
    assertThat(Dot.text(graph)).contains("\"x\" -> \"f\" [label=\"4 × 4\\n−1\"];");
  }

  @Test
  void sameGraphIsDrawnTheSameWay() {
    String first = new GraphFigure("net", random(40, 9)).figure().svg();
    assertThat(new GraphFigure("net", random(40, 9)).figure().svg()).isEqualTo(first);
  }

  @Test
  void graphsWithoutEdgesOrNodesAreDrawn() {
    DrawnGraph lonely = new DrawnGraph(RESIDUAL.nodes(), List.of());
    assertThat(Xml.parse(new GraphFigure("net", lonely).figure().svg()).texts("polygon")).isEmpty();
    Xml.parse(new GraphFigure("net", new DrawnGraph(List.of(), List.of())).figure().svg());
  }

  @Test
  void dotQuotesWhatItMust() {
    assertThat(Dot.text(RESIDUAL))
        .startsWith("digraph network {\n")
        .contains("\"c\" [label=\"conv \\\"<1>\\\"\\n3 × 8 × 8\", fillcolor=\"#d8e7f2\"];")
        .contains("  \"a\" [label=\"add\",")
        .contains("  \"x\" -> \"c\";\n  \"c\" -> \"a\";\n  \"x\" -> \"a\";\n}\n");
  }

  @Test
  void brokenGraphsAreRefused() {
    DrawnGraph.Node node = RESIDUAL.nodes().getFirst();
    assertThatThrownBy(() -> new DrawnGraph(List.of(node, node), List.of()))
        .hasMessage("drawn graph: two nodes have the id x");
    assertThatThrownBy(() -> new DrawnGraph(List.of(node), List.of(new DrawnGraph.Edge("x", "y"))))
        .hasMessage("drawn graph: edge from x to y names a node that is not there");
    assertThatThrownBy(() -> new DrawnGraph(List.of(node), List.of(new DrawnGraph.Edge("x", "x"))))
        .hasMessage("drawn graph: edge from x to x goes back in the order of the nodes");
  }

  private static boolean overlap(Layers.Box a, Layers.Box b) {
    return a.x() < b.x() + b.width()
        && b.x() < a.x() + a.width()
        && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
  }

  private static boolean touches(Layers layers, String id, Point point) {
    Layers.Box box = layers.boxes().get(Integer.parseInt(id.substring(1)));
    return point.x() >= box.x() - 0.01
        && point.x() <= box.x() + box.width() + 0.01
        && point.y() >= box.y() - 0.01
        && point.y() <= box.y() + box.height() + 0.01;
  }
}
