package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ToeplitzTest {
  private static Tensor numbers(long... sizes) {
    TensorType type = new TensorType(DType.FLOAT64, Shape.of(sizes));
    return Tensor.iota(type.with(Shape.of(type.shape().count())), 0).add(1).reshape(sizes);
  }

  @Test
  void aSmallKernelOverASmallImageIsFourByNine() {
    Tensor matrix = Toeplitz.of(numbers(1, 1, 2, 2), Window.of(2), Shape.of(1, 3, 3));
    assertThat(matrix.shape()).isEqualTo(Shape.of(4, 9));
    assertThat(matrix.toDoubles())
        .containsExactly(
            1, 2, 0, 3, 4, 0, 0, 0, 0, //
            0, 1, 2, 0, 3, 4, 0, 0, 0, //
            0, 0, 0, 1, 2, 0, 3, 4, 0, //
            0, 0, 0, 0, 1, 2, 0, 3, 4);
    Tensor image = numbers(1, 1, 3, 3).sin();
    assertThat(matrix.matmul(image.reshape(9, 1)).toDoubles())
        .containsExactly(image.conv(numbers(1, 1, 2, 2), Window.of(2)).toDoubles(), within(1e-12));
  }

  @Test
  void theTransposedConvolutionHasTheTransposedMatrix() {
    // 4×4 with 3×3 → 2×2, and back.
    Tensor w = numbers(1, 1, 3, 3).cos();
    Tensor there = Toeplitz.of(w, Window.of(2), Shape.of(1, 4, 4));
    Tensor back = Toeplitz.ofTransposed(w, Window.of(2), Shape.of(1, 2, 2));
    assertThat(there.shape()).isEqualTo(Shape.of(4, 16));
    assertThat(back.shape()).isEqualTo(Shape.of(16, 4));
    assertThat(back.toDoubles()).containsExactly(there.transpose().toDoubles());
    Tensor x = numbers(1, 1, 2, 2);
    assertThat(x.convTranspose(w, Window.of(2)).shape()).isEqualTo(Shape.of(1, 1, 4, 4));
    assertThat(x.convTranspose(w, Window.of(2)).toDoubles())
        .containsExactly(back.matmul(x.reshape(4, 1)).toDoubles(), within(1e-12));
  }

  @Test
  void stridesPaddingGroupsAndChannelsHaveMatricesToo() {
    Window window = Window.of(2).stride(2, 1).padding(1, 2).dilation(1, 2).groups(2);
    Tensor w = numbers(4, 2, 3, 2).sin();
    Shape sample = Shape.of(4, 5, 4);
    Tensor there = Toeplitz.of(w, window, sample);
    Shape result = numbers(1, 4, 5, 4).conv(w, window).shape();
    Tensor back = Toeplitz.ofTransposed(w, window, result.slice(1, 4));
    assertThat(back.toDoubles()).containsExactly(there.transpose().toDoubles(), within(1e-12));
  }

  @Test
  void theMatrixOfALayerLeavesOutItsBias() {
    Conv1d layer = new Conv1d(1, kernel(2));
    layer.build(Shape.of(1, 3), 1);
    layer.variable("weight").set(2, 5);
    layer.variable("bias").set(100);
    Tensor matrix = Toeplitz.of(layer, new TensorType(DType.FLOAT32, Shape.of(1, 3)));
    assertThat(matrix.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(matrix.toArray()).containsExactly(2, 5, 0, 0, 2, 5);
  }
}
