package dev.cajal.nn.train;

import dev.cajal.graph.Precision;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.loss.Loss;
import dev.cajal.nn.loss.Losses;

/**
 * How a model is evaluated.
 *
 * @param batch samples at a time; the result does not depend on it beyond rounding
 * @param prepare what every sample needs, as in {@link Pipeline}
 * @param loss what is reported as the loss
 * @param precision how exactly the model computes
 */
public record EvaluationOptions(int batch, Transform prepare, Loss loss, Precision precision) {

  /** Returns batches of 100, samples as they are, the cross-entropy, and float32 throughout. */
  public static EvaluationOptions plain() {
    return new EvaluationOptions(100, Transform.IDENTITY, Losses::crossEntropy, Precision.STRICT);
  }

  /** Returns this with another batch size. */
  public EvaluationOptions batch(int value) {
    return new EvaluationOptions(value, prepare, loss, precision);
  }

  /** Returns this with a preparation of every sample. */
  public EvaluationOptions prepare(Transform value) {
    return new EvaluationOptions(batch, value, loss, precision);
  }

  /** Returns this with another loss. */
  public EvaluationOptions loss(Loss value) {
    return new EvaluationOptions(batch, prepare, value, precision);
  }

  /** Returns this with another precision. */
  public EvaluationOptions precision(Precision value) {
    return new EvaluationOptions(batch, prepare, loss, value);
  }
}
