package dev.cajal.classic;

import dev.cajal.nn.loss.Hinge;
import dev.cajal.nn.loss.Loss;
import dev.cajal.tensor.Tensor;

/**
 * A support vector machine without kernel for each class against the others (Cortes and Vapnik
 * 1995), all trained together. With t = 1 for the class and −1 for the others, the weights minimise
 *
 * <pre>
 * Σ_c ( 1/n Σᵢ max(0, 1 − tᵢ_c (w_c·xᵢ + b_c)) + l2/2 ‖w_c‖² )
 * </pre>
 *
 * <p>which is the soft margin machine with C = 1 / (n l2). The bias is not penalised.
 *
 * @param l2 the penalty, 0 or more
 * @param descent how the minimum is approached
 */
public record LinearSvm(double l2, Descent descent) implements Learner<Classifier> {

  /** Returns the usual descent with a penalty. */
  public static LinearSvm of(double l2) {
    return new LinearSvm(l2, Descent.usual());
  }

  /** Returns this with another descent. */
  public LinearSvm descent(Descent value) {
    return new LinearSvm(l2, value);
  }

  @Override
  public Classifier fit(Samples samples) {
    samples.labelsOfSeveral("svm");
    Loss hinge = new Hinge();
    Loss sum = (scores, signs) -> hinge.of(scores, signs).mul(samples.classes());
    Tensor signs =
        samples.labels().oneHot(samples.classes(), samples.features().dtype()).mul(2).sub(1);
    return new LinearClassifier(
        LinearDescent.fit(
            "svm", samples.features(), signs.detach(), samples.classes(), sum, l2, descent));
  }
}
