package dev.cajal.nn.train;

/**
 * How a run judges itself on samples that it does not learn from.
 *
 * @param share how much of the training samples is set aside, in [0, 1), the same share of each
 *     class; 0 if there is no validation, or if {@link Trainer#train(dev.cajal.nn.data.Dataset,
 *     dev.cajal.nn.data.Dataset)} is given the samples
 * @param patience after how many epochs in a row without improvement the run stops; 0 for never
 * @param keepBest whether the run ends with the weights of the best epoch instead of the last
 */
public record Validation(double share, int patience, boolean keepBest) {

  /** Checks the ranges. */
  public Validation {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("the validation share must be in [0, 1), found " + share);
    }
    if (patience < 0) {
      throw new IllegalArgumentException("patience must be at least 0, found " + patience);
    }
  }

  /** Returns no validation. */
  public static Validation none() {
    return new Validation(0, 0, false);
  }

  /**
   * Returns validation on a share of the training samples, to the end, keeping the best weights.
   */
  public static Validation of(double share) {
    return new Validation(share, 0, true);
  }

  /** Returns this with early stopping. */
  public Validation patience(int epochs) {
    return new Validation(share, epochs, keepBest);
  }

  /** Returns this with the weights of the best epoch, or of the last, at the end. */
  public Validation keepBest(boolean value) {
    return new Validation(share, patience, value);
  }
}
