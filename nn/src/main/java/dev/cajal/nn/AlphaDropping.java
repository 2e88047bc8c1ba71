package dev.cajal.nn;

import dev.cajal.tensor.Tensor;

/** The arithmetic of the dropouts that keep mean 0 and variance 1. */
abstract class AlphaDropping extends Dropping {
  /** What SELU tends to far below zero, negated: its scale times its alpha. */
  private static final double ALPHA = 1.7580993408473766;

  AlphaDropping(double p) {
    super(p);
  }

  /** With α' = −1.758…, a = 1/√((1 − p)(1 + p·α'²)) and b = −a·p·α': y = a·(x or α') + b. */
  @Override
  final Tensor masked(Tensor x, Tensor kept) {
    double a = 1 / Math.sqrt((ALPHA * ALPHA * p() + 1) * (1 - p()));
    Tensor shift = kept.sub(1).mul(ALPHA * a).add(ALPHA * a * p());
    return x.mul(kept).mul(a).add(shift);
  }
}
