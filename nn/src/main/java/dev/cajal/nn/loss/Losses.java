package dev.cajal.nn.loss;

import dev.cajal.backend.DType;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;

/** The losses; each is the mean over the batch, a tensor of one element. */
public final class Losses {
  private Losses() {}

  /**
   * Returns the cross-entropy −mean log softmax(z)[label].
   *
   * <pre>{@code
   * Tensor loss = Losses.crossEntropy(model.apply(images), labels);
   * }</pre>
   *
   * @param logits the scores z [n, classes], before any softmax
   * @param labels the classes [n], int64, from 0
   * @throws ShapeException if the shapes or types do not fit
   */
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    return crossEntropy(logits, labels, 0);
  }

  /**
   * Returns the cross-entropy against smoothed targets, 1 − ε on the label plus ε/classes on every
   * class (Szegedy et al. 2016, section 7).
   *
   * @param logits the scores [n, classes], before any softmax
   * @param labels the classes [n], int64, from 0
   * @param smoothing ε in [0, 1)
   * @throws ShapeException if the shapes or types do not fit
   */
  public static Tensor crossEntropy(Tensor logits, Tensor labels, double smoothing) {
    check(logits, labels);
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "crossEntropy: smoothing is " + smoothing + ", expected 0 ≤ ε < 1");
    }
    Tensor target = oneHot(logits.type(), labels);
    if (smoothing > 0) {
      target = target.mul(1 - smoothing).add(smoothing / logits.dim(1));
    }
    return target.mul(logits.logSoftmax(1)).sum().mul(-1.0 / logits.dim(0));
  }

  /**
   * Returns the weighted cross-entropy Σ w[label]·(−log softmax(z)[label]) / Σ w[label].
   *
   * @param logits the scores [n, classes], before any softmax
   * @param labels the classes [n], int64, from 0
   * @param weights the weight of each class [classes]
   * @throws ShapeException if the shapes or types do not fit
   */
  public static Tensor crossEntropy(Tensor logits, Tensor labels, Tensor weights) {
    check(logits, labels);
    Tensor weighted = oneHot(logits.type(), labels).mul(weights);
    return weighted.mul(logits.logSoftmax(1)).sum().div(weighted.sum()).neg();
  }

  /**
   * Returns the perceptron loss mean(max z − z[label]). Gradient descent with rate 1, one sample at
   * a time, is the rule of Rosenblatt 1958: nothing changes for a sample that is right, else the
   * weights of the label gain the input, and those of the winner lose it.
   *
   * @param scores z [n, classes]
   * @param labels the classes [n], int64, from 0
   * @throws ShapeException if the shapes or types do not fit
   */
  public static Tensor perceptron(Tensor scores, Tensor labels) {
    check(scores, labels);
    return scores
        .max(1)
        .sum()
        .sub(oneHot(scores.type(), labels).mul(scores).sum())
        .mul(1.0 / scores.dim(0));
  }

  /**
   * Returns the mean of the squared differences of all elements.
   *
   * @param prediction any shape
   * @param target the same shape
   * @throws ShapeException if the shapes differ
   */
  public static Tensor mse(Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())) {
      throw new ShapeException(
          "mse: prediction is "
              + prediction.shape()
              + ", target "
              + target.shape()
              + "; reshape one of them");
    }
    return prediction.sub(target).square().mean();
  }

  /** The place along the class axis compared with the label: elementwise, so nothing is stored. */
  private static Tensor oneHot(TensorType type, Tensor labels) {
    Tensor place = Tensor.iota(type, 1);
    return place.equalTo(labels.cast(type.dtype()).unsqueeze(1)).cast(type.dtype());
  }

  private static void check(Tensor logits, Tensor labels) {
    if (logits.rank() != 2 || labels.rank() != 1 || logits.dim(0) != labels.dim(0)) {
      throw new ShapeException(
          "crossEntropy: logits are "
              + logits.shape()
              + ", labels "
              + labels.shape()
              + "; expected [n, classes] and [n]");
    }
    if (labels.dtype() != DType.INT64) {
      throw new ShapeException(
          "crossEntropy: labels are " + labels.dtype() + ", expected int64; cast them");
    }
  }
}
