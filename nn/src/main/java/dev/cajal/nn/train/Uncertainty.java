package dev.cajal.nn.train;

/**
 * What many passes of one sample through a model with active dropout say together, see {@link
 * McDropout}. With the probabilities p_t of the passes and their mean p̄:
 *
 * <pre>
 * entropy H = −Σ_c p̄[c]·log p̄[c]                 how unsure the answer is, whatever the cause
 * mutual information I = H + mean_t Σ_c p_t[c]·log p_t[c]
 *                                               how much the passes disagree: what the model does not know
 * </pre>
 *
 * <p>both in nats, from 0 to the logarithm of the number of classes.
 */
public final class Uncertainty {
  private final Prediction mean;
  private final float[] variances;
  private final double entropy;
  private final double mutualInformation;

  Uncertainty(Prediction mean, float[] variances, double entropy, double mutualInformation) {
    this.mean = mean;
    this.variances = variances;
    this.entropy = entropy;
    this.mutualInformation = mutualInformation;
  }

  /** Returns the mean probabilities of the classes. */
  public Prediction mean() {
    return mean;
  }

  /** Returns the variance of the probability of a class over the passes. */
  public double variance(int label) {
    return variances[label];
  }

  /** Returns the entropy of the mean probabilities, in nats. */
  public double entropy() {
    return entropy;
  }

  /** Returns the mutual information of the answer and the weights that were kept, in nats. */
  public double mutualInformation() {
    return mutualInformation;
  }
}
