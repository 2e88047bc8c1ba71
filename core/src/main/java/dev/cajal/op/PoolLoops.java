package dev.cajal.op;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import java.util.List;

/** What poolings share: the shape rule, the type of switches, and the taps of one plane. */
final class PoolLoops {

  private PoolLoops() {}

  /** Returns the shape after pooling an image [N, C, spatial…]. */
  static Shape shape(List<Integer> size, Window window, TensorType x) {
    Shape from = x.shape();
    int axes = window.axes();
    if (!x.dtype().isFloating()) {
      throw new ShapeException("input is " + x + ", expected a floating type; cast it");
    }
    if (from.rank() != axes + 2 || size.size() != axes) {
      throw new ShapeException(
          "input "
              + from
              + " with a window "
              + size
              + " needs a batch axis, a channel axis and "
              + axes
              + " spatial axes");
    }
    if (window.groups() != 1) {
      throw new ShapeException("pooling has no groups, got " + window.groups());
    }
    long[] sizes = from.toArray();
    for (int a = 0; a < axes; a++) {
      sizes[a + 2] = window.outputSize(a, from.dim(a + 2), size.get(a));
      requireOverlap(window, a, size.get(a), from, sizes[a + 2]);
    }
    return Shape.of(sizes);
  }

  /** Refuses windows that see nothing but padding: they have neither a maximum nor a mean. */
  private static void requireOverlap(Window window, int axis, int size, Shape from, long stops) {
    long n = from.dim(axis + 2);
    int dilation = window.dilations().get(axis);
    for (long stop = 0; stop < stops; stop++) {
      long first = stop * window.strides().get(axis) - window.padBefore().get(axis);
      long inside = first >= 0 ? first : first + Math.ceilDiv(-first, dilation) * dilation;
      if (inside >= n || inside >= first + (long) size * dilation) {
        throw new ShapeException(
            "window "
                + stop
                + " on spatial axis "
                + axis
                + " of "
                + from
                + " lies wholly in the padding; use less padding");
      }
    }
  }

  /** Returns the shape and type of switches that belong to a pooled type. */
  static TensorType switches(List<Integer> size, TensorType pooled) {
    return pooled.with(volume(size) <= 255 ? DType.UINT8 : DType.INT32);
  }

  /** Checks that switches belong to a pooled type. */
  static void checkSwitches(List<Integer> size, TensorType pooled, TensorType switches) {
    if (!switches.equals(switches(size, pooled))) {
      throw new ShapeException(
          "switches are " + switches + ", a window " + size + " expects " + switches(size, pooled));
    }
  }

  /** Checks that a gradient belongs to the pooling of an input. */
  static void checkGradient(List<Integer> size, Window window, TensorType g, Shape input) {
    Shape pooled = shape(size, window, g.with(input));
    if (!g.shape().equals(pooled)) {
      throw new ShapeException(
          "gradient " + g.shape() + " does not fit: input " + input + " pools to " + pooled);
    }
  }

  /** Returns the number of elements of a window. */
  static long volume(List<Integer> size) {
    return size.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** Returns the taps of one plane. */
  static Taps taps(List<Integer> size, Window window, Shape x, Shape y) {
    return new Taps(window, x, y, size.stream().mapToLong(Integer::longValue).toArray());
  }

  /** Returns the number of planes of an image [N, C, spatial…]. */
  static long planes(Shape x) {
    return Math.multiplyExact(x.dim(0), x.dim(1));
  }
}
