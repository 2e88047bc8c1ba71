package dev.cajal.nn;

import dev.cajal.tensor.Tensor;

/** The powers and roots of the poolings by a norm. */
final class Powers {
  private Powers() {}

  static double checked(String layer, double p) {
    if (!(p > 0 && p < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          layer + ": normType is " + p + ", expected a finite number above 0");
    }
    return p;
  }

  /** Returns xᵖ. */
  static Tensor of(Tensor x, double p) {
    if (p == 1) {
      return x;
    }
    return p == 2 ? x.square() : x.pow(p);
  }

  /** Returns x^(1/p), whose gradient is 0 at x = 0, where there is none. */
  static Tensor root(Tensor x, double p) {
    Tensor zero = Tensor.scalar(x.dtype(), 0);
    Tensor isZero = x.equalTo(zero);
    Tensor safe = isZero.where(Tensor.scalar(x.dtype(), 1), x);
    Tensor root = p == 1 ? safe : p == 2 ? safe.sqrt() : safe.pow(1 / p);
    return isZero.where(zero, root);
  }
}
