package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A regular part of a tensor, y[i] = x[start + i · step] on every axis. The reverse rule puts zeros
 * back where elements were left out ({@link Pad}).
 *
 * @param starts the first index taken on each axis
 * @param sizes how many are taken on each axis
 * @param steps the distance from one to the next on each axis, at least 1
 */
public record Slice(List<Long> starts, List<Long> sizes, List<Long> steps) implements Op {

  /** Copies the lists. */
  public Slice {
    starts = List.copyOf(starts);
    sizes = List.copyOf(sizes);
    steps = List.copyOf(steps);
    if (steps.stream().anyMatch(s -> s < 1)) {
      throw new IllegalArgumentException("slice: steps are at least 1, got " + steps);
    }
  }

  /**
   * Returns the slice that takes every {@code step}-th index from {@code from} (inclusive) to
   * {@code to} (exclusive) along one axis, and everything along the others.
   *
   * @throws ShapeException if the range does not lie in the axis
   */
  public static Slice along(Shape shape, int axis, long from, long to, long step) {
    if (from < 0 || to < from || to > shape.dim(axis)) {
      throw new ShapeException(
              from
                  + " to "
                  + to
                  + " is not a range of axis "
                  + axis
                  + " of "
                  + shape
                  + ", which ends at "
                  + shape.dim(axis))
          .at("slice", "");
    }
    int rank = shape.rank();
    List<Long> starts = new ArrayList<>(Collections.nCopies(rank, 0L));
    List<Long> sizes = new ArrayList<>(LongStream.of(shape.toArray()).boxed().toList());
    List<Long> steps = new ArrayList<>(Collections.nCopies(rank, 1L));
    starts.set(axis, from);
    sizes.set(axis, Math.ceilDiv(to - from, step));
    steps.set(axis, step);
    return new Slice(starts, sizes, steps);
  }

  @Override
  public String name() {
    return "slice";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape from = inputs.getFirst().shape();
    boolean fits =
        from.rank() == starts.size() && from.rank() == sizes.size() && from.rank() == steps.size();
    for (int a = 0; fits && a < from.rank(); a++) {
      long last = starts.get(a) + (sizes.get(a) - 1) * steps.get(a);
      fits =
          starts.get(a) >= 0
              && sizes.get(a) >= 0
              && (sizes.get(a) == 0 ? starts.get(a) <= from.dim(a) : last < from.dim(a));
    }
    if (!fits) {
      throw new ShapeException(
          "starts " + starts + ", sizes " + sizes + ", steps " + steps + " do not lie in " + from);
    }
    return List.of(
        inputs.getFirst().with(Shape.of(sizes.stream().mapToLong(Long::longValue).toArray())));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    HostArray y = outputs.getFirst();
    long[] strides = x.shape().strides();
    long start = 0;
    for (int a = 0; a < strides.length; a++) {
      start += starts.get(a) * strides[a];
      strides[a] *= steps.get(a);
    }
    Walk.over(y.shape(), strides, start, (i, from) -> y.setFrom(i, x, from));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Shape from = at.x(0).shape();
    Long[] after = new Long[from.rank()];
    Arrays.setAll(
        after,
        a -> {
          long taken = sizes.get(a) == 0 ? 0 : (sizes.get(a) - 1) * steps.get(a) + 1;
          return from.dim(a) - starts.get(a) - taken;
        });
    List<Long> gaps = steps.stream().map(s -> s - 1).toList();
    return List.of(Tensor.apply(new Pad(starts, List.of(after), gaps), grads.getFirst()));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst()));
  }
}
