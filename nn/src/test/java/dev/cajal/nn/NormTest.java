package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What normalisations refuse and keep; their values are tested against golden ones. */
class NormTest {

  private static Module named(Module layer) {
    return new Sequential().then("norm", layer);
  }

  private static Trace training() {
    return Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
  }

  @Test
  void partsAreThoseThatTheOptionsAskFor() {
    Module bare = new BatchNorm(BatchNorm.DEFAULT.affine(false).trackRunningStats(false));
    bare.declare(Shape.of(3));
    assertThat(bare.state()).isEmpty();
    Module full = new InstanceNorm(InstanceNorm.DEFAULT.affine(true).trackRunningStats(true));
    full.declare(Shape.of(3, 4));
    assertThat(full.state())
        .containsOnlyKeys("weight", "bias", "running_mean", "running_var", "num_batches_tracked");
    Module layer = new LayerNorm(Shape.of(4, 2), 1e-5, true, false);
    layer.declare(Shape.of(3, 4, 2));
    assertThat(layer.state()).containsOnlyKeys("weight");
    assertThat(layer.variable("weight").type().shape()).isEqualTo(Shape.of(4, 2));
  }

  @Test
  void groupsMustDivideTheChannels() {
    assertThatThrownBy(() -> named(new GroupNorm(4)).declare(Shape.of(6, 5)))
        .hasMessage(
            "groupnorm at norm: input [2, 6, 5] has 6 channels, which do not divide into 4 groups");
    assertThatThrownBy(() -> new GroupNorm(0))
        .hasMessage("groupnorm: 0 groups, expected 1 or more");
  }

  @Test
  void theNormalisedSizesMustBeThoseOfTheInput() {
    assertThatThrownBy(() -> named(new LayerNorm(4, 5)).declare(Shape.of(3, 4, 6)))
        .hasMessage(
            "layernorm at norm: input [2, 3, 4, 6] ends in [4, 6], expected [4, 5]; give inputs of"
                + " that size, or no size to take it from the input");
    assertThatThrownBy(() -> named(new RMSNorm(4, 5)).declare(Shape.of(5)))
        .hasMessage("rmsnorm at norm: input is [2, 5], expected a batch axis and then [4, 5]");
    assertThatThrownBy(() -> named(new LayerNorm()).declare(Shape.of()))
        .hasMessage(
            "layernorm at norm: input is [2], expected a batch axis and then the axis that is"
                + " normalised");
  }

  @Test
  void anInputWithoutChannelsOrPlacesIsRefused() {
    assertThatThrownBy(() -> named(new BatchNorm()).declare(Shape.of()))
        .hasMessage("batchnorm at norm: input is [2], expected [n, channels, ...]");
    assertThatThrownBy(() -> named(new InstanceNorm()).declare(Shape.of(3)))
        .hasMessage("instancenorm at norm: input is [2, 3], expected [n, channels, places...]");
    assertThatThrownBy(() -> named(new InstanceNorm()).declare(Shape.of(3, 1)))
        .hasMessage(
            "instancenorm at norm: input [2, 3, 1] has 1 place per channel, and that has no"
                + " variance; normalise before pooling over all places, or use BatchNorm");
    assertThatThrownBy(() -> named(new LocalResponseNorm()).declare(Shape.of(3)))
        .hasMessage(
            "localresponsenorm at norm: input is [2, 3], expected [n, channels, places...]");
    assertThatThrownBy(() -> named(new LocalContrastNorm()).declare(Shape.of(3, 5)))
        .hasMessageStartingWith(
            "localcontrastnorm at norm: input is [2, 3, 5], expected images [n, channels, height,");
    assertThatThrownBy(() -> new LocalContrastNorm(4))
        .hasMessage(
            "localcontrastnorm: size 4, sigma 1.0, eps 1.0E-4, expected an odd size, a sigma above"
                + " 0 and an eps of 0 or more");
    assertThatThrownBy(() -> BatchNorm.DEFAULT.eps(-1))
        .hasMessage("normalisation: eps is -1.0, expected 0 or more");
  }

  @Test
  void aBatchOfNothingTeachesNothing() {
    BatchNorm layer = new BatchNorm();
    layer.build(Shape.of(3), 1);
    Trace trace = training();
    Tensor none = new Variable("none", TensorType.float32(0, 3)).tensor(trace);
    assertThat(layer.apply(none).toArray()).isEmpty();
    assertThat(trace.assignments())
        .extracting(a -> a.target().name())
        .containsExactly("num_batches_tracked");
  }

  @Test
  void aLargeMeanDoesNotSwallowTheVariance() {
    for (double mean : List.of(0.0, 1e4, 1e8)) {
      double[] values = new double[1000];
      for (int i = 0; i < values.length; i++) {
        values[i] = mean + (i % 2 == 0 ? 1 : -1);
      }
      Tensor x = Tensor.of(Shape.of(1, 1000), values);
      double[] y = new LayerNorm(Shape.of(), 0, false, false).apply(x).toDoubles();
      assertThat(y[0]).as("mean %s", mean).isCloseTo(1, within(1e-9));
      assertThat(y[1]).as("mean %s", mean).isCloseTo(-1, within(1e-9));
    }
  }

  @Test
  void anImageWithoutContrastBecomesZeros() {
    Tensor flat = Tensor.full(new TensorType(DType.FLOAT64, Shape.of(1, 3, 6, 6)), 7);
    for (double value : new LocalContrastNorm(3).apply(flat).toDoubles()) {
      assertThat(value).isCloseTo(0, within(1e-9));
    }
  }
}
