package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.ConvArithmetic.Field;
import org.junit.jupiter.api.Test;

class ConvArithmeticTest {
  private static int size(int n, Kernel kernel) {
    return ConvArithmetic.of(n).conv(kernel).size();
  }

  @Test
  void convolutionsOfTheGuide() {
    assertThat(size(4, kernel(3))).isEqualTo(2);
    assertThat(size(5, kernel(4).padding(2))).isEqualTo(6);
    assertThat(size(5, kernel(3).same())).isEqualTo(5);
    assertThat(size(5, kernel(3).padding(2))).isEqualTo(7);
    assertThat(size(5, kernel(3).stride(2))).isEqualTo(2);
    assertThat(size(5, kernel(3).stride(2).padding(1))).isEqualTo(3);
    assertThat(size(6, kernel(3).stride(2).padding(1))).isEqualTo(3);
    assertThat(size(7, kernel(3).dilation(2))).isEqualTo(3);
    assertThatThrownBy(() -> size(2, kernel(3))).hasMessageContaining("does not fit");
    assertThatThrownBy(() -> size(9, kernel(3, 3)))
        .hasMessage("conv: kernel with size [3, 3], expected one number for all axes or 1");
    assertThatThrownBy(() -> ConvArithmetic.of(0)).hasMessage("axis: size 0, expected at least 1");
  }

  @Test
  void transposedConvolutionsUndoTheSizes() {
    assertThat(ConvArithmetic.of(2).transposed(kernel(3), 0).size()).isEqualTo(4);
    assertThat(ConvArithmetic.of(6).transposed(kernel(4).padding(2), 0).size()).isEqualTo(5);
    assertThat(ConvArithmetic.of(5).transposed(kernel(3).padding(1), 0).size()).isEqualTo(5);
    assertThat(ConvArithmetic.of(7).transposed(kernel(3).padding(2), 0).size()).isEqualTo(5);
    assertThat(ConvArithmetic.of(2).transposed(kernel(3).stride(2), 0).size()).isEqualTo(5);
    Kernel half = kernel(3).stride(2).padding(1);
    assertThat(ConvArithmetic.of(3).transposed(half, 0).size()).isEqualTo(5);
    assertThat(ConvArithmetic.of(3).transposed(half, 1).size()).isEqualTo(6);
    assertThatThrownBy(() -> ConvArithmetic.of(1).transposed(kernel(3).padding(2), 0))
        .hasMessage("padding leaves nothing of an axis of 1 under 3, padding 2; pad less");
  }

  @Test
  void poolingMayReachOverTheEnd() {
    assertThat(ConvArithmetic.of(7).pool(kernel(2)).size()).isEqualTo(3);
    assertThat(ConvArithmetic.of(7).pool(kernel(2).ceil()).size()).isEqualTo(4);
    assertThat(ConvArithmetic.of(7).pool(kernel(2).ceil()).field(3)).isEqualTo(new Field(6, 6));
    // The fourth window would begin in the padding.
    assertThat(ConvArithmetic.of(5).pool(kernel(2).stride(3).padding(1).ceil()).size())
        .isEqualTo(2);
  }

  @Test
  void unitsSeeWhatAllLayersBelowThemSee() {
    ConvArithmetic lenet =
        ConvArithmetic.of(28)
            .conv(kernel(5).padding(2))
            .pool(kernel(2))
            .conv(kernel(5))
            .pool(kernel(2));
    assertThat(lenet.size()).isEqualTo(5);
    assertThat(lenet.field(2)).isEqualTo(new Field(6, 21));
    assertThat(lenet.field(2).size()).isEqualTo(16);
    assertThat(lenet.field(0)).isEqualTo(new Field(0, 13));
    ConvArithmetic up = ConvArithmetic.of(4).transposed(kernel(4).stride(2).padding(1), 0);
    assertThat(up.field(3)).isEqualTo(new Field(1, 2));
    ConvArithmetic padded = ConvArithmetic.of(3).conv(kernel(1).padding(1));
    assertThat(padded.field(0).size()).isZero();
    assertThat(padded.field(1)).isEqualTo(new Field(0, 0));
  }

  @Test
  void theCalculatorAgreesWithTheLayers() {
    for (int n = 3; n < 9; n++) {
      for (int k = 1; k < 4; k++) {
        for (int stride = 1; stride < 4; stride++) {
          Kernel kernel = kernel(k).stride(stride).padding(1).dilation(k == 3 ? 1 : 2);
          TensorType sample = new TensorType(DType.FLOAT32, Shape.of(1, n));
          assertThat(new Conv1d(1, kernel).declare(sample).dim(1)).isEqualTo(size(n, kernel));
          assertThat(new ConvTranspose1d(1, kernel).declare(sample).dim(1))
              .isEqualTo(ConvArithmetic.of(n).transposed(kernel, 0).size());
        }
      }
    }
  }
}
