package dev.cajal.nn.init;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Erf;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;

/** Random tensors of several distributions. */
final class Draws {
  private Draws() {}

  static Tensor uniform(TensorType type, Trace random, double low, double high) {
    return random.uniform(type.dtype(), type.shape()).mul(high - low).add(low);
  }

  static Tensor symmetric(TensorType type, Trace random, double bound) {
    return uniform(type, random, -bound, bound);
  }

  static Tensor normal(TensorType type, Trace random) {
    return random.normal(type.dtype(), type.shape());
  }

  /** Standard normal numbers between two bounds: Φ⁻¹(Φ(low) + u·(Φ(high) − Φ(low))). */
  static Tensor truncatedNormal(TensorType type, Trace random, double low, double high) {
    double from = cumulated(low);
    double to = cumulated(high);
    double[] values = random.uniform(DType.FLOAT64, type.shape()).toDoubles();
    for (int i = 0; i < values.length; i++) {
      double x = quantile(from + values[i] * (to - from));
      values[i] = Math.min(high, Math.max(low, x));
    }
    return Tensor.of(type.shape(), values).cast(type.dtype());
  }

  private static double cumulated(double x) {
    return (1 + new Erf().compute(x / Math.sqrt(2))) / 2;
  }

  /**
   * Φ⁻¹, to 10⁻⁹: the rational functions of Acklam, <i>An algorithm for computing the inverse
   * normal cumulative distribution function</i>, 2003.
   */
  static double quantile(double p) {
    if (p > 0.5) {
      return -quantile(1 - p);
    }
    if (p < 0.02425) {
      double q = Math.sqrt(-2 * Math.log(p));
      return polynomial(
              q,
              -7.784894002430293e-03,
              -3.223964580411365e-01,
              -2.400758277161838,
              -2.549732539343734,
              4.374664141464968,
              2.938163982698783)
          / polynomial(
              q,
              7.784695709041462e-03,
              3.224671290700398e-01,
              2.445134137142996,
              3.754408661907416,
              1);
    }
    double q = p - 0.5;
    double r = q * q;
    return q
        * polynomial(
            r,
            -3.969683028665376e+01,
            2.209460984245205e+02,
            -2.759285104469687e+02,
            1.383577518672690e+02,
            -3.066479806614716e+01,
            2.506628277459239)
        / polynomial(
            r,
            -5.447609879822406e+01,
            1.615858368580409e+02,
            -1.556989798598866e+02,
            6.680131188771972e+01,
            -1.328068155288572e+01,
            1);
  }

  private static double polynomial(double x, double... coefficients) {
    double sum = 0;
    for (double c : coefficients) {
      sum = sum * x + c;
    }
    return sum;
  }
}
