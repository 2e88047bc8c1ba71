package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;

/**
 * How far two groupings of the same samples agree, whatever their groups are called: that of two
 * runs of {@link KMeans}, or of one run and the classes.
 *
 * <pre>{@code
 * double stable = RandIndex.adjusted(one.predict(x), other.predict(x));
 * }</pre>
 */
public final class RandIndex {
  private RandIndex() {}

  /**
   * Returns the adjusted Rand index (Hubert and Arabie 1985). With nᵢⱼ samples in group i of the
   * first and j of the second, C(n) = n (n − 1) / 2, I = Σ C(nᵢⱼ), A = Σᵢ C(nᵢ.) and B = Σⱼ C(n.ⱼ),
   *
   * <pre>
   * (I − A B / C(n)) / ((A + B) / 2 − A B / C(n))
   * </pre>
   *
   * <p>1 for the same groups, 0 on average for groups by chance, and 1 where both put all samples
   * into one group or each into its own.
   *
   * @param first the group of each sample, int64[n], n at least 2
   * @param second the same of another grouping
   * @throws ShapeException if the tensors are of other types or lengths
   */
  public static double adjusted(Tensor first, Tensor second) {
    boolean fit = first.type().equals(second.type()) && first.dtype() == DType.INT64;
    if (!fit || first.rank() != 1 || first.dim(0) < 2) {
      throw new ShapeException(
              "groups are %s and %s, expected int64[n] twice, of at least two samples"
                  .formatted(first.type(), second.type()))
          .at("rand index", "");
    }
    double[] a = first.toDoubles();
    double[] b = second.toDoubles();
    Map<Double, Integer> rows = new HashMap<>();
    Map<Double, Integer> columns = new HashMap<>();
    Map<Cell, Integer> cells = new HashMap<>();
    for (int i = 0; i < a.length; i++) {
      rows.merge(a[i], 1, Integer::sum);
      columns.merge(b[i], 1, Integer::sum);
      cells.merge(new Cell(a[i], b[i]), 1, Integer::sum);
    }
    double both = pairs(cells);
    double expected = pairs(rows) * pairs(columns) / pairs(a.length);
    double most = (pairs(rows) + pairs(columns)) / 2;
    return most == expected ? 1 : (both - expected) / (most - expected);
  }

  private record Cell(double row, double column) {}

  private static double pairs(Map<?, Integer> counts) {
    return counts.values().stream().mapToDouble(RandIndex::pairs).sum();
  }

  private static double pairs(int n) {
    return n * (n - 1.0) / 2;
  }
}
