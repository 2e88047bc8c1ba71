package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.Arrays;
import java.util.Locale;

/** What the dropouts share: when they are active, and what they draw. */
abstract class Dropping extends Module {
  private final double p;

  Dropping(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          layer() + ": p is " + p + ", expected a probability from 0 to 1");
    }
    this.p = p;
  }

  /** Returns the probability of being dropped. */
  final double p() {
    return p;
  }

  /** Returns the shape of what is drawn, which broadcasts to that of x. */
  abstract Shape units(Tensor x);

  /** Returns the output where 1 means that a unit is kept and 0 that it is dropped. */
  abstract Tensor masked(Tensor x, Tensor kept);

  @Override
  protected final Tensor forward(Tensor x) {
    Shape units = units(x);
    Trace trace = x.trace();
    if (trace == null || !trace.drawing() || p == 0) {
      return x;
    }
    if (p == 1) {
      return x.mul(0);
    }
    Tensor uniform = trace.uniform(x.dtype(), units);
    Tensor kept = uniform.greaterOrEqual(Tensor.scalar(x.dtype(), p));
    return masked(x, kept.cast(x.dtype()));
  }

  /** Returns the shape [n, c, 1...] that drops whole channels. */
  final Shape channels(Tensor x) {
    long[] sizes = new long[x.rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = x.dim(0);
    sizes[1] = x.dim(1);
    return Shape.of(sizes);
  }

  final String layer() {
    return type().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return type() + "(" + p + ")";
  }
}
