package dev.cajal.classic;

import dev.cajal.tensor.Tensor;

/** A distance between rows of features. */
@FunctionalInterface
public interface Metric {
  /** Σ|a − b|, the distance along streets. */
  Metric L1 = Distances.L1;

  /**
   * √Σ(a − b)², computed as √(‖a‖² + ‖b‖² − 2 a·b), a matrix product; of rows that lie much closer
   * to each other than to 0 few digits are left.
   */
  Metric L2 = Distances.L2;

  /** 1 − a·b / (‖a‖ ‖b‖), which sees directions only; from a row of zeros it is 1 to any other. */
  Metric COSINE = Distances.COSINE;

  /** max|a − b|. */
  Metric CHEBYSHEV = Distances.CHEBYSHEV;

  /**
   * Returns the distances of all pairs.
   *
   * @param a [n, d]
   * @param b [m, d]
   * @return [n, m]
   */
  Tensor between(Tensor a, Tensor b);

  /**
   * Returns the metric of a name: l1, l2, cosine or chebyshev.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Metric named(String name) {
    for (Distances metric : Distances.values()) {
      if (metric.toString().equals(name)) {
        return metric;
      }
    }
    throw new IllegalArgumentException(
        "no metric is called '" + name + "'; there are l1, l2, cosine, chebyshev");
  }
}
