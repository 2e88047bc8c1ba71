package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.AddAlong;
import dev.cajal.op.Gather;
import dev.cajal.op.Sort;
import dev.cajal.op.TakeAlong;
import java.util.List;

/** Elements picked by index, and by their order. */
public sealed interface TensorIndexing extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /**
   * Returns the entries along an axis that an integer tensor of any shape names: {@code y[o, j, i]
   * = x[o, k[j], i]}. For an index of its own for each element see {@link #takeAlong}.
   */
  default Tensor gather(int axis, Tensor indices) {
    return Tensor.apply(new Gather(Axes.front(self(), axis)), self(), indices);
  }

  /**
   * Returns for each index k[o, j, i] the element x[o, k[o, j, i], i], the {@code gather} of
   * PyTorch.
   *
   * @param indices integers, of the rank of this tensor, and on other axes not larger
   */
  default Tensor takeAlong(int axis, Tensor indices) {
    return Tensor.apply(new TakeAlong(Axes.front(self(), axis)), self(), indices);
  }

  /**
   * Returns this tensor with each entry of a source added at the place that the index beside it
   * names along an axis, the {@code scatter_add} of PyTorch.
   *
   * @param indices integers, of the rank of this tensor, and on other axes not larger
   * @param source of the shape of the indices
   */
  default Tensor addAlong(int axis, Tensor indices, Tensor source) {
    return self()
        .add(Tensor.apply(new AddAlong(Axes.front(self(), axis), shape()), source, indices));
  }

  /**
   * Returns this tensor with the places that indices name along an axis set to the entries of a
   * source, the {@code scatter} of PyTorch.
   *
   * @param indices integers, of the rank of this tensor, on other axes not larger, and such that no
   *     place is named twice
   * @param source of the shape of the indices
   */
  default Tensor putAlong(int axis, Tensor indices, Tensor source) {
    AddAlong put = new AddAlong(Axes.front(self(), axis), shape());
    Tensor ones = Tensor.full(source.type(), 1);
    return Tensor.apply(put, ones, indices)
        .equalTo(0)
        .where(self(), Tensor.apply(put, source, indices));
  }

  /**
   * Returns vectors of a new last axis that are 1 at the class these integers name and 0 elsewhere;
   * an integer that names no class gives zeros.
   */
  default Tensor oneHot(long classes, DType dtype) {
    Tensor places = Axes.places(classes);
    return self().cast(places.dtype()).unsqueeze(-1).equalTo(places).cast(dtype);
  }

  /** Returns the elements in ascending order along an axis; NaN comes last. */
  default Ordered sort(int axis) {
    return sort(axis, false);
  }

  /**
   * Returns the elements in order along an axis. Equal elements keep their order, and NaN counts as
   * the largest.
   *
   * @param descending whether the largest comes first
   */
  default Ordered sort(int axis, boolean descending) {
    List<Tensor> sorted =
        Tensor.applyAll(new Sort(Axes.front(self(), axis), descending), List.of(self()));
    return new Ordered(sorted.get(0), sorted.get(1));
  }

  /** Returns the int64 places that bring the elements along an axis into order. */
  default Tensor argsort(int axis, boolean descending) {
    return sort(axis, descending).indices();
  }

  /**
   * Returns the k largest elements along an axis, the largest first.
   *
   * <pre>{@code
   * Tensor best = scores.topk(5, -1).indices(); // [n, 5]
   * }</pre>
   */
  default Ordered topk(long k, int axis) {
    return topk(k, axis, true);
  }

  /**
   * Returns the k largest or smallest elements along an axis, in order.
   *
   * @throws ShapeException if the axis has fewer than k elements
   */
  default Ordered topk(long k, int axis, boolean largest) {
    if (k < 0 || k > dim(Axes.checked("topk", self(), axis))) {
      throw new ShapeException(
              "k is " + k + ", axis " + axis + " of " + shape() + " has " + dim(axis) + " elements")
          .at("topk", self().where());
    }
    Ordered sorted = sort(axis, largest);
    return new Ordered(sorted.values().slice(axis, 0, k), sorted.indices().slice(axis, 0, k));
  }

  /**
   * Returns the k-th smallest element along an axis, which disappears.
   *
   * @param k from 1 for the smallest to the size of the axis
   */
  default Ordered kthValue(long k, int axis) {
    if (k < 1 || k > dim(Axes.checked("kthvalue", self(), axis))) {
      throw new ShapeException(
              "k is " + k + ", expected 1 to the " + dim(axis) + " elements of axis " + axis)
          .at("kthvalue", self().where());
    }
    Ordered sorted = sort(axis);
    return new Ordered(
        sorted.values().slice(axis, k - 1, k).squeeze(axis),
        sorted.indices().slice(axis, k - 1, k).squeeze(axis));
  }

  /**
   * Returns the median along an axis, which disappears: of an even number of elements the lower
   * middle one, and NaN where there is one.
   */
  default Ordered median(int axis) {
    if (dim(Axes.checked("median", self(), axis)) == 0) {
      throw new ShapeException("axis " + axis + " of " + shape() + " is empty and has no median")
          .at("median", self().where());
    }
    Ordered sorted = sort(axis);
    long last = dim(axis) - 1;
    Tensor largest = sorted.values().slice(axis, last, last + 1);
    Tensor end = Tensor.of(Shape.of(), last);
    Tensor middle = Tensor.of(Shape.of(), last / 2);
    Tensor place = largest.isNaN().where(end, middle);
    return new Ordered(
        sorted.values().takeAlong(axis, place).squeeze(axis),
        sorted.indices().takeAlong(axis, place).squeeze(axis));
  }
}
