package dev.cajal.tensor;

import dev.cajal.op.ArgMax;
import dev.cajal.op.CumSum;
import dev.cajal.op.Max;
import dev.cajal.op.Sum;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What makes one number of many, over all axes or some. */
public sealed interface TensorReduction extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns the sum of all elements. */
  default Tensor sum() {
    return sum(IntStream.range(0, rank()).toArray());
  }

  /** Returns the sum over axes, which disappear. */
  default Tensor sum(int... axes) {
    return reduced(new Sum(axesOf(axes)), axes);
  }

  /** Returns the sum over axes, which stay with size 1. */
  default Tensor sumKeep(int... axes) {
    return axes.length == 0 ? self() : Tensor.apply(new Sum(axesOf(axes)), self());
  }

  /** Returns the mean of all elements. */
  default Tensor mean() {
    return sum().div((double) shape().count());
  }

  /** Returns the mean over axes, which disappear. */
  default Tensor mean(int... axes) {
    long count = 1;
    for (int axis : axes) {
      count *= dim(axis);
    }
    return sum(axes).div((double) count);
  }

  /** Returns the largest element over axes, which disappear. */
  default Tensor max(int... axes) {
    return reduced(new Max(axesOf(axes)), axes);
  }

  /** Returns the largest element over axes, which stay with size 1. */
  default Tensor maxKeep(int... axes) {
    return Tensor.apply(new Max(axesOf(axes)), self());
  }

  /** Returns the int64 place of the largest element along an axis, the first at a tie. */
  default Tensor argmax(int axis) {
    return Tensor.apply(new ArgMax(shape().axis(axis)), self());
  }

  /** Returns the running sum along an axis. */
  default Tensor cumsum(int axis) {
    return Tensor.apply(new CumSum(shape().axis(axis), false), self());
  }

  private List<Integer> axesOf(int... axes) {
    return Arrays.stream(axes).map(shape()::axis).sorted().boxed().toList();
  }

  private Tensor reduced(Op op, int... axes) {
    if (axes.length == 0) {
      return self();
    }
    Tensor kept = Tensor.apply(op, self());
    List<Integer> gone = axesOf(axes);
    return kept.reshape(
        IntStream.range(0, rank()).filter(a -> !gone.contains(a)).mapToLong(this::dim).toArray());
  }
}
