package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Pad;
import dev.cajal.op.Permute;
import dev.cajal.op.Reshape;
import dev.cajal.op.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What moves, repeats or joins elements and computes nothing. */
public sealed interface TensorMovement extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns the values in another shape of the same count; one size may be -1. */
  default Tensor reshape(long... sizes) {
    Shape target = Reshape.target(shape(), sizes);
    return target.equals(shape()) ? self() : Tensor.apply(new Reshape(target), self());
  }

  /** Returns the values in another shape of the same count. */
  default Tensor reshape(Shape shape) {
    return reshape(shape.toArray());
  }

  /** Returns the axes {@code first} and after it merged into one. */
  default Tensor flatten(int first) {
    int axis = shape().axis(first);
    return reshape(shape().slice(0, axis).concat(Shape.of(shape().slice(axis, rank()).count())));
  }

  /** Returns a view with an axis of size 1 put in at a place from 0 to the rank. */
  default Tensor unsqueeze(int axis) {
    int place = axis < 0 ? axis + rank() + 1 : axis;
    return reshape(
        shape().slice(0, place).concat(Shape.of(1)).concat(shape().slice(place, rank())));
  }

  /**
   * Returns a view without axes of size 1.
   *
   * @throws ShapeException if one of them has another size
   */
  default Tensor squeeze(int... axes) {
    List<Integer> gone = Arrays.stream(axes).map(shape()::axis).boxed().toList();
    for (int axis : gone) {
      if (dim(axis) != 1) {
        throw new ShapeException(
                "axis " + axis + " of " + shape() + " has size " + dim(axis) + ", expected 1")
            .at("squeeze", self().node().path());
      }
    }
    return reshape(
        IntStream.range(0, rank()).filter(a -> !gone.contains(a)).mapToLong(this::dim).toArray());
  }

  /** Returns the axes in another order: axis {@code i} of the result is {@code axes[i]} of this. */
  default Tensor permute(int... axes) {
    return Tensor.apply(
        new Permute(Arrays.stream(axes).map(shape()::axis).boxed().toList()), self());
  }

  /** Returns the last two axes exchanged. */
  default Tensor transpose() {
    int[] axes = IntStream.range(0, rank()).toArray();
    axes[rank() - 1] = rank() - 2;
    axes[rank() - 2] = rank() - 1;
    return permute(axes);
  }

  /** Returns this tensor repeated along axes of size 1, and along new axes in front. */
  default Tensor broadcastTo(Shape shape) {
    if (shape.equals(shape())) {
      return self();
    }
    long[] sizes = new long[shape.rank()];
    Arrays.fill(sizes, 1);
    int added = Math.max(0, shape.rank() - rank());
    for (int a = added; a < shape.rank(); a++) {
      sizes[a] = dim(a - added);
    }
    return Tensor.apply(new Broadcast(shape), added == 0 ? self() : reshape(sizes));
  }

  /** Returns the elements {@code from} (inclusive) to {@code to} (exclusive) along an axis. */
  default Tensor slice(int axis, long from, long to) {
    return Tensor.apply(Slice.along(shape(), shape().axis(axis), from, to, 1), self());
  }

  /**
   * Returns every {@code step}-th element from {@code from} (inclusive) to {@code to} (exclusive)
   * along an axis.
   *
   * @param step at least 1
   */
  default Tensor slice(int axis, long from, long to, long step) {
    return Tensor.apply(Slice.along(shape(), shape().axis(axis), from, to, step), self());
  }

  /** Returns this tensor with zeros put before and after along each axis. */
  default Tensor pad(long[] before, long[] after) {
    return Tensor.apply(Pad.of(before, after), self());
  }
}
