package dev.cajal.curvature;

import java.util.SplittableRandom;

/**
 * The eigenvalue of the largest magnitude by v ← A v / ‖A v‖, whose error falls by |λ₂/λ₁| at every
 * product. It needs two vectors of memory where {@link Lanczos} keeps one for each product, and
 * more products. The extreme eigenvalues of either sign are found by shifting the spectrum.
 */
public final class PowerIteration {

  private PowerIteration() {}

  /**
   * When to stop, and where to start.
   *
   * @param tolerance of the residual ‖A v − λ v‖, relative to |λ|
   * @param products the most products to form
   * @param seed of the first vector
   */
  public record Options(double tolerance, int products, long seed) {
    /** To 1e-6 in up to 1000 products. */
    public static final Options DEFAULT = new Options(1e-6, 1000, 0);

    /** Returns these options with another tolerance. */
    public Options tolerance(double relative) {
      return new Options(relative, products, seed);
    }

    /** Returns these options with another bound on the products. */
    public Options products(int most) {
      return new Options(tolerance, most, seed);
    }
  }

  /** Returns the eigenvalue of the largest magnitude. */
  public static Eigenpair dominant(SymmetricOperator a, Options options) {
    return shifted(a, 0, options);
  }

  /** Returns the largest eigenvalue. */
  public static Eigenpair largest(SymmetricOperator a, Options options) {
    Eigenpair dominant = dominant(a, options);
    return dominant.value() >= 0 ? dominant : away(a, dominant, options);
  }

  /** Returns the lowest eigenvalue: of a Hessian, the direction that curves down the most. */
  public static Eigenpair lowest(SymmetricOperator a, Options options) {
    Eigenpair dominant = dominant(a, options);
    return dominant.value() < 0 ? dominant : away(a, dominant, options);
  }

  /** The eigenvalue at the other end of the spectrum has the largest distance from the dominant. */
  private static Eigenpair away(SymmetricOperator a, Eigenpair dominant, Options options) {
    Eigenpair other = shifted(a, dominant.value(), options);
    return new Eigenpair(
        other.value(), other.vector(), other.residual(), dominant.products() + other.products());
  }

  /** Iterates with A − σ. */
  private static Eigenpair shifted(SymmetricOperator a, double shift, Options options) {
    double[] v = Vectors.random(a.size(), new SplittableRandom(options.seed()));
    for (int products = 1; ; products++) {
      double[] next = a.times(v).clone();
      double value = Vectors.dot(v, next);
      double[] rest = next.clone();
      Vectors.add(rest, -value, v);
      double residual = Vectors.norm(rest);
      Vectors.add(next, -shift, v);
      double norm = Vectors.norm(next);
      double scale = Math.max(Math.abs(value), Math.abs(shift));
      if (residual <= options.tolerance() * scale || products >= options.products() || norm == 0) {
        return Vectors.pair(value, v, residual, products);
      }
      v = Vectors.scaled(next, 1 / norm);
    }
  }
}
