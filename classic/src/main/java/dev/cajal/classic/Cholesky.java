package dev.cajal.classic;

/** The factor L of a symmetric positive matrix, A = L Lᵀ, row by row (Cholesky, about 1910). */
final class Cholesky {
  private static final double SINGULAR = 1e-12;

  private final int n;
  private final double[] l;

  private Cholesky(int n, double[] l) {
    this.n = n;
    this.l = l;
  }

  /** Factors a matrix of products of features, or says which of them depends on others. */
  static Cholesky of(double[] a, int n) {
    return of(a, n, false);
  }

  /** Factors a matrix that may be singular but for rounding, as if it were just not. */
  static Cholesky lenient(double[] a, int n) {
    return of(a, n, true);
  }

  private static Cholesky of(double[] a, int n, boolean lenient) {
    double[] l = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = a[i * n + j];
        for (int k = 0; k < j; k++) {
          rest -= l[i * n + k] * l[j * n + k];
        }
        if (i > j) {
          l[i * n + j] = rest / l[j * n + j];
        } else if (lenient) {
          l[i * n + i] = Math.sqrt(Math.max(rest, Math.ulp(a[i * n + i])));
        } else if (rest <= SINGULAR * a[i * n + i] || rest == 0) {
          throw new IllegalArgumentException(
              "linear regression: feature %d depends linearly on those before it; leave it out, or give a penalty l2 > 0"
                  .formatted(i));
        } else {
          l[i * n + i] = Math.sqrt(rest);
        }
      }
    }
    return new Cholesky(n, l);
  }

  /** Returns the rows x of A x = b for rows b. */
  double[] solved(double[] rows) {
    double[] x = rows.clone();
    for (int from = 0; from < x.length; from += n) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++) {
          x[from + i] -= l[i * n + k] * x[from + k];
        }
        x[from + i] /= l[i * n + i];
      }
      for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++) {
          x[from + i] -= l[k * n + i] * x[from + k];
        }
        x[from + i] /= l[i * n + i];
      }
    }
    return x;
  }
}
