package dev.cajal.nn.train;

import java.util.ArrayList;
import java.util.List;

/**
 * The receiver operating characteristic: which share of the positive samples is found, and which
 * share of the negative ones is taken for positive, as the threshold falls,
 *
 * <pre>
 * true positive rate = TP / (TP + FN),   false positive rate = FP / (FP + TN)
 * </pre>
 *
 * <p>The area below it is the probability that a positive sample has a higher score than a negative
 * one, equal scores counting half; 0.5 is chance. It does not change with the shares of the two
 * kinds, so it flatters where positives are rare: see {@link PrecisionRecall}.
 *
 * <pre>{@code
 * double area = RocCurve.of(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true}).area(); // 0.75
 * }</pre>
 *
 * <p>Source: Fawcett, <i>An introduction to ROC analysis</i>, Pattern Recognition Letters 27, 2006.
 *
 * @param points from (0, 0) to (1, 1), as many as there are different scores, and one
 * @param area below the curve, by trapezoids, from 0 to 1
 */
public record RocCurve(List<Point> points, double area) {

  /**
   * A threshold and what it does.
   *
   * @param threshold samples with at least this score are called positive; ∞ at the start
   * @param falsePositiveRate the share of the negative ones among them, from 0 to 1
   * @param truePositiveRate the share of the positive ones among them, from 0 to 1
   */
  public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

  /** Copies the points. */
  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * Computes the curve.
   *
   * @param scores the higher, the likelier positive
   * @param positive what each sample is
   * @throws IllegalArgumentException if one of the kinds is missing, there is not one score for
   *     each sample, or a score is not a number
   */
  public static RocCurve of(double[] scores, boolean[] positive) {
    Ranking ranking = new Ranking(scores, positive);
    double positives = ranking.positives();
    double negatives = ranking.negatives();
    if (positives == 0 || negatives == 0) {
      throw new IllegalArgumentException(
          "ROC: %d positive and %d negative samples; both kinds are needed"
              .formatted(ranking.positives(), ranking.negatives()));
    }
    List<Point> points = new ArrayList<>(List.of(new Point(Double.POSITIVE_INFINITY, 0, 0)));
    double area = 0;
    for (int step = 0; step < ranking.count(); step++) {
      Point before = points.getLast();
      Point next =
          new Point(
              ranking.threshold(step),
              ranking.alarms(step) / negatives,
              ranking.hits(step) / positives);
      area +=
          (next.falsePositiveRate() - before.falsePositiveRate())
              * (next.truePositiveRate() + before.truePositiveRate())
              / 2;
      points.add(next);
    }
    return new RocCurve(points, area);
  }
}
