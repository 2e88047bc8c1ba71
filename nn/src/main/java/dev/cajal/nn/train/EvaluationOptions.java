package dev.cajal.nn.train;

import dev.cajal.nn.data.Transform;
import dev.cajal.nn.loss.Loss;
import dev.cajal.nn.loss.Losses;

/**
 * How a model is evaluated.
 *
 * @param batch samples at a time; the result does not depend on it beyond rounding
 * @param prepare what every sample needs, as in {@link Pipeline}
 * @param loss what is reported as the loss
 */
public record EvaluationOptions(int batch, Transform prepare, Loss loss) {

  /** Returns batches of 100, samples as they are, and the cross-entropy. */
  public static EvaluationOptions plain() {
    return new EvaluationOptions(100, Transform.IDENTITY, Losses::crossEntropy);
  }

  /** Returns this with another batch size. */
  public EvaluationOptions batch(int value) {
    return new EvaluationOptions(value, prepare, loss);
  }

  /** Returns this with a preparation of every sample. */
  public EvaluationOptions prepare(Transform value) {
    return new EvaluationOptions(batch, value, loss);
  }

  /** Returns this with another loss. */
  public EvaluationOptions loss(Loss value) {
    return new EvaluationOptions(batch, prepare, value);
  }
}
