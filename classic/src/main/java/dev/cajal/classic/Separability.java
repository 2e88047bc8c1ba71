package dev.cajal.classic;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;

/**
 * Decides whether a plane separates two classes, with a proof of either answer (the theorem of
 * Gordan, 1873). With the points pᵢ = tᵢ (xᵢ, 1), tᵢ = ±1, there is
 *
 * <ul>
 *   <li>either a (w, b) with (w, b)·pᵢ > 0 for all i,
 *   <li>or weights λᵢ ≥ 0 of sum 1 with Σ λᵢ pᵢ = 0: the classes' convex hulls meet.
 * </ul>
 *
 * <p>Both come from the point of the convex hull of the pᵢ that is nearest to 0. If it is not 0, it
 * is the normal of the plane with the largest margin γ, and its length is γ. It is found by Wolfe's
 * algorithm (<i>Finding the nearest point in a polytope</i>, 1976).
 *
 * <pre>{@code
 * Separability xor = Separability.of(samples);
 * boolean no = xor.verdict() == Separability.Verdict.NOT_SEPARABLE;
 * }</pre>
 */
public final class Separability {

  /** The answers. */
  public enum Verdict {
    /** {@link #plane()} has all samples on their side. */
    SEPARABLE,
    /** {@link #proof()} makes 0 out of the points, to 10⁻⁸ of the longest. */
    NOT_SEPARABLE,
    /** The work was given up after 2·10⁹ multiplications. */
    UNDECIDED
  }

  private final Verdict verdict;
  private final double margin;
  private final double radius;
  private final double[] nearest;
  private final double[] proof;

  Separability(Verdict verdict, double margin, double radius, double[] nearest, double[] proof) {
    this.verdict = verdict;
    this.margin = margin;
    this.radius = radius;
    this.nearest = nearest;
    this.proof = proof;
  }

  /**
   * Decides.
   *
   * @param samples of two classes
   * @throws IllegalArgumentException if there are not two classes
   */
  public static Separability of(Samples samples) {
    return of(SignedPoints.of("separability", samples));
  }

  static Separability of(SignedPoints points) {
    return new NearestPoint(points).decide();
  }

  /** Returns the answer. */
  public Verdict verdict() {
    return verdict;
  }

  /** Returns γ, the least distance of a point from the plane; 0 unless the classes separate. */
  public double margin() {
    return margin;
  }

  /** Returns R, the length of the longest point (x, 1). */
  public double radius() {
    return radius;
  }

  /** Returns (R/γ)², how often the perceptron corrects itself at most; infinite if for ever. */
  public double bound() {
    return margin > 0 ? radius / margin * (radius / margin) : Double.POSITIVE_INFINITY;
  }

  /** Returns λ, [n], of sum 1, float64: which samples prove the answer, and how much each. */
  public Tensor proof() {
    return Tensor.of(Shape.of(proof.length), proof);
  }

  /** Returns Σ λᵢ pᵢ; where the classes separate, (w, b) of the plane with the largest margin. */
  double[] plane() {
    return nearest;
  }

  /** Returns ‖Σ λᵢ pᵢ‖, which is 0 but for rounding if the classes do not separate. */
  public double residual() {
    double sum = 0;
    for (double v : nearest) {
      sum += v * v;
    }
    return Math.sqrt(sum);
  }
}
