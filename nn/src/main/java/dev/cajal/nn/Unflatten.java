package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;

/**
 * Divides an axis into several: with axis 1 and sizes [16, 5, 5], [n, 400] becomes [n, 16, 5, 5].
 * The inverse of {@link Flatten}.
 */
public final class Unflatten extends Module {
  private final int dim;
  private final Shape sizes;

  /**
   * Creates a layer.
   *
   * @param dim the axis that is divided; −1 is the last
   * @param sizes what it becomes, with the same product
   */
  public Unflatten(int dim, Shape sizes) {
    this.dim = dim;
    this.sizes = sizes;
  }

  @Override
  protected Tensor forward(Tensor x) {
    int axis = dim < 0 ? dim + x.rank() : dim;
    if (axis < 0 || axis >= x.rank() || x.dim(axis) != sizes.count()) {
      throw new ShapeException(
              "axis "
                  + dim
                  + " of input "
                  + x.shape()
                  + " does not divide into "
                  + sizes
                  + ", which holds "
                  + sizes.count()
                  + " elements; choose sizes with the product of the axis")
          .at("unflatten", path());
    }
    Shape shape = x.shape();
    return x.reshape(shape.slice(0, axis).concat(sizes).concat(shape.slice(axis + 1, x.rank())));
  }

  @Override
  public String toString() {
    return "Unflatten(" + dim + ", " + sizes + ")";
  }
}
