package dev.cajal.nn;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.init.Initializers;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import org.junit.jupiter.api.Test;

class ModuleTest {

  private static Sequential twoLayers() {
    return new Sequential(
        new Conv2d(2, kernel(3)), new BatchNorm(), relu(), new Flatten(), new Linear(3));
  }

  @Test
  void pathsAreDottedAndInTheOrderOfRegistration() {
    Module model = new Sequential().then("features", twoLayers()).then("head", new Linear(2));
    model.declare(Shape.of(1, 5, 5));
    assertThat(model.state().keySet())
        .containsExactly(
            "features.0.weight",
            "features.0.bias",
            "features.1.weight",
            "features.1.bias",
            "features.1.running_mean",
            "features.1.running_var",
            "features.1.num_batches_tracked",
            "features.4.weight",
            "features.4.bias",
            "head.weight",
            "head.bias");
    assertThat(model.modules().keySet()).startsWith("", "features", "features.0");
    assertThat(model.buffers())
        .extracting(Variable::name)
        .allMatch(n -> n.startsWith("features.1."));
    assertThat(model.parameters()).hasSize(8);
  }

  @Test
  void inputSizesAreInferred() {
    Module model = twoLayers();
    assertThat(model.declare(Shape.of(4, 7, 6))).isEqualTo(Shape.of(3));
    assertThat(model.variable("0.weight").type().shape()).isEqualTo(Shape.of(2, 4, 3, 3));
    assertThat(model.variable("4.weight").type().shape()).isEqualTo(Shape.of(3, 2 * 5 * 4));
  }

