package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Pooled;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Poolings beside their golden values: the example of the notes, switches, and what is refused. */
class PoolTest {
  private static final Tensor NOTES =
      Tensor.of(Shape.of(1, 1, 4, 4), 1f, 1, 2, 4, 5, 6, 7, 8, 3, 2, 1, 0, 1, 2, 3, 4);

  @Test
  void theExampleOfTheNotes() {
    assertThat(new MaxPool2d(2).apply(NOTES).toArray()).containsExactly(6, 8, 3, 4);
    assertThat(new AvgPool2d(2).apply(NOTES).toArray()).containsExactly(3.25f, 5.25f, 2, 2);
    assertThat(new GlobalMaxPool().apply(NOTES).toArray()).containsExactly(8);
  }

  @Test
  void switchesPutTheMaximaBack() {
    Pooled pooled = new MaxPool2d(2).pooled(NOTES);
    assertThat(pooled.switches().toArray()).containsExactly(3, 3, 0, 3);
    assertThat(pooled.indices().toArray()).containsExactly(5, 7, 8, 15);
    float[] back = {0, 0, 0, 0, 0, 6, 0, 8, 3, 0, 0, 0, 0, 0, 0, 4};
    assertThat(pooled.unpool(pooled.values()).toArray()).containsExactly(back);
    Tensor y = new MaxUnpool2d(2).apply(pooled.values(), pooled.indices());
    assertThat(y.toArray()).containsExactly(back);
    assertThat(new MaxUnpool2d(2).apply(pooled.values(), pooled.indices(), 5, 4).shape())
        .isEqualTo(Shape.of(1, 1, 5, 4));
  }

  @Test
  void overlappingWindowsAddBySwitchesButNotByIndices() {
    Pooled pooled = new MaxPool2d(kernel(3).stride(1)).pooled(NOTES);
    assertThat(pooled.values().toArray()).containsExactly(7, 8, 7, 8);
    assertThat(pooled.unpool(pooled.values()).toArray()).contains(14, 16);
    Tensor y = pooled.values().maxUnpool(pooled.indices(), 4, 4);
    assertThat(y.toArray()).contains(7, 8).doesNotContain(14, 16);
  }

  @Test
  void roundingUpStopsOnceMore() {
    Module down = new MaxPool2d(kernel(3).stride(2));
    Module up = new MaxPool2d(kernel(3).stride(2).ceil());
    assertThat(down.declare(Shape.of(1, 6, 6))).isEqualTo(Shape.of(1, 2, 2));
    assertThat(up.declare(Shape.of(1, 6, 6))).isEqualTo(Shape.of(1, 3, 3));
    assertThat(up.declare(Shape.of(1, 7, 7))).isEqualTo(Shape.of(1, 3, 3));
    // A last window that would begin in the padding is left out.
    assertThat(new MaxPool1d(kernel(2).stride(3).padding(1).ceil()).declare(Shape.of(1, 5)))
        .isEqualTo(Shape.of(1, 2));
    assertThat(up).hasToString("MaxPool2d(3x3, stride 2, ceil)");
    assertThat(new LPPool1d(2, 3)).hasToString("LPPool1d(2.0, 3)");
    assertThat(new AdaptiveAvgPool2d(6, 7)).hasToString("AdaptiveAvgPool2d(6, 7)");
  }

  private static Module named(Module layer) {
    return new Sequential().then("pool", layer);
  }

