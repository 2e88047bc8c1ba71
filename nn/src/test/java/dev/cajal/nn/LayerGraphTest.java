package dev.cajal.nn;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Shape;
import dev.cajal.nn.LayerGraph.Layer;
import dev.cajal.nn.LayerGraph.Link;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.nn.recurrent.RecurrentOptions;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LayerGraphTest {
  private static final Shape IMAGE = Shape.of(4, 8, 8);

  /** y = relu(conv(x) + x). */
  private static final class Block extends Module {
    private final Module conv = child("conv", new Conv2d(4, kernel(3).padding(1)));
    private final Module relu = child("relu", relu());

    @Override
    protected Tensor forward(Tensor x) {
      return relu.apply(conv.apply(x).add(x));
    }
  }

  /** Applies one layer twice. */
  private static final class Twice extends Module {
    private final Module layer = child("layer", new Linear(5));

    @Override
    protected Tensor forward(Tensor x) {
      return layer.apply(layer.apply(x).relu());
    }
  }

  @Test
  void chainsAreLinkedAndKeepLayersThatDoNothingInUse() {
    LayerGraph graph =
        LayerGraph.of(
            new Sequential()
                .then("fc1", new Linear(3))
                .then("drop", new Dropout(0.5))
                .then("fc2", new Linear(2)),
            Shape.of(4));
    assertThat(graph.layers())
        .containsExactly(
            new Layer("(input)", "input", "", Shape.of(4), 0),
            new Layer("fc1", "fc1", "Linear(3)", Shape.of(3), 15),
            new Layer("drop", "drop", "Dropout(0.5)", Shape.of(3), 0),
            new Layer("fc2", "fc2", "Linear(2)", Shape.of(2), 8));
    assertThat(graph.links())
        .containsExactly(
            new Link("(input)", "fc1"), new Link("fc1", "drop"), new Link("drop", "fc2"));
  }

  @Test
  void aLayerThatDoesNothingAtTheEndIsLast() {
    LayerGraph graph = LayerGraph.of(new Sequential(new Linear(3), new Identity()), Shape.of(4));
    assertThat(graph.layers()).extracting(Layer::name).containsExactly("input", "0", "1");
  }

  @Test
  void shortcutsJoinInTheOperationThatAddsThem() {
    LayerGraph graph = LayerGraph.of(new Sequential(new Block(), new Flatten()), IMAGE);
    assertThat(graph.layers())
        .extracting(Layer::name)
        .containsExactly("input", "0.conv", "add", "0.relu", "1");
    String add = graph.layers().get(2).id();
    assertThat(graph.links())
        .containsExactlyInAnyOrder(
            new Link("(input)", "0.conv"),
            new Link("0.conv", add),
            new Link("(input)", add),
            new Link(add, "0.relu"),
            new Link("0.relu", "1"));
  }

  @Test
  void aLayerThatIsAppliedTwiceStandsTwiceAndOwnsItsParametersOnce() {
    LayerGraph graph = LayerGraph.of(new Twice(), Shape.of(5));
    assertThat(graph.layers()).extracting(Layer::parameters).containsExactly(0L, 30L, 0L, 0L);
    assertThat(graph.layers().getLast().kind()).isEqualTo("Linear(5), shared");
    assertThat(graph.layers()).extracting(Layer::name).contains("relu");
  }

  @Test
  void aModelOfOneLayerIsOneLayer() {
    assertThat(LayerGraph.of(new Linear(2), Shape.of(3)).links())
        .containsExactly(new Link("(input)", "model"));
  }

  @Test
  void convolutionsInTwoGroupsAreTwoTowersUntilAllChannelsMeet() {
    LayerGraph graph =
        LayerGraph.of(
            new Sequential()
                .then("a", new Conv2d(8, kernel(1)))
                .then("relu", relu())
                .then("b", new Conv2d(6, kernel(3).groups(2)))
                .then("pool", new MaxPool2d(2))
                .then("flat", new Flatten()),
            IMAGE);
    assertThat(graph.layers())
        .extracting(Layer::id)
        .containsExactly(
            "(input)", "a:1", "a:2", "relu:1", "relu:2", "b:1", "b:2", "pool:1", "pool:2", "flat");
    assertThat(graph.links())
        .contains(
            new Link("(input)", "a:1"),
            new Link("(input)", "a:2"),
            new Link("relu:2", "b:2"),
            new Link("pool:1", "flat"),
            new Link("pool:2", "flat"))
        .doesNotContain(new Link("relu:1", "b:2"));
    assertThat(graph.layers())
        .contains(
            new Layer("b:1", "b, tower 1", "Conv2d(6, 3x3, groups 2)", Shape.of(3, 6, 6), 111));
    assertThat(graph.layers().stream().mapToLong(Layer::parameters).sum())
        .isEqualTo(8 * 4 + 8 + 6 * 4 * 9 + 6);
  }

  @Test
  void depthwiseConvolutionsAreNoTowers() {
    LayerGraph graph = LayerGraph.of(new Conv2d(8, kernel(3).groups(8)), Shape.of(8, 8, 8));
    assertThat(graph.layers()).hasSize(2);
  }

  @Test
  void stacksOfRecurrentLayersWithDropoutAreOneLayer() {
    Module model =
        new Sequential(new Lstm(3, RecurrentOptions.recurrent().numLayers(2).dropout(0.5)));
    LayerGraph graph = LayerGraph.of(model, Shape.of(6, 2));
    assertThat(graph.layers())
        .extracting(Layer::kind)
        .containsExactly("", "Lstm(3, 2 layers, dropout 0.5)");
    assertThat(graph.layers().getLast().parameters()).isEqualTo(4 * (3 * (2 + 3) + 6 + 3 * 6 + 6));
  }
}
