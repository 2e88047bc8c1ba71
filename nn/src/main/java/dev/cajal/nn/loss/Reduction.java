package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/** How the terms of a loss become one number. */
public enum Reduction {
  /** Their mean, which of no terms is NaN. */
  MEAN,
  /** Their sum, over the size of the first axis. */
  BATCH_MEAN,
  /** Their sum, which of no terms is 0. */
  SUM,
  /** They stay as they are. */
  NONE;

  /** Reduces the terms. */
  Tensor of(Tensor terms) {
    return switch (this) {
      case MEAN -> terms.mean();
      case BATCH_MEAN -> terms.sum().div(terms.rank() == 0 ? 1.0 : (double) terms.dim(0));
      case SUM -> terms.sum();
      case NONE -> terms;
    };
  }
}
