package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * The matrix of a linear layer. That of a convolution repeats its kernel along the diagonals and
 * holds zeros elsewhere; the transposed convolution with the same kernel has the transposed matrix.
 *
 * <pre>{@code
 * Tensor m = Toeplitz.of(weight, Window.of(2), Shape.of(1, 3, 3)); // 4×9 for a 2×2 kernel
 * m.matmul(image.reshape(9, 1)); // equals image.conv(weight, Window.of(2))
 * }</pre>
 */
public final class Toeplitz {
  private Toeplitz() {}

  /**
   * Returns the matrix [out count, in count] of a convolution; gradients flow to the weight.
   *
   * @param weight [out, in/groups, kernel…]
   * @param sample the shape of one image, [in, spatial…]
   */
  public static Tensor of(Tensor weight, Window window, Shape sample) {
    return matrix(weight.type().with(sample), x -> x.conv(weight, window));
  }

  /**
   * Returns the matrix [out count, in count] of a transposed convolution.
   *
   * @param weight [in, out/groups, kernel…]
   * @param sample the shape of one image, [in, spatial…]
   */
  public static Tensor ofTransposed(Tensor weight, Window window, Shape sample) {
    return matrix(weight.type().with(sample), x -> x.convTranspose(weight, window));
  }

  /**
   * Returns the matrix [out count, in count] of a built layer that is linear but for its bias: with
   * it, layer(x) = matrix · x + layer(0).
   *
   * @param sample the type of one sample
   */
  public static Tensor of(Module layer, TensorType sample) {
    return matrix(
        sample,
        x -> layer.apply(x).sub(layer.apply(Tensor.full(x.type().with(x.shape().with(0, 1)), 0))));
  }

  /** Column j is what becomes of a sample that is one at element j and zero elsewhere. */
  private static Tensor matrix(TensorType sample, UnaryOperator<Tensor> map) {
    long count = sample.shape().count();
    TensorType square = new TensorType(DType.INT64, Shape.of(count, count));
    Tensor units =
        Tensor.iota(square, 0)
            .equalTo(Tensor.iota(square, 1))
            .cast(sample.dtype())
            .reshape(Shape.of(count).concat(sample.shape()));
    return map.apply(units).flatten(1).transpose();
  }
}
