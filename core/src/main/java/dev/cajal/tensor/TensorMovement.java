package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Pad;
import dev.cajal.op.Permute;
import dev.cajal.op.Reshape;
import dev.cajal.op.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

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
    int axis = Axes.checked("flatten", self(), first);
    return reshape(shape().slice(0, axis).concat(Shape.of(shape().slice(axis, rank()).count())));
  }

  /** Returns a view with an axis of size 1 put in at a place from 0 to the rank. */
  default Tensor unsqueeze(int axis) {
    int place = axis < 0 ? axis + rank() + 1 : axis;
    if (place < 0 || place > rank()) {
      throw new ShapeException(
              "place "
                  + axis
                  + " does not exist beside the axes of "
                  + shape()
                  + ", expected 0 to "
                  + rank())
          .at("unsqueeze", self().where());
    }
    return reshape(
        shape().slice(0, place).concat(Shape.of(1)).concat(shape().slice(place, rank())));
  }

  /** Returns a view without the axes of size 1. */
  default Tensor squeeze() {
    return squeeze(IntStream.range(0, rank()).filter(a -> dim(a) == 1).toArray());
  }

  /**
   * Returns a view without some axes of size 1.
   *
   * @throws ShapeException if one of them has another size
   */
  default Tensor squeeze(int... axes) {
    List<Integer> gone =
        Arrays.stream(axes).map(a -> Axes.checked("squeeze", self(), a)).boxed().toList();
    for (int axis : gone) {
      if (dim(axis) != 1) {
        throw new ShapeException(
                "axis " + axis + " of " + shape() + " has size " + dim(axis) + ", expected 1")
            .at("squeeze", self().where());
      }
    }
    return reshape(
        IntStream.range(0, rank()).filter(a -> !gone.contains(a)).mapToLong(this::dim).toArray());
  }

  /** Returns the axes in another order: axis {@code i} of the result is {@code axes[i]} of this. */
  default Tensor permute(int... axes) {
    return Tensor.apply(
        new Permute(
            Arrays.stream(axes).map(a -> Axes.checked("permute", self(), a)).boxed().toList()),
        self());
  }

  /** Returns the last two axes exchanged. */
  default Tensor transpose() {
    int[] axes = IntStream.range(0, rank()).toArray();
    axes[rank() - 1] = rank() - 2;
    axes[rank() - 2] = rank() - 1;
    return permute(axes);
  }

  /** Returns two axes exchanged. */
  default Tensor transpose(int axis, int other) {
    int[] axes = IntStream.range(0, rank()).toArray();
    int one = Axes.checked("transpose", self(), axis);
    int two = Axes.checked("transpose", self(), other);
    axes[one] = two;
    axes[two] = one;
    return permute(axes);
  }

  /** Returns the slice at an index of an axis, which it does not have. */
  default Tensor select(int axis, long index) {
    return slice(axis, index, index + 1).squeeze(axis);
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
    return Tensor.apply(
        Slice.along(shape(), Axes.checked("slice", self(), axis), from, to, 1), self());
  }

  /**
   * Returns every {@code step}-th element from {@code from} (inclusive) to {@code to} (exclusive)
   * along an axis.
   *
   * @param step at least 1
   */
  default Tensor slice(int axis, long from, long to, long step) {
    return Tensor.apply(
        Slice.along(shape(), Axes.checked("slice", self(), axis), from, to, step), self());
  }

  /**
   * Returns the parts of some sizes along an axis.
   *
   * @throws ShapeException if the sizes do not add up to that of the axis
   */
  default List<Tensor> split(int axis, long... sizes) {
    if (LongStream.of(sizes).sum() != dim(Axes.checked("split", self(), axis))) {
      throw new ShapeException(
              "sizes "
                  + Arrays.toString(sizes)
                  + " do not add up to the "
                  + dim(axis)
                  + " of axis "
                  + axis
                  + " of "
                  + shape())
          .at("split", self().where());
    }
    List<Tensor> parts = new ArrayList<>();
    long from = 0;
    for (long size : sizes) {
      parts.add(slice(axis, from, from + size));
      from += size;
    }
    return parts;
  }

  /**
   * Returns up to so many parts of equal size along an axis, ⌈size/count⌉; the last may be smaller.
   */
  default List<Tensor> chunk(int axis, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("chunk: count is " + count + ", expected at least 1");
    }
    long length = dim(Axes.checked("chunk", self(), axis));
    long size = Math.max(1, Math.ceilDiv(length, (long) count));
    return LongStream.iterate(0, from -> from < length, from -> from + size)
        .mapToObj(from -> slice(axis, from, Math.min(from + size, length)))
        .toList();
  }

  /** Returns the slices along an axis, which they do not have. */
  default List<Tensor> unbind(int axis) {
    return LongStream.range(0, dim(Axes.checked("unbind", self(), axis)))
        .mapToObj(i -> select(axis, i))
        .toList();
  }

  /**
   * Returns this tensor laid side by side so many times along each axis, the {@code repeat} of
   * PyTorch and the {@code tile} of NumPy; further axes are put in front.
   *
   * @param times one number for each axis, the last for the last axis
   */
  default Tensor tile(long... times) {
    int rank = Math.max(times.length, rank());
    long[] split = new long[2 * rank];
    long[] repeated = new long[2 * rank];
    long[] joined = new long[rank];
    for (int a = 0; a < rank; a++) {
      int axis = a - rank + rank();
      int time = a - rank + times.length;
      split[2 * a] = 1;
      split[2 * a + 1] = axis < 0 ? 1 : dim(axis);
      repeated[2 * a] = time < 0 ? 1 : times[time];
      repeated[2 * a + 1] = split[2 * a + 1];
      joined[a] = repeated[2 * a] * repeated[2 * a + 1];
    }
    return reshape(split).broadcastTo(Shape.of(repeated)).reshape(joined);
  }

  /** Returns this tensor with each element repeated in place so many times along an axis. */
  default Tensor repeatInterleave(int axis, long times) {
    int a = Axes.checked("repeat_interleave", self(), axis);
    return unsqueeze(a + 1)
        .broadcastTo(
            shape().slice(0, a + 1).concat(Shape.of(times)).concat(shape().slice(a + 1, rank())))
        .reshape(shape().with(a, dim(a) * times));
  }

  /** Returns the elements in reverse order along axes. */
  default Tensor flip(int... axes) {
    Tensor flipped = self();
    for (int axis : axes) {
      long size = dim(Axes.checked("flip", self(), axis));
      Tensor place =
          Tensor.iota(new TensorType(DType.INT64, Shape.of(size)), 0)
              .neg()
              .add((double) (size - 1));
      flipped = flipped.gather(axis, place);
    }
    return flipped;
  }

  /** Returns the elements moved on by a shift along an axis; those pushed out come in again. */
  default Tensor roll(int axis, long shift) {
    int a = Axes.checked("roll", self(), axis);
    long size = dim(a);
    long cut = size == 0 ? 0 : Math.floorMod(-shift, size);
    return cut == 0 ? self() : Tensor.concat(a, List.of(slice(a, cut, size), slice(a, 0, cut)));
  }

  /** Returns this tensor with zeros put before and after along each axis. */
  default Tensor pad(long[] before, long[] after) {
    return Tensor.apply(Pad.of(before, after), self());
  }
}
