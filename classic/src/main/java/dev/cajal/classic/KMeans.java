package dev.cajal.classic;

import dev.cajal.nn.data.RandomStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Clusters around k centres, each the mean of the samples that are nearest to it, found by turns of
 * assigning samples and moving centres (Lloyd 1957) until no sample changes its cluster. The
 * inertia
 *
 * <pre>
 * Σᵢ min_c ‖xᵢ − c‖²
 * </pre>
 *
 * <p>never rises, but where it ends depends on the start; so the best of several starts is kept. A
 * centre without samples moves to the sample that is farthest from its own. Features of larger
 * numbers count for more: scale them before, or, to compare directions only, {@code samples.map(x
 * -> x.normalize(1))}.
 *
 * @param k the number of clusters
 * @param start how the first centres are chosen
 * @param starts how often to start, at least 1
 * @param turns at most so many from one start, at least 1
 * @param seed decides the first centres
 */
public record KMeans(int k, Start start, int starts, int turns, long seed)
    implements Learner<Clusters> {

  /** How the first centres are chosen. */
  public enum Start {
    /** Samples at random. */
    RANDOM,
    /**
     * Samples at random, each with a probability proportional to its squared distance from the
     * centres chosen before: k-means++ (Arthur and Vassilvitskii 2007).
     */
    PLUS_PLUS
  }

  /** Checks the counts. */
  public KMeans {
    if (k < 1 || starts < 1 || turns < 1) {
      throw new IllegalArgumentException(
          "k-means: k is %d, starts %d, turns %d; each must be at least 1"
              .formatted(k, starts, turns));
    }
  }

  /** Returns the best of 10 starts by k-means++, of at most 300 turns each. */
  public static KMeans of(int k) {
    return new KMeans(k, Start.PLUS_PLUS, 10, 300, 1);
  }

  /** Returns this with other first centres. */
  public KMeans start(Start value) {
    return new KMeans(k, value, starts, turns, seed);
  }

  /** Returns this with another number of starts. */
  public KMeans starts(int value) {
    return new KMeans(k, start, value, turns, seed);
  }

  /** Returns this with another limit of turns. */
  public KMeans turns(int value) {
    return new KMeans(k, start, starts, value, seed);
  }

  /** Returns this with another seed. */
  public KMeans seed(long value) {
    return new KMeans(k, start, starts, turns, value);
  }

  /**
   * Learns.
   *
   * @param samples whose labels do not matter
   * @throws IllegalArgumentException if there are fewer different samples than clusters
   */
  @Override
  public Clusters fit(Samples samples) {
    if (k > samples.size()) {
      throw new IllegalArgumentException(
          "k-means: k is %d, but there are %d samples; choose k from 1 to %d"
              .formatted(k, samples.size(), samples.size()));
    }
    Lloyd lloyd = new Lloyd(samples.features(), k);
    Clusters best = null;
    for (int s = 0; s < starts; s++) {
      RandomStream random = new RandomStream(seed, "k-means").at(s, 0);
      int[] first = start == Start.RANDOM ? any(samples.size(), random) : lloyd.spread(random);
      Clusters found = lloyd.run(first, turns);
      best = best == null || found.inertia() < best.inertia() ? found : best;
    }
    return Objects.requireNonNull(best);
  }

  private int[] any(int samples, RandomStream random) {
    int[] order = IntStream.range(0, samples).toArray();
    random.shuffle(order, order.length);
    return Arrays.copyOf(order, k);
  }

  /**
   * Returns the inertia for each number of clusters from 1 to {@code most}: the number at which the
   * curve bends, its elbow, is a choice of k. {@link #k()} does not matter.
   *
   * @param samples to cluster
   * @param most the largest number
   */
  public double[] elbow(Samples samples, int most) {
    return IntStream.rangeClosed(1, most)
        .mapToDouble(c -> new KMeans(c, start, starts, turns, seed).fit(samples).inertia())
        .toArray();
  }
}
