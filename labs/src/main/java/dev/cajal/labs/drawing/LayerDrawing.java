package dev.cajal.labs.drawing;

import dev.cajal.backend.Shape;
import dev.cajal.nn.LayerGraph;
import dev.cajal.nn.LayerGraph.Layer;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.graph.DrawnGraph.Edge;
import dev.cajal.viz.graph.DrawnGraph.Node;
import dev.cajal.viz.graph.DrawnGraph.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Layers as boxes. */
final class LayerDrawing {
  private LayerDrawing() {}

  static DrawnGraph of(LayerGraph graph) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < graph.layers().size(); i++) {
      Layer layer = graph.layers().get(i);
      boolean last = i > 0 && i == graph.layers().size() - 1;
      Role role =
          i == 0
              ? Role.INPUT
              : last ? Role.OUTPUT : layer.parameters() > 0 ? Role.WEIGHTS : Role.PLAIN;
      nodes.add(
          !last && layer.parameters() == 0 && keepsShape(graph, layer)
              ? new Node(layer.id(), title(layer), "", role)
              : new Node(layer.id(), layer.name(), detail(layer), role));
    }
    List<Edge> edges =
        graph.links().stream().map(link -> new Edge(link.from(), link.to())).toList();
    return new DrawnGraph(nodes, edges);
  }

  private static boolean keepsShape(LayerGraph graph, Layer layer) {
    List<Shape> read =
        graph.links().stream()
            .filter(link -> link.to().equals(layer.id()))
            .flatMap(link -> graph.layers().stream().filter(l -> l.id().equals(link.from())))
            .map(Layer::output)
            .distinct()
            .toList();
    return read.equals(List.of(layer.output()));
  }

  private static String title(Layer layer) {
    return layer.kind().isEmpty() ? layer.name() : layer.name() + " · " + layer.kind();
  }

  private static String detail(Layer layer) {
    String made =
        sizes(layer.output())
            + (layer.parameters() == 0
                ? ""
                : " · " + Numbers.count(layer.parameters()) + " parameters");
    return layer.kind().isEmpty() ? made : layer.kind() + "\n" + made;
  }

  static String sizes(Shape shape) {
    return shape.rank() == 0
        ? "1"
        : Arrays.stream(shape.toArray())
            .mapToObj(Long::toString)
            .collect(Collectors.joining(" × "));
  }
}
