package dev.cajal.classic;

import dev.cajal.backend.ShapeException;
import dev.cajal.op.MatMul;
import dev.cajal.tensor.Tensor;

/** The directions that {@link Pca} found, the one of the largest variance first. */
public final class PrincipalComponents implements Fitted {
  private final Tensor mean;
  private final Tensor axes;
  private final Tensor variances;
  private final double total;
  private final boolean whiten;

  PrincipalComponents(Tensor mean, Tensor axes, Tensor variances, double total, boolean whiten) {
    this.mean = mean;
    this.axes = axes.detach();
    this.variances = variances.detach();
    this.total = total;
    this.whiten = whiten;
  }

  /** Returns the mean of the samples, [d]. */
  public Tensor mean() {
    return mean;
  }

  /** Returns the directions, each of length 1, [components, d]. */
  public Tensor axes() {
    return axes;
  }

  /** Returns the variance along each direction, [components]. */
  public Tensor variances() {
    return variances;
  }

  /** Returns the share of the whole variance that lies along each direction, [components]. */
  public Tensor shares() {
    return variances.div(total);
  }

  /** Returns the coordinates (x − x̄) Vᵀ, divided by √variance if whitened; [n, components]. */
  @Override
  public Tensor predict(Tensor features) {
    Blocks.check("pca", features, axes.type());
    Tensor coordinates = Tensor.apply(new MatMul(false, true), features.sub(mean), axes);
    return (whiten ? coordinates.div(variances.sqrt()) : coordinates).detach();
  }

  /**
   * Returns the samples that have these coordinates: what is left of those that were projected.
   *
   * @param coordinates [n, components]
   * @return [n, d]
   * @throws ShapeException if there are not as many coordinates as components
   */
  public Tensor restore(Tensor coordinates) {
    if (coordinates.rank() != 2 || coordinates.dim(1) != axes.dim(0)) {
      throw new ShapeException(
              "coordinates are %s, expected [n, %d]".formatted(coordinates.shape(), axes.dim(0)))
          .at("pca", "");
    }
    Tensor lengths = whiten ? coordinates.mul(variances.sqrt()) : coordinates;
    return lengths.matmul(axes).add(mean).detach();
  }
}
