package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;

/** Axes as users count them, from the front or, where negative, from the end. */
final class Axes {

  private Axes() {}

  /**
   * Returns 0, 1, 2, … in a type that counts so far exactly; float32 where it does, because then
   * the comparison that follows takes part in fused programs.
   */
  static Tensor places(long size) {
    DType dtype = size <= 1 << 24 ? DType.FLOAT32 : DType.INT64;
    return Tensor.iota(new TensorType(dtype, Shape.of(size)), 0);
  }

  /** Returns an axis counted from the front; one that does not exist stays for the operation. */
  static int front(Tensor x, int axis) {
    return axis < 0 && axis >= -x.rank() ? axis + x.rank() : axis;
  }

  /**
   * Returns an axis counted from the front.
   *
   * @throws ShapeException if the tensor does not have it
   */
  static int checked(String operation, Tensor x, int axis) {
    int front = front(x, axis);
    if (front < 0 || front >= x.rank()) {
      throw new ShapeException("axis " + axis + " does not exist in " + x.shape())
          .at(operation, x.where());
    }
    return front;
  }
}
