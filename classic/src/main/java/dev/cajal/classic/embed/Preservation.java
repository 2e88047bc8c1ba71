package dev.cajal.classic.embed;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.classic.Metric;
import dev.cajal.classic.NeighbourSearch;
import dev.cajal.classic.Neighbours;
import dev.cajal.graph.Step;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/** How many neighbours of samples are still neighbours in an embedding. */
public final class Preservation {
  private static final int ROWS = 256;

  private Preservation() {}

  /**
   * Returns the mean share of the k nearest others of a sample that are among the k nearest in the
   * embedding, from 0 to 1; of points thrown at random it is k/(n − 1).
   *
   * @param samples [n, d]
   * @param points [n, 2], or of any width
   * @param k from 1 to n − 1
   * @throws IllegalArgumentException if there are not as many points as samples, or too few
   */
  public static double neighbours(Tensor samples, Tensor points, int k) {
    check(samples, points, k, samples.dim(0) - 1);
    int[][] before = nearest(samples, k);
    int[][] after = nearest(points, k);
    long kept = 0;
    for (int i = 0; i < before.length; i++) {
      int[] now = after[i];
      kept += IntStream.of(before[i]).filter(j -> IntStream.of(now).anyMatch(l -> l == j)).count();
    }
    return (double) kept / before.length / k;
  }

  /**
   * Returns how far those that the embedding shows as neighbours are neighbours: with r(i, j) the
   * rank of j among the others of i by distance, from 1, and U_i the k nearest in the embedding,
   *
   * <pre>
   * 1 − 2/(n·k·(2n − 3k − 1)) Σ_i Σ_{j ∈ U_i} max(0, r(i, j) − k)
   * </pre>
   *
   * <p>from 0 to 1, and about 0.5 of points thrown at random. All pairs are measured: n²·d
   * operations.
   *
   * <p>Source: Venna and Kaski, <i>Neighborhood preservation in nonlinear projection methods</i>,
   * ICANN 2001.
   *
   * @param samples [n, d]
   * @param points [n, 2], or of any width
   * @param k from 1 to below n/2
   * @throws IllegalArgumentException if there are not as many points as samples, or too few
   */
  public static double trustworthiness(Tensor samples, Tensor points, int k) {
    check(samples, points, k, (samples.dim(0) - 1) / 2);
    int n = Math.toIntExact(samples.dim(0));
    int[][] shown = nearest(points, k);
    Tensor centred = samples.sub(samples.mean(0)).detach();
    int rows = Math.min(n, ROWS);
    Variable asked = new Variable("rows", centred.type().with(Shape.of(rows, centred.dim(1))));
    Step step = Step.compile(Metric.L2.between(asked.tensor(), centred));
    double excess = 0;
    for (int from = 0; from < n; from += rows) {
      int first = Math.min(from, n - rows);
      long bytes = asked.type().bytes();
      MemorySegment values = centred.values();
      asked.set(values.asSlice(bytes / rows * first, bytes));
      step.run();
      HostArray distances = HostArray.of(step.type(0), step.output(0));
      excess +=
          IntStream.range(from - first, rows)
              .parallel()
              .mapToLong(
                  row -> excess(distances, (long) row * n, n, shown[first + row], first + row))
              .sum();
    }
    return 1 - 2 * excess / (n * (double) k * (2.0 * n - 3.0 * k - 1));
  }

  /** Returns Σ max(0, r(i, j) − k) of one sample. */
  private static long excess(HostArray distances, long offset, int n, int[] shown, int self) {
    double[] limits = IntStream.of(shown).mapToDouble(j -> distances.get(offset + j)).toArray();
    long[] nearer = new long[shown.length];
    for (int j = 0; j < n; j++) {
      double distance = distances.get(offset + j);
      for (int u = 0; u < limits.length && j != self; u++) {
        nearer[u] += distance < limits[u] ? 1 : 0;
      }
    }
    long sum = 0;
    for (long count : nearer) {
      sum += Math.max(0, count + 1 - shown.length);
    }
    return sum;
  }

  private static int[][] nearest(Tensor rows, int k) {
    Tensor centred = rows.sub(rows.mean(0)).detach();
    List<Neighbours> found = new NeighbourSearch(centred, k + 1, Metric.L2).of(centred);
    return IntStream.range(0, found.size())
        .mapToObj(i ->
            IntStream.rangeClosed(0, k)
                .map(found.get(i)::sample)
                .filter(j -> j != i)
                .limit(k)
                .toArray())
        .toArray(int[][]::new);
  }

  private static void check(Tensor samples, Tensor points, int k, long most) {
    if (samples.dim(0) != points.dim(0) || k < 1 || k > most) {
      throw new IllegalArgumentException(
          "preservation: %s samples, %s points, k %d; give one point for each sample, and k from 1 to %d"
              .formatted(samples.shape(), points.shape(), k, most));
    }
  }
}
