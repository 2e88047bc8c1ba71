package dev.cajal.nn.train;

import java.util.ArrayList;
import java.util.List;

/**
 * How many of the samples that are called positive are so, and how many of the positive ones are
 * called so, as the threshold falls,
 *
 * <pre>
 * precision P = TP / (TP + FP),   recall R = TP / (TP + FN)
 * average precision = Σ_n (R_n − R_{n−1}) P_n
 * </pre>
 *
 * <p>The sum is over the thresholds and not interpolated: lines between points of this curve would
 * promise too much. A model that guesses has a precision of the share of the positive samples.
 *
 * <pre>{@code
 * var curve = PrecisionRecall.of(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});
 * double average = curve.averagePrecision(); // 0.8333
 * }</pre>
 *
 * <p>Source: Davis and Goadrich, <i>The relationship between precision-recall and ROC curves</i>,
 * ICML 2006.
 *
 * @param points as many as there are different scores, by falling threshold
 * @param averagePrecision from 0 to 1
 */
public record PrecisionRecall(List<Point> points, double averagePrecision) {

  /**
   * A threshold and what it does.
   *
   * @param threshold samples with at least this score are called positive
   * @param recall the share of the positive ones that are, from 0 to 1
   * @param precision the share of those called positive that are so, from 0 to 1
   */
  public record Point(double threshold, double recall, double precision) {}

  /** Copies the points. */
  public PrecisionRecall {
    points = List.copyOf(points);
  }

  /**
   * Computes the curve.
   *
   * @param scores the higher, the likelier positive
   * @param positive what each sample is
   * @throws IllegalArgumentException if none is positive, there is not one score for each sample,
   *     or a score is not a number
   */
  public static PrecisionRecall of(double[] scores, boolean[] positive) {
    Ranking ranking = new Ranking(scores, positive);
    if (ranking.positives() == 0) {
      throw new IllegalArgumentException(
          "precision and recall: none of %d samples is positive".formatted(scores.length));
    }
    List<Point> points = new ArrayList<>();
    double average = 0;
    double reached = 0;
    for (int step = 0; step < ranking.count(); step++) {
      double hits = ranking.hits(step);
      double recall = hits / ranking.positives();
      double precision = hits / (hits + ranking.alarms(step));
      average += (recall - reached) * precision;
      reached = recall;
      points.add(new Point(ranking.threshold(step), recall, precision));
    }
    return new PrecisionRecall(points, average);
  }
}
