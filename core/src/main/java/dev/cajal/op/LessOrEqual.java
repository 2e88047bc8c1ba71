package dev.cajal.op;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Elementwise;
import java.util.List;

/** x ≤ y as a truth value; it has no derivative. */
public record LessOrEqual() implements Elementwise.Binary {

  @Override
  public String name() {
    return "less_or_equal";
  }

  @Override
  public double compute(double x, double y) {
    return x <= y ? 1 : 0;
  }

  @Override
  public long compute(long x, long y, long z) {
    return x <= y ? 1 : 0;
  }

  @Override
  public DType result(List<TensorType> inputs) {
    return DType.BOOL;
  }
}
