package dev.cajal.classic;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The k nearest neighbours vote (Fix and Hodges 1951; Cover and Hart 1967). Learning is keeping the
 * samples; the work is done when it is asked. Of classes with as many votes the one wins whose
 * nearest vote is nearer.
 *
 * <p>k and the metric are chosen on samples set aside, never on those of the test:
 *
 * <pre>{@code
 * double[] errors = KNearest.of(1).errors(train, validation, 15); // errors[k - 1] is that of k
 * }</pre>
 *
 * @param k how many vote, from 1 to the number of samples
 * @param metric the distance
 */
public record KNearest(int k, Metric metric) implements Learner<NearestNeighbours> {

  /** Checks the count. */
  public KNearest {
    if (k < 1) {
      throw new IllegalArgumentException("knn: k is " + k + "; at least one neighbour must vote");
    }
  }

  /** Returns the vote of k neighbours by their distance √Σ(a − b)². */
  public static KNearest of(int k) {
    return new KNearest(k, Metric.L2);
  }

  /** Returns this by another distance. */
  public KNearest metric(Metric value) {
    return new KNearest(k, value);
  }

  @Override
  public NearestNeighbours fit(Samples samples) {
    int[] labels = samples.labelsOfSeveral("knn");
    if (k > samples.size()) {
      throw new IllegalArgumentException(
          "knn: k is %d, but there are %d samples; choose k from 1 to %d"
              .formatted(k, samples.size(), samples.size()));
    }
    return new NearestNeighbours(samples.features(), labels, samples.classes(), k, metric);
  }

  /**
   * Returns the share of samples that are said wrongly for every k from 1 to {@code most}, found in
   * one pass over the distances. {@link #k()} does not matter.
   *
   * @param train whose samples vote
   * @param validation which are asked
   * @param most the largest k
   * @throws IllegalArgumentException if there are fewer samples, or one class only
   */
  public double[] errors(Samples train, Samples validation, int most) {
    NearestNeighbours all = new KNearest(most, metric).fit(train);
    List<Neighbours> found = all.neighbours(validation.features());
    double[] right = validation.labels().toDoubles();
    return IntStream.rangeClosed(1, most)
        .mapToDouble(size ->
            (double)
                    IntStream.range(0, right.length)
                        .filter(i -> all.vote(found.get(i), size) != right[i])
                        .count()
                / right.length)
        .toArray();
  }
}
