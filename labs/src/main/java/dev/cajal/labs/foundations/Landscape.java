package dev.cajal.labs.foundations;

import java.util.Random;

/** A random smooth function of several numbers: a sum of cosine waves. */
final class Landscape {
  static final int WAVES = 40;
  private static final int STEPS = 60;
  private static final double FLAT = 1e-10;
  private static final double FARTHEST = 12;

  private final double[][] waves;
  private final double[] phases;
  private final double[] heights;

  Landscape(int dimensions, Random random) {
    waves = new double[WAVES][dimensions];
    phases = random.doubles(WAVES).map(u -> 2 * Math.PI * u).toArray();
    heights = new double[WAVES];
    for (int w = 0; w < WAVES; w++) {
      heights[w] = random.nextGaussian() / Math.sqrt(WAVES);
      for (int i = 0; i < dimensions; i++) {
        waves[w][i] = random.nextGaussian();
      }
    }
  }

  private double angle(int wave, double[] x) {
    double angle = phases[wave];
    for (int i = 0; i < x.length; i++) {
      angle += waves[wave][i] * x[i];
    }
    return angle;
  }

  double height(double[] x) {
    double sum = 0;
    for (int w = 0; w < WAVES; w++) {
      sum += heights[w] * Math.cos(angle(w, x));
    }
    return sum;
  }

  private double[] gradient(double[] x) {
    double[] gradient = new double[x.length];
    for (int w = 0; w < WAVES; w++) {
      double factor = -heights[w] * Math.sin(angle(w, x));
      for (int i = 0; i < x.length; i++) {
        gradient[i] += factor * waves[w][i];
      }
    }
    return gradient;
  }

  double[][] hessian(double[] x) {
    double[][] hessian = new double[x.length][x.length];
    for (int w = 0; w < WAVES; w++) {
      double factor = -heights[w] * Math.cos(angle(w, x));
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x.length; j++) {
          hessian[i][j] += factor * waves[w][i] * waves[w][j];
        }
      }
    }
    return hessian;
  }

  /** Walks to a critical point of any kind by Newton's method; false if it finds none nearby. */
  boolean climb(double[] x) {
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = gradient(x);
      double length = 0;
      for (double slope : gradient) {
        length += slope * slope;
      }
      if (length < FLAT * FLAT) {
        return true;
      }
      double[] move = solve(hessian(x), gradient);
      for (int i = 0; i < x.length; i++) {
        x[i] -= move[i];
        if (!(Math.abs(x[i]) < FARTHEST)) {
          return false;
        }
      }
    }
    return false;
  }

  /** Gauss's elimination with the largest pivot of each column. */
  private static double[] solve(double[][] a, double[] b) {
    int n = b.length;
    double[] x = b.clone();
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int i = p + 1; i < n; i++) {
        best = Math.abs(a[i][p]) > Math.abs(a[best][p]) ? i : best;
      }
      double[] row = a[p];
      a[p] = a[best];
      a[best] = row;
      double value = x[p];
      x[p] = x[best];
      x[best] = value;
      for (int i = p + 1; i < n; i++) {
        double factor = a[i][p] / a[p][p];
        for (int j = p; j < n; j++) {
          a[i][j] -= factor * a[p][j];
        }
        x[i] -= factor * x[p];
      }
    }
    for (int p = n - 1; p >= 0; p--) {
      for (int j = p + 1; j < n; j++) {
        x[p] -= a[p][j] * x[j];
      }
      x[p] /= a[p][p];
    }
    return x;
  }

  /**
   * Counts the eigenvalues of a symmetric matrix below {@code −shift}: by Sylvester's law as many
   * as there are negative pivots in the elimination of A + shift·I.
   */
  static int negatives(double[][] symmetric, double shift) {
    int n = symmetric.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = symmetric[i].clone();
      a[i][i] += shift;
    }
    int negatives = 0;
    for (int p = 0; p < n; p++) {
      negatives += a[p][p] < 0 ? 1 : 0;
      for (int i = p + 1; i < n; i++) {
        double factor = a[i][p] / a[p][p];
        for (int j = p; j < n; j++) {
          a[i][j] -= factor * a[p][j];
        }
      }
    }
    return negatives;
  }
}
