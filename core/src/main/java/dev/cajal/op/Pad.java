package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts zeros before, after and between the elements of each axis, y[before + i · (interior + 1)] =
 * x[i]. The reverse rule takes the elements out again ({@link Slice}).
 *
 * @param before zeros before the first element of each axis
 * @param after zeros after the last element of each axis
 * @param interior zeros between neighbours of each axis
 */
public record Pad(List<Long> before, List<Long> after, List<Long> interior) implements Op {

  /** Copies the lists. */
  public Pad {
    before = List.copyOf(before);
    after = List.copyOf(after);
    interior = List.copyOf(interior);
  }

  /** Returns padding around the elements and none between them. */
  public static Pad of(long[] before, long[] after) {
    return new Pad(
        LongStream.of(before).boxed().toList(),
        LongStream.of(after).boxed().toList(),
        Collections.nCopies(before.length, 0L));
  }

  @Override
  public String name() {
    return "pad";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape from = inputs.getFirst().shape();
    int rank = from.rank();
    boolean fits = rank == before.size() && rank == after.size() && rank == interior.size();
    long[] sizes = new long[rank];
    for (int a = 0; fits && a < rank; a++) {
      fits = before.get(a) >= 0 && after.get(a) >= 0 && interior.get(a) >= 0;
      long n = from.dim(a);
      long gaps = Math.max(n - 1, 0) * interior.get(a);
      sizes[a] = before.get(a) + n + gaps + after.get(a);
    }
    if (!fits) {
      throw new ShapeException(
          "needs a count of zeros, not negative, for every axis of "
              + from
              + ", got before "
              + before
              + ", after "
              + after
              + ", between "
              + interior
              + "; slice to make an axis shorter");
    }
    return List.of(inputs.getFirst().with(Shape.of(sizes)));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    HostArray y = outputs.getFirst();
    long[] strides = y.shape().strides();
    long start = 0;
    for (int a = 0; a < strides.length; a++) {
      start += before.get(a) * strides[a];
      strides[a] *= interior.get(a) + 1;
    }
    y.fill(0);
    Walk.over(x.shape(), strides, start, (i, to) -> y.setFrom(to, x, i));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    List<Long> sizes = LongStream.of(at.x(0).shape().toArray()).boxed().toList();
    List<Long> steps = interior.stream().map(n -> n + 1).toList();
    return List.of(Tensor.apply(new Slice(before, sizes, steps), grads.getFirst()));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst()));
  }
}
