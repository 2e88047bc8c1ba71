package dev.cajal.labs.toynn;

import dev.cajal.tensor.Tensor;

/**
 * The softmax of scores and the cross-entropy in one, L = −mean of log p[label], p =
 * softmax(scores). Together they have a simple derivative: ∂L/∂scores = (p − t)/n, where t is 1 at
 * the label and 0 elsewhere.
 */
public final class CrossEntropyLoss {

  /**
   * Returns the loss.
   *
   * @param scores [n, classes]
   * @param labels [n], int64
   */
  public Tensor forward(Tensor scores, Tensor labels) {
    Tensor shifted = scores.sub(scores.max(1).unsqueeze(1)); // exp cannot overflow
    Tensor logs = shifted.sub(shifted.exp().sum(1).log().unsqueeze(1));
    return logs.mul(target(scores, labels)).sum(1).mean().neg();
  }

  /** Returns ∂L/∂scores. */
  public Tensor backward(Tensor scores, Tensor labels) {
    Tensor shifted = scores.sub(scores.max(1).unsqueeze(1)).exp();
    Tensor p = shifted.div(shifted.sum(1).unsqueeze(1));
    return p.sub(target(scores, labels)).div((double) scores.dim(0));
  }

  private static Tensor target(Tensor scores, Tensor labels) {
    return labels.oneHot(scores.dim(1), scores.dtype());
  }
}
