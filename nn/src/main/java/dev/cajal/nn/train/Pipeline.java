package dev.cajal.nn.train;

import dev.cajal.nn.data.Transform;

/**
 * What happens to samples before they enter the model.
 *
 * @param augment random changes, of training samples only, before {@code prepare}
 * @param prepare what every sample needs, such as normalisation; a saved model must remember it
 * @param threads how many threads prepare training batches ahead; the numbers do not depend on it
 */
public record Pipeline(Transform augment, Transform prepare, int threads) {

  /** Returns a pipeline that leaves samples as they are. */
  public static Pipeline plain() {
    return new Pipeline(Transform.IDENTITY, Transform.IDENTITY, 1);
  }

  /** Returns this with random changes of the training samples. */
  public Pipeline augment(Transform value) {
    return new Pipeline(value, prepare, threads);
  }

  /** Returns this with a preparation of every sample. */
  public Pipeline prepare(Transform value) {
    return new Pipeline(augment, value, threads);
  }

  /** Returns this with another number of threads; 0 prepares each batch when it is asked for. */
  public Pipeline threads(int value) {
    return new Pipeline(augment, prepare, value);
  }
}
