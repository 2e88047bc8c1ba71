package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import org.junit.jupiter.api.Test;

class RectifiersTest {

  @Test
  void slopesForAnotherNumberOfChannelsAreRejectedWhenTheModelIsBuilt() {
    Module model = new Sequential(new Linear(4), new PReLU(3));

    assertThatThrownBy(() -> model.build(Shape.of(2), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "prelu at 1: input is [2, 4], expected [n, 3, ...]; give 1 slope or as many as there"
                + " are channels");
    assertThatThrownBy(() -> new PReLU(0))
        .hasMessage("prelu: parameters are 0, expected 1 or the number of channels");
  }

  @Test
  void aRandomSlopeIsDrawnForEachElementInTrainingOnly() {
    Module layer = new RReLU(0.1, 0.5).build(Shape.of(3), 1);
    Tensor x = Tensor.full(TensorType.float32(500, 3), -1);
    Variable seed = new Variable("seed", new TensorType(DType.INT64, Shape.of(2)));
    seed.set(Tensor.of(Shape.of(2), 7, 0L).values());
    Variable input = new Variable("x", x.type());
    input.set(x.values());

    float[] drawn = layer.apply(input.tensor(Trace.training(seed))).toArray();

    assertThat(drawn).doesNotHaveDuplicates();
    for (float slope : drawn) {
      assertThat(-slope).isBetween(0.1f, 0.5f);
    }
    assertThat(layer.apply(x).toArray()).containsOnly(-0.3f);
  }

  @Test
  void anActivationThatDoesNotFitNamesItsPlaceWhenTheModelIsBuilt() {
    assertThatThrownBy(() -> new Sequential(new Linear(3), Activation.glu()).build(Shape.of(2), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("glu at 1: axis -1 of [2, 3] has size 3, expected an even one");
    assertThatThrownBy(
            () -> new Sequential(new Linear(3), Activation.maxout(2)).build(Shape.of(2), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "maxout at 1: axis 1 of [2, 3] cannot be divided into groups of 2; make its size a"
                + " multiple");
    assertThatThrownBy(
            () -> new Sequential(new Linear(3), Activation.softmax(2)).build(Shape.of(2), 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("softmax at 1: axis 2 does not exist in [2, 3]");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new RReLU(0.5, 0.1))
        .hasMessage("rrelu: bounds are 0.5 and 0.1, expected the smaller first");
    assertThatThrownBy(() -> Activation.hardtanh(1, -1))
        .hasMessage("hardtanh: bounds are 1.0 and -1.0, expected the smaller first");
    assertThatThrownBy(() -> Activation.softshrink(-1))
        .hasMessage("softshrink: lambda is -1.0, expected at least 0");
    assertThatThrownBy(() -> Activation.celu(0))
        .hasMessage("celu: alpha is 0.0, expected another than 0");
    assertThatThrownBy(() -> Activation.softplus(0, 20))
        .hasMessage("softplus: beta is 0.0, expected more than 0");
    assertThatThrownBy(() -> Activation.maxout(0))
        .hasMessage("maxout: pieces are 0, expected at least 1");
  }
}
