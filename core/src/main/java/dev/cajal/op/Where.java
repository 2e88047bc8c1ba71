package dev.cajal.op;

import dev.cajal.backend.DType;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The second operand where the first, a truth value, holds, else the third. The gradient goes to
 * the one that was chosen.
 */
public record Where() implements Elementwise.Ternary {

  @Override
  public String name() {
    return "where";
  }

  @Override
  public void checkTypes(List<TensorType> inputs) {
    if (inputs.getFirst().dtype() != DType.BOOL) {
      throw new ShapeException(
          "the condition is " + inputs.getFirst() + ", expected bool; compare first");
    }
    if (inputs.get(1).dtype() != inputs.get(2).dtype()) {
      throw new ShapeException(
          "the choices have types "
              + inputs.get(1)
              + " and "
              + inputs.get(2)
              + "; cast one of them");
    }
  }

  @Override
  public double compute(double x, double y, double z) {
    return x != 0 ? y : z;
  }

  @Override
  public long compute(long x, long y, long z) {
    return x != 0 ? y : z;
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    Tensor zero = Tensor.scalar(g.dtype(), 0);
    return Arrays.asList(null, at.x(0).where(g, zero), at.x(0).where(zero, g));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(at.x(0).where(tangents.get(1), tangents.get(2)));
  }
}
