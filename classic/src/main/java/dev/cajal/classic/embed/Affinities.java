package dev.cajal.classic.embed;

import dev.cajal.classic.Metric;
import dev.cajal.classic.NeighbourSearch;
import dev.cajal.classic.Neighbours;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How near samples are to each other: p_ij = (p(j|i) + p(i|j)) / 2n, row by row, of which only
 * those are held that are not 0 by definition. The sum of all is 1.
 */
final class Affinities {
  private final int[] from;
  private final int[] columns;
  private final double[] values;

  /**
   * Takes rows.
   *
   * @param from where each row begins, and the end of the last
   * @param columns j of each value, ascending within a row
   * @param values p_ij
   */
  private Affinities(int[] from, int[] columns, double[] values) {
    this.from = from;
    this.columns = columns;
    this.values = values;
  }

  /** Takes all other samples for neighbours. */
  static Affinities all(Tensor features, double perplexity) {
    int n = Math.toIntExact(features.dim(0));
    double[] distances = Metric.L2.between(features, features).toDoubles();
    int[][] others = new int[n][];
    double[][] chances = new double[n][];
    IntStream.range(0, n)
        .parallel()
        .forEach(i -> {
          others[i] = IntStream.range(0, n).filter(j -> j != i).toArray();
          chances[i] =
              Arrays.stream(others[i]).mapToDouble(j -> square(distances[i * n + j])).toArray();
          Bandwidth.apply(chances[i], perplexity);
        });
    return symmetric(others, chances);
  }

  /** Takes the nearest 3·perplexity samples for neighbours, as Barnes–Hut t-SNE does. */
  static Affinities nearest(Tensor features, double perplexity) {
    int n = Math.toIntExact(features.dim(0));
    int k = Math.min(n - 1, (int) (3 * perplexity));
    List<Neighbours> found = new NeighbourSearch(features, k + 1, Metric.L2).of(features);
    int[][] others = new int[n][];
    double[][] chances = new double[n][];
    IntStream.range(0, n)
        .parallel()
        .forEach(i -> {
          int[] ranks = others(found.get(i), i, k);
          others[i] = Arrays.stream(ranks).map(found.get(i)::sample).toArray();
          chances[i] =
              Arrays.stream(ranks).mapToDouble(r -> square(found.get(i).distance(r))).toArray();
          Bandwidth.apply(chances[i], perplexity);
        });
    return symmetric(others, chances);
  }

  private static double square(double distance) {
    return distance * distance;
  }

  /** The ranks of the first k neighbours but itself, by ascending sample. */
  private static int[] others(Neighbours found, int self, int k) {
    return IntStream.range(0, found.count())
        .filter(rank -> found.sample(rank) != self)
        .limit(k)
        .boxed()
        .sorted((a, b) -> Integer.compare(found.sample(a), found.sample(b)))
        .mapToInt(rank -> rank)
        .toArray();
  }

  /** Adds each row to its column. */
  private static Affinities symmetric(int[][] others, double[][] chances) {
    int n = others.length;
    int[] incoming = new int[n];
    for (int[] row : others) {
      for (int j : row) {
        incoming[j]++;
      }
    }
    int[][] sources = new int[n][];
    double[][] given = new double[n][];
    for (int j = 0; j < n; j++) {
      sources[j] = new int[incoming[j]];
      given[j] = new double[incoming[j]];
    }
    Arrays.fill(incoming, 0);
    for (int i = 0; i < n; i++) {
      for (int place = 0; place < others[i].length; place++) {
        int j = others[i][place];
        sources[j][incoming[j]] = i;
        given[j][incoming[j]++] = chances[i][place];
      }
    }
    int[] from = new int[n + 1];
    int most = 0;
    for (int i = 0; i < n; i++) {
      most = Math.addExact(most, others[i].length + sources[i].length);
    }
    int[] columns = new int[most];
    double[] values = new double[most];
    int end = 0;
    for (int i = 0; i < n; i++) {
      int a = 0;
      int b = 0;
      while (a < others[i].length || b < sources[i].length) {
        int left = a < others[i].length ? others[i][a] : Integer.MAX_VALUE;
        int right = b < sources[i].length ? sources[i][b] : Integer.MAX_VALUE;
        columns[end] = Math.min(left, right);
        double sum = left <= right ? chances[i][a++] : 0;
        sum += right <= left ? given[i][b++] : 0;
        values[end++] = sum / (2.0 * n);
      }
      from[i + 1] = end;
    }
    return new Affinities(from, Arrays.copyOf(columns, end), Arrays.copyOf(values, end));
  }

  int samples() {
    return from.length - 1;
  }

  /** Where each row begins, and the end of the last; not to be changed. */
  int[] from() {
    return from;
  }

  /** The second sample of each value, ascending within a row; not to be changed. */
  int[] columns() {
    return columns;
  }

  /** The values, row by row; not to be changed. */
  double[] values() {
    return values;
  }

  /** Returns Σ p·log p, the part of the divergence that no embedding changes. */
  double negativeEntropy() {
    double sum = 0;
    for (double p : values) {
      sum += p > 0 ? p * Math.log(p) : 0;
    }
    return sum;
  }

  /** Returns all values, [n, n] row by row. */
  double[] dense() {
    int n = samples();
    double[] all = new double[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      for (int place = from[i]; place < from[i + 1]; place++) {
        all[i * n + columns[place]] = values[place];
      }
    }
    return all;
  }
}
