package dev.cajal.nn.train;

/**
 * How well a model did on some samples.
 *
 * @param loss mean over the samples
 * @param accuracy share of the samples whose label has the highest score, from 0 to 1
 * @param top5 share of the samples whose label is among the five highest scores; NaN if there are
 *     no more than five classes
 */
public record Metrics(double loss, double accuracy, double top5) {

  /** Returns the share of the samples whose label does not have the highest score. */
  public double top1Error() {
    return 1 - accuracy;
  }

  /** Returns the share of the samples whose label is not among the five highest scores, or NaN. */
  public double top5Error() {
    return 1 - top5;
  }

  /** Says whether these are better: a higher accuracy, or the same at a lower loss. */
  public boolean betterThan(Metrics other) {
    return accuracy == other.accuracy ? loss < other.loss : accuracy > other.accuracy;
  }
}
