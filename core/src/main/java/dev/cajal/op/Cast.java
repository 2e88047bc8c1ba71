package dev.cajal.op;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value in another element type: rounded to the nearest float, truncated to an integer. Between
 * floating types the derivative is 1.
 *
 * @param dtype the element type of the result
 */
public record Cast(DType dtype) implements Elementwise.Unary {

  @Override
  public String name() {
    return "cast";
  }

  @Override
  public double compute(double x) {
    return x;
  }

  @Override
  public long compute(long x, long y, long z) {
    return x;
  }

  @Override
  public DType result(List<TensorType> inputs) {
    return dtype;
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return Arrays.asList(carried(at.x(0).dtype(), grads.getFirst()));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return Arrays.asList(carried(dtype, tangents.getFirst()));
  }

  private static @Nullable Tensor carried(DType target, Tensor d) {
    return target.isFloating() && d.dtype().isFloating() ? d.cast(target) : null;
  }
}
