package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.op.Window;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvTest {
  private static final Tensor ROW = Tensor.of(Shape.of(1, 1, 4), 1f, 2, 3, 4);

  private static Module named(String name, Module layer) {
    return new Sequential().then(name, layer);
  }

  @Test
  void sixKernelsOverASmallPhotograph() {
    Conv2d layer = new Conv2d(6, kernel(5));
    assertThat(layer.declare(Shape.of(3, 32, 32))).isEqualTo(Shape.of(6, 28, 28));
    assertThat(layer.variable("weight").type().shape()).isEqualTo(Shape.of(6, 3, 5, 5));
  }

  @Test
  void aStrideMustFitTheImage() {
    Shape image = Shape.of(1, 7, 7);
    assertThat(new Conv2d(1, kernel(3)).declare(image)).isEqualTo(Shape.of(1, 5, 5));
    assertThat(new Conv2d(1, kernel(3).stride(2)).declare(image)).isEqualTo(Shape.of(1, 3, 3));
    assertThatThrownBy(() -> named("c", new Conv2d(1, kernel(3).stride(3))).declare(image))
        .hasMessage(
            "conv2d at c: kernel 3 with stride 3 passes by the last 1 rows of input [2, 1, 7, 7];"
                + " add padding, change the stride, or allow it with floor()");
    assertThat(new Conv2d(1, kernel(3).stride(3).floor()).declare(image))
        .isEqualTo(Shape.of(1, 2, 2));
    assertThat(new Conv2d(1, kernel(3).stride(3).padding(1)).declare(image))
        .isEqualTo(Shape.of(1, 3, 3));
    assertThatThrownBy(() -> named("c", new Conv1d(1, kernel(2).stride(2))).declare(Shape.of(1, 9)))
        .hasMessageStartingWith("conv1d at c: kernel 2 with stride 2 passes by the last 1 columns");
    Module volumes = named("c", new Conv3d(1, kernel(2, 1, 1).stride(2)));
    assertThatThrownBy(() -> volumes.declare(Shape.of(1, 3, 5, 5)))
        .hasMessageStartingWith("conv3d at c: kernel 2 with stride 2 passes by the last 1 slices");
  }

  @Test
  void layersAskForTheirNumberOfAxes() {
    assertThatThrownBy(() -> named("c", new Conv1d(4, kernel(3))).declare(Shape.of(3, 8, 8)))
        .hasMessage(
            "conv1d at c: input is [2, 3, 8, 8], expected sequences [n, channels, length];"
                + " reshape or unsqueeze it");
    assertThatThrownBy(
            () -> named("c", new ConvTranspose3d(4, kernel(3))).declare(Shape.of(3, 8, 8)))
        .hasMessage(
            "convtranspose3d at c: input is [2, 3, 8, 8], expected volumes [n, channels, depth,"
                + " height, width]; reshape or unsqueeze it");
    assertThatThrownBy(() -> new Conv3d(4, kernel(3, 3)))
        .hasMessage("conv3d: kernel with size [3, 3], expected one number for all axes or 3");
  }

  @Test
  void whatAConvolutionCannotDoIsRefusedAtOnce() {
    assertThatThrownBy(() -> new Conv2d(4, kernel(3).ceil()))
        .hasMessage("conv2d: ceil() is for pooling; add padding at the end instead");
    assertThatThrownBy(
            () -> new ConvTranspose2d(4, kernel(3).padding(1).paddingMode(PaddingMode.REFLECT)))
        .hasMessage(
            "convtranspose2d: padding crops the result here, so its mode can only be zeros");
    Module much = new ConvTranspose2d(4, kernel(3).stride(2), true, 2);
    assertThatThrownBy(() -> named("up", much).declare(Shape.of(2, 3, 3)))
        .hasMessage(
            "conv_transpose at up: output padding 2 with stride 2 and dilation 1, expected 0 to 1;"
                + " pad the result for more");
    Module gone = new ConvTranspose1d(4, kernel(3).padding(2));
    assertThatThrownBy(() -> named("up", gone).declare(Shape.of(2, 2)))
        .hasMessage(
            "conv_transpose at up: padding 2 + 2 leaves nothing of spatial axis 0 of input"
                + " [2, 2, 2] under weight [2, 4, 3]; use less padding");
    Module mirrored = new Conv1d(1, kernel(9).same().paddingMode(PaddingMode.REFLECT));
    assertThatThrownBy(() -> named("c", mirrored).declare(Shape.of(1, 4)))
        .hasMessage(
            "pad at c: reflect padding 4 and 4 of axis 2 of [2, 1, 4], expected at most 3; pad"
                + " less, or by another mode");
    Tensor weight = Tensor.of(Shape.of(2, 1, 1), 1f, 1);
    assertThatThrownBy(() -> ROW.convTranspose(weight, Window.of(1)))
        .hasMessage(
            "conv_transpose: input has 1 channels [1, 1, 4], weight [in, out/groups, kernel…]"
                + " expects 2 [2, 1, 1]");
  }

  @Test
  void aTransposedConvolutionSpreadsItsKernel() {
    Tensor x = Tensor.of(Shape.of(1, 1, 3), 1f, 0, 2);
    Tensor w = Tensor.of(Shape.of(1, 1, 3), 1f, 2, 3);
    assertThat(x.convTranspose(w, Window.of(1)).toArray()).containsExactly(1, 2, 5, 4, 6);
    assertThat(x.convTranspose(w, Window.of(1).stride(2)).toArray())
        .containsExactly(1, 2, 3, 0, 2, 4, 6);
    assertThat(x.convTranspose(w, Window.of(1).stride(2).padding(1), 1).toArray())
        .containsExactly(2, 3, 0, 2, 4, 6);
    assertThat(x.convTranspose(w, Window.of(1).stride(2), 1).toArray())
        .containsExactly(1, 2, 3, 0, 2, 4, 6, 0);
  }

  @Test
  void aConvolutionOfMathematicsReversesItsKernel() {
    Tensor w = Tensor.of(Shape.of(1, 1, 3), 1f, 10, 100);
    assertThat(ROW.conv(w, Window.of(1)).toArray()).containsExactly(321, 432);
    assertThat(ROW.convolve(w, Window.of(1)).toArray()).containsExactly(123, 234);
  }

  @Test
  void samePaddingKeepsTheSize() {
    assertThat(
            new Conv3d(2, kernel(2, 3, 4).dilation(1, 2, 3).same()).declare(Shape.of(1, 5, 6, 7)))
        .isEqualTo(Shape.of(2, 5, 6, 7));
    Conv1d layer = new Conv1d(1, kernel(2).same().paddingMode(PaddingMode.CIRCULAR), false);
    layer.build(Shape.of(1, 4), 1);
    layer.variable("weight").set(1, 10);
    assertThat(layer.apply(ROW).toArray()).containsExactly(21, 32, 43, 14);
  }

  @Test
  void modelsOfEqualStructureKeepTheirOwnWeights() {
    // The plan is shared; weights that it brought into another order must not be.
    Tensor x = Tensor.iota(Tensor.of(Shape.of(1), 0f).type().with(Shape.of(1, 16, 6, 6)), 3);
    Conv2d one = new Conv2d(16, kernel(3));
    Conv2d other = new Conv2d(16, kernel(3));
    one.build(Shape.of(16, 6, 6), 1);
    other.build(Shape.of(16, 6, 6), 2);
    float[] first = one.apply(x).toArray();
    float[] second = other.apply(x).toArray();
    for (int o = 0; o < 3; o++) {
      assertThat(second[o * 16]).isCloseTo((float) expected(other, o), within(1e-4f));
      assertThat(first[o * 16]).isCloseTo((float) expected(one, o), within(1e-4f));
    }
  }

  /** Returns the first output of a kernel over images whose columns hold their number. */
  private static double expected(Conv2d layer, int kernel) {
    double[] w = layer.variable("weight").tensor().toDoubles();
    double sum = 0;
    for (int i = 0; i < 144; i++) {
      sum += w[kernel * 144 + i] * (i % 3);
    }
    return sum;
  }

  @Test
  void layersDescribeThemselves() {
    assertThat(new Conv1d(4, kernel(3).padding(List.of(2), List.of(0))))
        .hasToString("Conv1d(4, 3, padding 2 before and 0 after)");
    assertThat(new Conv3d(8, kernel(3, 5, 5).stride(1, 2, 2)))
        .hasToString("Conv3d(8, 3x5x5, stride 1x2x2)");
    assertThat(new ConvTranspose2d(8, kernel(3).stride(2).padding(1), false, 1))
        .hasToString("ConvTranspose2d(8, 3x3, stride 2, padding 1, no bias, output padding 1)");
  }
}
