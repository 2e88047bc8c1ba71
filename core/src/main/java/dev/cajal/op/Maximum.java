package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The larger of x and y; the derivative goes to the larger, in halves at a tie. */
public record Maximum() implements Elementwise.Binary {

  @Override
  public String name() {
    return "maximum";
  }

  @Override
  public double compute(double x, double y) {
    return Math.max(x, y);
  }

  @Override
  public long compute(long x, long y, long z) {
    return Math.max(x, y);
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    return List.of(g.mul(share(at.x(0), at.x(1))), g.mul(share(at.x(1), at.x(0))));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(
        tangents
            .get(0)
            .mul(share(at.x(0), at.x(1)))
            .add(tangents.get(1).mul(share(at.x(1), at.x(0)))));
  }

  /** 1 where the first operand is the larger, ½ at a tie, else 0. */
  private static Tensor share(Tensor one, Tensor other) {
    Tensor wins = other.less(one);
    Tensor half = Tensor.scalar(one.dtype(), 0.5);
    return wins.cast(one.dtype()).add(one.equalTo(other).cast(one.dtype()).mul(half));
  }
}
