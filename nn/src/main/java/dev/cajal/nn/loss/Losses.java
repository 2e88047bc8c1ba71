package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The losses with their usual options, each the mean over the batch, a tensor of one element.
 * Formula, shapes and options of each are with the record that it names: other options are its
 * withers.
 *
 * <pre>{@code
 * Tensor loss = Losses.crossEntropy(model.apply(images), labels);
 * Tensor sum = new CrossEntropy().smoothing(0.1).reduction(Reduction.SUM).of(scores, labels);
 * }</pre>
 */
public final class Losses {
  private Losses() {}

  /** Returns the loss of {@link CrossEntropy}. */
  public static Tensor crossEntropy(Tensor logits, Tensor labels) {
    return new CrossEntropy().of(logits, labels);
  }

  /** Returns the loss of {@link Nll}. */
  public static Tensor nll(Tensor logarithms, Tensor labels) {
    return new Nll().of(logarithms, labels);
  }

  /** Returns the loss of {@link Mse}. */
  public static Tensor mse(Tensor prediction, Tensor target) {
    return new Mse().of(prediction, target);
  }

  /** Returns the loss of {@link Quadratic}. */
  public static Tensor quadratic(Tensor prediction, Tensor target) {
    return new Quadratic().of(prediction, target);
  }

  /** Returns the loss of {@link L1}. */
  public static Tensor l1(Tensor prediction, Tensor target) {
    return new L1().of(prediction, target);
  }

  /** Returns the loss of {@link SmoothL1}. */
  public static Tensor smoothL1(Tensor prediction, Tensor target) {
    return new SmoothL1().of(prediction, target);
  }

  /** Returns the loss of {@link Huber}. */
  public static Tensor huber(Tensor prediction, Tensor target) {
    return new Huber().of(prediction, target);
  }

  /** Returns the loss of {@link Bce}. */
  public static Tensor bce(Tensor probabilities, Tensor target) {
    return new Bce().of(probabilities, target);
  }

  /** Returns the loss of {@link BceWithLogits}. */
  public static Tensor bceWithLogits(Tensor logits, Tensor target) {
    return new BceWithLogits().of(logits, target);
  }

  /** Returns the loss of {@link Hinge}. */
  public static Tensor hinge(Tensor scores, Tensor target) {
    return new Hinge().of(scores, target);
  }

  /** Returns the loss of {@link HingeEmbedding}. */
  public static Tensor hingeEmbedding(Tensor distances, Tensor target) {
    return new HingeEmbedding().of(distances, target);
  }

  /** Returns the loss of {@link SoftMargin}. */
  public static Tensor softMargin(Tensor scores, Tensor target) {
    return new SoftMargin().of(scores, target);
  }

  /** Returns the loss of {@link MultiMargin}. */
  public static Tensor multiMargin(Tensor scores, Tensor labels) {
    return new MultiMargin().of(scores, labels);
  }

  /** Returns the loss of {@link MultiLabelMargin}. */
  public static Tensor multilabelMargin(Tensor scores, Tensor lists) {
    return new MultiLabelMargin().of(scores, lists);
  }

  /** Returns the loss of {@link MultiLabelSoftMargin}. */
  public static Tensor multilabelSoftMargin(Tensor scores, Tensor target) {
    return new MultiLabelSoftMargin().of(scores, target);
  }

  /** Returns the loss of {@link KlDiv}. */
  public static Tensor klDiv(Tensor logarithms, Tensor target) {
    return new KlDiv().of(logarithms, target);
  }

  /** Returns the loss of {@link PoissonNll}. */
  public static Tensor poissonNll(Tensor logarithms, Tensor counts) {
    return new PoissonNll().of(logarithms, counts);
  }

  /** Returns the loss of {@link GaussianNll}. */
  public static Tensor gaussianNll(Tensor mean, Tensor target, Tensor variance) {
    return new GaussianNll().of(mean, target, variance);
  }

  /** Returns the loss of {@link MarginRanking}. */
  public static Tensor marginRanking(Tensor first, Tensor second, Tensor target) {
    return new MarginRanking().of(first, second, target);
  }

  /** Returns the loss of {@link CosineEmbedding}. */
  public static Tensor cosineEmbedding(Tensor first, Tensor second, Tensor target) {
    return new CosineEmbedding().of(first, second, target);
  }

  /** Returns the loss of {@link Contrastive}. */
  public static Tensor contrastive(Tensor first, Tensor second, Tensor target) {
    return new Contrastive().of(first, second, target);
  }

  /** Returns the loss of {@link TripletMargin}. */
  public static Tensor tripletMargin(Tensor anchor, Tensor positive, Tensor negative) {
    return new TripletMargin().of(anchor, positive, negative);
  }

  /**
   * Returns the perceptron loss mean(max z − z[label]). Gradient descent with rate 1, one sample at
   * a time, is the rule of Rosenblatt 1958: nothing changes for a sample that is right, else the
   * weights of the label gain the input, and those of the winner lose it.
   *
   * @param scores z [n, classes]
   * @param labels the classes [n], int64, from 0
   * @throws dev.cajal.backend.ShapeException if the shapes or types do not fit
   */
  public static Tensor perceptron(Tensor scores, Tensor labels) {
    Labels.check("perceptron", scores, labels);
    Tensor right = Labels.chosen(scores, labels).where(scores, Labels.doubt(scores, labels)).sum();
    return scores.max(1).sum().sub(right).mul(1.0 / scores.dim(0));
  }
}
