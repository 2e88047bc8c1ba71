package dev.cajal.classic;

import dev.cajal.nn.loss.CrossEntropy;

/**
 * Linear scores whose softmax are the probabilities of the classes; the weights minimise
 *
 * <pre>
 * 1/n Σᵢ −log softmax(W xᵢ + b)[yᵢ] + l2/2 ‖W‖²
 * </pre>
 *
 * <p>The bias is not penalised. With two classes it is the logistic regression of statistics, P(1)
 * = σ((w₁ − w₀)·x + b₁ − b₀) (Cox 1958).
 *
 * @param l2 the penalty, 0 or more
 * @param descent how the minimum is approached
 */
public record LogisticRegression(double l2, Descent descent) implements Learner<Classifier> {

  /** Returns the usual descent with a penalty. */
  public static LogisticRegression of(double l2) {
    return new LogisticRegression(l2, Descent.usual());
  }

  /** Returns this with another descent. */
  public LogisticRegression descent(Descent value) {
    return new LogisticRegression(l2, value);
  }

  @Override
  public Classifier fit(Samples samples) {
    samples.labelsOfSeveral("logistic regression");
    return new LinearClassifier(
        LinearDescent.fit(
            "logistic regression",
            samples.features(),
            samples.labels(),
            samples.classes(),
            new CrossEntropy(),
            l2,
            descent));
  }
}
