package dev.cajal.curvature;

/** All eigenvalues of a small symmetric matrix by rotations (Jacobi 1846). */
final class SmallSymmetric {
  private static final int SWEEPS = 60;

  private SmallSymmetric() {}

  /** Eigenvalues, and eigenvectors as the columns of a matrix. */
  @SuppressWarnings("ArrayRecordComponent") // passed on to one caller, never compared
  record Eigen(double[] values, double[][] vectors) {}

  /** Each rotation makes one pair of elements beside the diagonal zero. */
  static Eigen eigen(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS && beside(a) > 0; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    return new Eigen(values, v);
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    double off = a[p][q];
    if (Math.abs(off) <= Math.ulp(Math.abs(a[p][p]) + Math.abs(a[q][q])) / 8) {
      a[p][q] = 0;
      a[q][p] = 0;
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * off);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double kp = v[k][p];
      double kq = v[k][q];
      v[k][p] = c * kp - s * kq;
      v[k][q] = s * kp + c * kq;
    }
    a[p][q] = 0;
    a[q][p] = 0;
  }

  private static double beside(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.abs(a[i][j]);
      }
    }
    return sum;
  }
}
