package dev.cajal.nn.train;

import dev.cajal.nn.data.Transform;

/**
 * What happens to samples before they enter the model.
 *
 * @param augment random changes, of training samples only, before {@code prepare}
 * @param prepare what every sample needs, such as normalisation; a saved model must remember it
 * @param mixup the α of mixup, 0 for none: each training sample is blended with another one of its
 *     batch, with a share λ drawn from Beta(α, α) for each step, and so are their losses (Zhang et
 *     al. 2018, eq. 1, usually with α from 0.1 to 0.4)
 * @param threads how many threads prepare training batches ahead; the numbers do not depend on it
 */
public record Pipeline(Transform augment, Transform prepare, double mixup, int threads) {

  /** Checks the range. */
  public Pipeline {
    if (!(mixup >= 0 && mixup < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the α of mixup must be a number from 0 up, found " + mixup);
    }
  }

  /** Returns a pipeline that leaves samples as they are. */
  public static Pipeline plain() {
    return new Pipeline(Transform.IDENTITY, Transform.IDENTITY, 0, 1);
  }

  /** Returns this with random changes of the training samples. */
  public Pipeline augment(Transform value) {
    return new Pipeline(value, prepare, mixup, threads);
  }

  /** Returns this with a preparation of every sample. */
  public Pipeline prepare(Transform value) {
    return new Pipeline(augment, value, mixup, threads);
  }

  /** Returns this with mixup, or without if α is 0. */
  public Pipeline mixup(double alpha) {
    return new Pipeline(augment, prepare, alpha, threads);
  }

  /** Returns this with another number of threads; 0 prepares each batch when it is asked for. */
  public Pipeline threads(int value) {
    return new Pipeline(augment, prepare, mixup, value);
  }
}