  @Test
  void poolingsAskForTheirAxes() {
    assertThatThrownBy(() -> named(new MaxPool1d(2)).declare(Shape.of(3, 8, 8)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "maxpool1d at pool: input is [2, 3, 8, 8], expected sequences [n, channels, length];"
                + " reshape or unsqueeze it");
    assertThatThrownBy(() -> named(new LPPool3d(2, 2)).declare(Shape.of(3, 8, 8)))
        .hasMessageStartingWith("lppool3d at pool: input is [2, 3, 8, 8], expected volumes");
    assertThatThrownBy(() -> named(new AdaptiveMaxPool2d(2)).declare(Shape.of(8)))
        .hasMessageStartingWith("adaptivemaxpool2d at pool: input is [2, 8], expected images");
    assertThatThrownBy(() -> named(new GlobalMaxPool()).declare(Shape.of(8)))
        .hasMessage("globalmaxpool at pool: input is [2, 8], expected [n, channels, places...]");
    assertThatThrownBy(() -> named(new MaxPool2d(9)).declare(Shape.of(3, 8, 8)))
        .hasMessage(
            "max_pool at pool: a window that reaches over 9 does not fit into spatial axis 0 of"
                + " size 8 with padding 0 + 0; use a smaller window or more padding");
    assertThatThrownBy(() -> named(new FeatureLPPool(2, 4)).declare(Shape.of(6, 8)))
        .hasMessage(
            "featurelppool at pool: input [2, 6, 8] has 6 channels, which do not divide into 4"
                + " groups");
  }

  @Test
  void optionsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> new MaxPool2d(kernel(2).groups(2)))
        .hasMessage(
            "maxpool2d: a pooling has neither groups nor a kind of padding, got 2, groups 2");
    assertThatThrownBy(() -> new AvgPool2d(kernel(3).padding(1).paddingMode(PaddingMode.REFLECT)))
        .hasMessageStartingWith("avgpool2d: a pooling has neither groups nor a kind of padding");
    assertThatThrownBy(() -> new MaxPool2d(kernel(2, 2, 2)))
        .hasMessage("maxpool2d: kernel with size [2, 2, 2], expected one number for all axes or 2");
    assertThatThrownBy(() -> new AvgPool1d(kernel(2), true, OptionalInt.of(0)))
        .hasMessage("avgpool1d: divisorOverride is 0, expected another");
    assertThatThrownBy(() -> new LPPool2d(0, 2))
        .hasMessage("lppool2d: normType is 0.0, expected a finite number above 0");
    assertThatThrownBy(() -> new FeatureLPPool(2, 0))
        .hasMessage("featurelppool: groups of 0 channels, expected 1 or more");
    assertThatThrownBy(() -> new AdaptiveAvgPool2d(1, 2, 3))
        .hasMessage(
            "adaptiveavgpool2d: output [1, 2, 3], expected one size for all axes or 2, each at"
                + " least 1, or -1 to keep that of the input");
    assertThatThrownBy(() -> NOTES.adaptiveMaxPool(0))
        .hasMessage(
            "adaptive_max_pool: input [1, 1, 4, 4] cannot be pooled to [0]; give one size of at"
                + " least 1, or -1 to keep it, for each axis after the channels");
  }

  @Test
  void unpoolingNeedsAnIndexForEachValue() {
    Tensor y = Tensor.of(Shape.of(1, 1, 2, 2), 1f, 2, 3, 4);
    assertThatThrownBy(() -> new MaxUnpool2d(2).apply(y, Tensor.of(Shape.of(1, 1, 1), 0L)))
        .hasMessage(
            "max_unpool: input [1, 1, 2, 2] with indices [1, 1, 1] cannot be placed into [4, 4];"
                + " both have a batch axis, a channel axis and as many axes as the output");
    assertThatThrownBy(() ->
            new MaxUnpool2d(2).apply(y, Tensor.of(Shape.of(1, 1, 2, 2), 0L, 3L, 9L, 16L)).toArray())
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("index 16");
  }

  /** Jarrett et al. 2009: filter bank, nonlinearity, pooling, normalisation. */
  @Test
  void oneStageOfFilteringPoolingAndNormalisingHasItsGradients() {
    Module stage =
        new Sequential()
            .then("filters", new Conv2d(4, kernel(3)))
            .then("nonlinearity", Activation.tanh())
            .then("pooling", new LPPool2d(2, kernel(2)))
            .then("normalisation", new LocalContrastNorm(3));
    stage.build(Shape.of(2, 10, 10), DType.FLOAT64, 3);
    Variable x = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(2, 2, 10, 10)));
    x.set(Tensor.of(x.type().shape(), new Random(5).doubles(400, -1, 1).toArray()).values());
    assertThat(stage.apply(x.tensor()).shape()).isEqualTo(Shape.of(2, 4, 4, 4));
    List<Variable> variables = new ArrayList<>(stage.parameters());
    variables.add(x);
    Tensor weights = Tensor.of(Shape.of(2, 4, 4, 4), new Random(6).doubles(128, -1, 1).toArray());
    GradientReport report =
        GradientChecker.check(
            () -> stage.apply(x.tensor()).mul(weights).sum(),
            variables,
            GradientChecker.Options.DEFAULT.samples(12));
    assertThat(report.worst()).as(report.toString()).isLessThan(1e-6);
  }
}
