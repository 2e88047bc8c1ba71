package dev.cajal.labs.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.ReverseWalk;
import dev.cajal.nn.LayerGraph;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.graph.DrawnGraph.Edge;
import dev.cajal.viz.graph.DrawnGraph.Node;
import dev.cajal.viz.graph.GraphFigure;
import dev.cajal.zoo.Network;
import dev.cajal.zoo.Zoo;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrawingsTest {

  private static DrawnGraph layers(String name) {
    Network network = Zoo.find(name);
    return Drawings.layers(LayerGraph.of(network.create(), network.input()));
  }

  @Test
  void everyNetworkOfTheZooIsDrawnWithAllItsParameters() {
    for (Network network : Zoo.networks()) {
      Module model = network.create();
      LayerGraph graph = LayerGraph.of(model, network.input());
      assertThat(graph.layers().stream().mapToLong(LayerGraph.Layer::parameters).sum())
          .as(network.name())
          .isEqualTo(model.parameters().stream().mapToLong(p -> p.type().shape().count()).sum());
      assertThat(new GraphFigure(network.title(), Drawings.layers(graph)).figure().height())
          .as(network.name())
          .isLessThan(1400);
    }
  }

  @Test
  void layersSayOptionsShapeAndParameters() {
    assertThat(layers("alexnet").nodes())
        .contains(
            new Node(
                "features.0",
                "features.0",
                "Conv2d(64, 11x11, stride 4, padding 2)\n64 × 55 × 55 · 23,296 parameters",
                DrawnGraph.Role.WEIGHTS),
            new Node("features.1", "features.1 · ReLU", "", DrawnGraph.Role.PLAIN));
  }

  @Test
  void theTowersOfAlexNetJoinWhereAllChannelsMeet() {
    assertThat(layers("alexnet-two-tower").edges())
        .contains(new Edge("pool1:1", "conv2:1"), new Edge("pool2", "conv3:2"))
        .contains(new Edge("relu4:1", "conv5:1"), new Edge("pool5:2", "flatten"))
        .doesNotContain(new Edge("relu4:1", "conv5:2"));
  }

  @Test
  void valuesAndGradientsAreThoseOfTheNotes() {
    Tensor x = Tensor.scalar(DType.FLOAT64, -2);
    Tensor y = Tensor.scalar(DType.FLOAT64, 5);
    Tensor z = Tensor.scalar(DType.FLOAT64, -4);
    Tensor f = x.add(y).mul(z);
    DrawnGraph graph = WalkDrawing.of(ReverseWalk.of(f, Map.of("x", x, "y", y, "z", z, "f", f)));
    assertThat(graph.nodes())
        .extracting(node -> node.label() + ": " + node.value() + ", " + node.gradient())
        .containsExactlyInAnyOrder(
            "x: −2, ∂ −4",
            "y: 5, ∂ −4",
            "z: −4, ∂ 3",
            "v1 = x + y: 3, ∂ −4",
            "f = v1 · z: −12, ∂ 1");
  }

  @Test
  void whatFlowsBackAlongTwoArrowsAddsUpInTheirNode() {
    Tensor x = Tensor.scalar(DType.FLOAT64, 3);
    Tensor f = x.mul(-2).add(x.sin().mul(0));
    DrawnGraph graph = WalkDrawing.of(ReverseWalk.of(f, Map.of("x", x)));
    assertThat(graph.nodes().getFirst().gradient()).isEqualTo("∂ −2");
    assertThat(graph.nodes()).extracting(Node::label).contains("v1 = x · (−2)");
    assertThat(graph.edges())
        .filteredOn(edge -> edge.from().equals("x"))
        .extracting(Edge::gradient)
        .containsExactlyInAnyOrder("−2", "0");
  }

  @Test
  void operationsShowShapesAndNoRepetitions() {
    Module model = Zoo.create("softmax", 10);
    model.declare(Shape.of(1, 28, 28));
    Variable x = new Variable("x", TensorType.float32(1, 1, 28, 28));
    DrawnGraph graph = Drawings.operations(model.apply(x.tensor(Trace.evaluation())));
    assertThat(graph.nodes()).extracting(Node::label).doesNotContain("broadcast");
    assertThat(graph.edges()).extracting(Edge::label).contains("10 × 784", "1 × 784", "10");
  }

  @Test
  void stacksOfRecurrentLayersAreUnfolded() {
    Network network = Zoo.find("char-lstm");
    assertThat(Drawings.recurrent("net", network.create(), network.input()).stages())
        .extracting(stage -> stage.name() + ": " + stage.returns())
        .containsExactly(
            "input: ",
            "one-hot: ",
            "recurrent · Lstm, layer 0: weight_hh_l0 512 × 128",
            "recurrent · Lstm, layer 1: weight_hh_l1 512 × 128",
            "slice: ",
            "scores · Linear(96): ");
  }

  @Test
  void whatHasNoRecurrentLayerCannotBeUnfolded() {
    Network network = Zoo.find("lenet5");
    assertThatThrownBy(() -> Drawings.recurrent("lenet5", network.create(), network.input()))
        .hasMessage(
            "lenet5: no layer is recurrent, so there is nothing to unfold; draw its layers"
                + " instead");
  }
}
