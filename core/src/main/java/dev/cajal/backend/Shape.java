package dev.cajal.backend;

import java.util.Arrays;

/**
 * The sizes of a tensor's axes, outermost first. A scalar has rank 0. Sizes are long, axes int; a
 * negative axis counts from the end.
 */
public final class Shape {
  private static final Shape SCALAR = new Shape(new long[0]);

  private final long[] sizes;

  private Shape(long[] sizes) {
    this.sizes = sizes;
  }

  /**
   * Returns the shape with the given axis sizes.
   *
   * @throws IllegalArgumentException if a size is negative or the element count overflows a long
   */
  public static Shape of(long... sizes) {
    if (sizes.length == 0) {
      return SCALAR;
    }
    long count = 1;
    for (long size : sizes) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(sizes) + " has a negative size");
      }
      try {
        count = Math.multiplyExact(count, Math.max(size, 1));
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(sizes) + " has more than 2^63 elements", e);
      }
    }
    return new Shape(sizes.clone());
  }

  /** Returns the number of axes. */
  public int rank() {
    return sizes.length;
  }

  /** Returns the size of an axis; -1 is the last. */
  public long dim(int axis) {
    return sizes[axis(axis)];
  }

  /** Returns the number of elements: the product of the sizes, 1 for a scalar. */
  public long count() {
    long count = 1;
    for (long size : sizes) {
      count *= size;
    }
    return count;
  }

  /**
   * Returns the axis counted from the front.
   *
   * @throws IllegalArgumentException if there is no such axis
   */
  public int axis(int axis) {
    int positive = axis < 0 ? axis + sizes.length : axis;
    if (positive < 0 || positive >= sizes.length) {
      throw new IllegalArgumentException(
          "axis " + axis + " does not exist in " + this + " of rank " + sizes.length);
    }
    return positive;
  }

  /** Returns this shape with one size replaced. */
  public Shape with(int axis, long size) {
    long[] changed = sizes.clone();
    changed[axis(axis)] = size;
    return of(changed);
  }

  /** Returns the axes {@code from} (inclusive) to {@code to} (exclusive) as a shape. */
  public Shape slice(int from, int to) {
    return of(Arrays.copyOfRange(sizes, from, to));
  }

  /** Returns this shape followed by the other. */
  public Shape concat(Shape other) {
    long[] joined = Arrays.copyOf(sizes, sizes.length + other.sizes.length);
    System.arraycopy(other.sizes, 0, joined, sizes.length, other.sizes.length);
    return of(joined);
  }

  /** Returns the strides, in elements, of dense row-major storage. */
  public long[] strides() {
    long[] strides = new long[sizes.length];
    long step = 1;
    for (int i = sizes.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= Math.max(sizes[i], 1);
    }
    return strides;
  }

  /** Returns a copy of the sizes. */
  public long[] toArray() {
    return sizes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** Returns the sizes as users write them: {@code [32, 3, 12, 12]}. */
  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
