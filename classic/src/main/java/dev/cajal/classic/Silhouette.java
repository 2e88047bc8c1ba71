package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * How well clusters are apart (Rousseeuw 1987). For each sample, a is its mean distance from the
 * others of its cluster, and b the smallest of its mean distances from the other clusters; its
 * silhouette is
 *
 * <pre>
 * (b − a) / max(a, b)
 * </pre>
 *
 * <p>between −1 and 1, and 0 where it is alone in its cluster. The number of clusters with the
 * highest mean is a choice of k.
 */
public final class Silhouette {
  private Silhouette() {}

  /**
   * Returns the mean over all samples. All pairs are measured: n²·d operations.
   *
   * @param samples [n, d]
   * @param clusters the cluster of each, int64[n], from 0
   * @param metric the distance
   * @throws IllegalArgumentException if there are not at least two clusters that have samples
   */
  public static double mean(Samples samples, Tensor clusters, Metric metric) {
    Tensor features = samples.features();
    int n = samples.size();
    int[] own = Samples.of(features, clusters).labelsOfSeveral("silhouette");
    int k = (int) clusters.max().item() + 1;
    double[] counts = new double[k];
    for (int c : own) {
      counts[c]++;
    }
    Tensor members = clusters.oneHot(k, features.dtype()).detach();
    double[] sum = {0};
    Blocks.each(
        features,
        Blocks.rowsOf(n),
        rows -> List.of(metric.between(rows, features).matmul(members).cast(DType.FLOAT64)),
        (first, count, step) -> {
          HostArray sums = HostArray.of(step.type(0), step.output(0));
          for (int i = 0; i < count; i++) {
            sum[0] += silhouette(sums, (long) i * k, own[first + i], counts);
          }
        });
    return sum[0] / n;
  }

  private static double silhouette(HostArray sums, long from, int own, double[] counts) {
    if (counts[own] == 1) {
      return 0;
    }
    double inside = sums.get(from + own) / (counts[own] - 1);
    double outside = Double.POSITIVE_INFINITY;
    for (int c = 0; c < counts.length; c++) {
      if (c != own && counts[c] > 0) {
        outside = Math.min(outside, sums.get(from + c) / counts[c]);
      }
    }
    double larger = Math.max(inside, outside);
    return larger == 0 ? 0 : (outside - inside) / larger;
  }
}
