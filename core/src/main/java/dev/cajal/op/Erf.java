package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** The error function erf(x) = 2/√π ∫₀ˣ e^(−t²) dt; the derivative is 2/√π e^(−x²). */
public record Erf() implements Elementwise.Real {

  @Override
  public String name() {
    return "erf";
  }

  @Override
  public double compute(double x) {
    return Double.isNaN(x) ? x : erf(x);
  }

  /**
   * Below 2.5 the Maclaurin series, above it the continued fraction of erfc; both to double
   * precision (Abramowitz and Stegun, 7.1.5 and 7.1.14).
   */
  private static double erf(double x) {
    double a = Math.abs(x);
    if (a > 6) {
      return Math.signum(x);
    }
    if (a < 2.5) {
      double term = x;
      double sum = x;
      for (int n = 1; n < 80; n++) {
        term *= -x * x / n;
        sum += term / (2 * n + 1);
      }
      return sum * 2 / Math.sqrt(Math.PI);
    }
    double fraction = 0;
    for (int n = 80; n >= 1; n--) {
      fraction = n / 2.0 / (a + fraction);
    }
    double erfc = Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction);
    return Math.signum(x) * (1 - erfc);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.mul(at.x(0).square().neg().exp()).mul(2 / Math.sqrt(Math.PI));
  }
}
