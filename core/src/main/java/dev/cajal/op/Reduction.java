package dev.cajal.op;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import java.util.List;

/**
 * What reductions share: the type of the result, and strides that fall together on reduced axes.
 */
final class Reduction {

  private Reduction() {}

  /** Returns the type with the reduced axes of size 1. */
  static TensorType kept(TensorType input, List<Integer> axes) {
    Shape shape = input.shape();
    for (int axis : axes) {
      if (axis < 0 || axis >= shape.rank()) {
        throw new ShapeException("axis " + axis + " does not exist in " + shape);
      }
      shape = shape.with(axis, 1);
    }
    return input.with(shape);
  }

  /** Returns the strides of a reduced shape, 0 along its axes of size 1. */
  static long[] strides(Shape reduced) {
    long[] strides = reduced.strides();
    for (int a = 0; a < strides.length; a++) {
      strides[a] = reduced.dim(a) == 1 ? 0 : strides[a];
    }
    return strides;
  }
}
