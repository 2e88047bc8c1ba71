package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;

/** Walks the lines of a row-major tensor that run along one axis. */
final class Lines {

  private Lines() {}

  /** What is done with a line: elements {@code start + i · step} for i below {@code size}. */
  @FunctionalInterface
  interface Visitor {
    void visit(long start, long size, long step);
  }

  /** Returns the type after checking that it is floating and has the axis. */
  static TensorType floating(TensorType type, int axis) {
    if (axis < 0 || axis >= type.shape().rank()) {
      throw new ShapeException("axis " + axis + " does not exist in " + type.shape());
    }
    if (!type.dtype().isFloating()) {
      throw new ShapeException("input is " + type + ", expected a floating type; cast it");
    }
    return type;
  }

  /** Visits every line along the axis. */
  static void over(Shape shape, int axis, Visitor visitor) {
    long size = shape.dim(axis);
    long step = shape.slice(axis + 1, shape.rank()).count();
    long outer = shape.slice(0, axis).count();
    for (long o = 0; o < outer; o++) {
      for (long i = 0; i < step; i++) {
        visitor.visit(o * size * step + i, size, step);
      }
    }
  }

  /** Returns the largest element of a line, NaN if there is one. */
  static double max(HostArray x, long start, long size, long step) {
    double max = Double.NEGATIVE_INFINITY;
    for (long i = 0; i < size; i++) {
      max = Math.max(max, x.get(start + i * step));
    }
    return max;
  }

  /** Returns Σ exp(x − max) of a line. */
  static double sumExp(HostArray x, long start, long size, long step, double max) {
    double sum = 0;
    for (long i = 0; i < size; i++) {
      sum += Math.exp(x.get(start + i * step) - max);
    }
    return sum;
  }
}