  @Test
  void anInputOfAnotherSizeNamesPathShapesAndMend() {
    Module model = new Sequential().then("fc", new Linear(3));
    model.build(Shape.of(4), 1);
    assertThatThrownBy(() -> model.apply(Tensor.full(TensorType.float32(2, 5), 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "parameter at fc.weight: is float32[3, 4], input float32[2, 5] needs float32[3, 5]; give"
                + " inputs of the size that the model was built for, or build another");
    assertThatThrownBy(() -> model.apply(Tensor.of(Shape.of(1, 4), new double[4])))
        .hasMessageEndingWith("cast the input, or build the model for float64");
  }

  @Test
  void anIntegerInputIsAskedToBeCast() {
    assertThatThrownBy(() -> new Linear(2).build(Shape.of(4), DType.UINT8, 1))
        .hasMessage("parameter at weight: input is uint8; cast it to float32 before the model");
  }

  @Test
  void useBeforeBuildingIsExplained() {
    Module model = new Sequential(new Linear(3));
    assertThatThrownBy(() -> model.apply(Tensor.of(Shape.of(1, 2), 1f, 2f)))
        .hasMessage(
            "parameter 0.weight has no shape yet; call build(shape, seed) on the model first");
    assertThatThrownBy(() -> model.initialise(1)).hasMessageContaining("0.weight has no shape yet");
  }

  @Test
  void theSameSeedGivesTheSameNumbersAndAnotherSeedOthers() {
    float[] first = weights(twoLayers(), 7);
    assertThat(weights(twoLayers(), 7)).containsExactly(first);
    assertThat(weights(twoLayers(), 8)).doesNotContain(first);
  }

  private static float[] weights(Module model, long seed) {
    model.build(Shape.of(1, 5, 5), seed);
    return model.variable("4.weight").tensor().toArray();
  }

  @Test
  void numbersDependOnThePathAlone() {
    Module small = new Sequential().then("a", new Linear(3));
    Module large = new Sequential().then("b", new Linear(4)).then("a", new Linear(3));
    small.build(Shape.of(4), 5);
    large.build(Shape.of(4), 5);
    assertThat(large.variable("a.weight").tensor().toArray())
        .containsExactly(small.variable("a.weight").tensor().toArray());
  }

  @Test
  void aWeightIsDrawnByWhatFollowsIt() {
    Module model =
        new Sequential(
            new Conv2d(4, kernel(3)),
            new BatchNorm(),
            new MaxPool2d(2),
            relu(),
            new Flatten(),
            new Linear(5),
            Activation.silu(),
            new Linear(6),
            Activation.tanh(),
            new Linear(7),
            Activation.gelu(),
            new Linear(2));
    model.declare(Shape.of(1, 8, 8));
    assertThat(rule(model, "0")).isEqualTo("heUniform");
    assertThat(rule(model, "5")).isEqualTo("heUniform");
    assertThat(rule(model, "7")).isEqualTo("xavierUniform");
    assertThat(rule(model, "9")).isEqualTo("heUniform");
    assertThat(rule(model, "11")).isEqualTo("xavierUniform");
    assertThat(model.module("0").own().getLast().initializer()).hasToString("constant(0.0)");
  }

  private static String rule(Module model, String path) {
    return String.valueOf(model.module(path).own().getFirst().initializer());
  }

  @Test
  void twoPartsOfOneNameAreRefused() {
    assertThatThrownBy(() -> new Sequential().then("a", relu()).then("a", relu()))
        .hasMessage("Sequential: there are two parts named 'a'");
    assertThatThrownBy(() -> new Sequential().then("a.b", relu()))
        .hasMessage("Sequential: 'a.b' is no name of a part; it must not be empty or hold a dot");
  }

  @Test
  void aModuleHasOneParent() {
    Linear shared = new Linear(2);
    Sequential first = new Sequential(shared);
    assertThat(first.children()).containsValue(shared);
    assertThatThrownBy(() -> new Sequential(shared))
        .hasMessageStartingWith("child 0: this Linear is already at '0'");
    Linear built = new Linear(2);
    built.build(Shape.of(3), 1);
    assertThatThrownBy(() -> new Sequential(built))
        .hasMessage("child 0: this Linear is already built; compose first");
  }

  @Test
  void aSharedModuleMayBeAppliedTwice() {
    Module twice =
        new Module() {
          private final Linear layer = child("layer", new Linear(3, false));

          @Override
          protected Tensor forward(Tensor x) {
            return layer.apply(layer.apply(x));
          }
        };
    twice.build(Shape.of(3), 1);
    twice.variable("layer.weight").set(0, 1, 0, 0, 0, 1, 1, 0, 0);
    assertThat(twice.apply(Tensor.of(Shape.of(1, 3), 1f, 2f, 3f)).toArray())
        .containsExactly(3, 1, 2);
  }

  @Test
  void aParameterThatForwardForgetsIsReported() {
    Module forgetful =
        new Module() {
          {
            parameter("scale", Initializers.constant(1));
          }

          @Override
          protected Tensor forward(Tensor x) {
            return x;
          }
        };
    assertThatThrownBy(() -> forgetful.declare(Shape.of(3)))
        .hasMessage("parameter scale is never used by the forward of Module");
  }

  @Test
  void frozenParametersAreSavedButNotTrained() {
    Module model = twoLayers();
    model.build(Shape.of(1, 5, 5), 1);
    model.module("0").freeze();
    assertThat(model.parameters()).extracting(Variable::name).doesNotContain("0.weight", "0.bias");
    assertThat(model.state()).containsKey("0.weight");
    model.unfreeze();
    assertThat(model.parameters()).extracting(Variable::name).contains("0.weight", "0.bias");
  }

  @Test
  void aPathThatLeadsNowhereIsReported() {
    Module model = new Sequential(new Linear(2));
    model.declare(Shape.of(3));
    assertThatThrownBy(() -> model.variable("fc.weight"))
        .hasMessage("Sequential has no parameter or buffer 'fc.weight'; it has [0.weight, 0.bias]");
    assertThatThrownBy(() -> model.module("fc"))
        .hasMessage("Sequential has no module 'fc'; it has [, 0]");
  }

  @Test
  void nodesKnowWhereTheyWereMade() {
    Module model = new Sequential().then("body", new Sequential(new Linear(2), relu()));
    model.build(Shape.of(3), 1);
    Trace trace = Trace.evaluation();
    Variable input = new Variable("x", TensorType.float32(1, 3));
    assertThat(model.apply(input.tensor(trace)).node().path()).isEqualTo("body.1");
    assertThat(trace.path()).isEmpty();
  }
}
