package dev.cajal.curvature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Eigenvalues of a symmetric matrix by the method of Lanczos (1950): k products span a Krylov space
 * v, A v, A² v, …, in an orthonormal basis Q of which the matrix is tridiagonal, T = Qᵀ A Q, and
 * the eigenvalues of T approach those of A, the extreme ones first. Every new vector is made
 * orthogonal to all before (full reorthogonalisation), without which rounding brings copies of
 * eigenvalues that were found already. Where the space closes, a random vector continues, so that n
 * products give all n eigenvalues with their multiplicities.
 */
public final class Lanczos {
  private static final double CLOSED = 1e-12;

  private Lanczos() {}

  /**
   * Returns the approximations after some products, the largest first.
   *
   * @param products k, at most the size of the matrix; as many vectors of its size are kept
   * @param seed of the first vector
   * @throws IllegalArgumentException if there are fewer than 1 or more than n products
   */
  public static List<Eigenpair> spectrum(SymmetricOperator a, int products, long seed) {
    if (products < 1 || products > a.size()) {
      throw new IllegalArgumentException(
          "lanczos: " + products + " products, expected 1 to " + a.size() + ", the size");
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> basis = new ArrayList<>();
    double[][] t = new double[products][products];
    double[] v = Vectors.random(a.size(), random);
    double scale = 0;
    double last = 0;
    for (int k = 0; k < products; k++) {
      basis.add(v);
      double[] w = a.times(v).clone();
      t[k][k] = Vectors.dot(v, w);
      scale = Math.max(scale, Vectors.norm(w));
      Vectors.orthogonalise(w, basis);
      last = Vectors.norm(w);
      boolean closed = last <= CLOSED * scale;
      if (closed) {
        last = 0;
      }
      if (k + 1 < products) {
        if (closed) {
          w = Vectors.random(a.size(), random);
          Vectors.orthogonalise(w, basis);
        }
        v = Vectors.scaled(w, 1 / Vectors.norm(w));
        t[k][k + 1] = last;
        t[k + 1][k] = last;
      }
    }
    return ritz(t, basis, last);
  }

  /**
   * Returns the largest eigenvalues, the largest first, to a relative residual of 1e-6 or as near
   * as min(n, 40 + 4 count) products come.
   */
  public static List<Eigenpair> largest(SymmetricOperator a, int count) {
    return extreme(a, count, false);
  }

  /** Returns the lowest eigenvalues, the lowest first, as {@link #largest}. */
  public static List<Eigenpair> lowest(SymmetricOperator a, int count) {
    return extreme(a, count, true);
  }

  private static List<Eigenpair> extreme(SymmetricOperator a, int count, boolean lowest) {
    if (count < 1 || count > a.size()) {
      throw new IllegalArgumentException(
          "lanczos: " + count + " eigenvalues asked for, the matrix has " + a.size());
    }
    int products = (int) Math.min(a.size(), 40L + 4L * count);
    List<Eigenpair> all = spectrum(a, products, 0);
    return List.copyOf((lowest ? all.reversed() : all).subList(0, count));
  }

  private static List<Eigenpair> ritz(double[][] t, List<double[]> basis, double last) {
    int k = basis.size();
    SmallSymmetric.Eigen eigen = SmallSymmetric.eigen(t);
    List<Eigenpair> pairs = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      double[] vector = new double[basis.getFirst().length];
      for (int j = 0; j < k; j++) {
        Vectors.add(vector, eigen.vectors()[j][i], basis.get(j));
      }
      double residual = Math.abs(last * eigen.vectors()[k - 1][i]);
      pairs.add(Vectors.pair(eigen.values()[i], vector, residual, k));
    }
    pairs.sort(Comparator.comparingDouble(Eigenpair::value).reversed());
    return List.copyOf(pairs);
  }
}
