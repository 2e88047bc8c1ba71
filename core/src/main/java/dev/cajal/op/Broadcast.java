package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a tensor along its axes of size 1. The reverse rule sums over the repeated axes.
 *
 * @param shape the shape of the result, of the rank of the operand
 */
public record Broadcast(Shape shape) implements Op {

  @Override
  public String name() {
    return "broadcast";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape from = inputs.getFirst().shape();
    boolean fits = from.rank() == shape.rank();
    for (int a = 0; fits && a < from.rank(); a++) {
      fits = from.dim(a) == shape.dim(a) || from.dim(a) == 1;
    }
    if (!fits) {
      throw new ShapeException(
          from + " cannot be repeated to " + shape + "; only axes of size 1 can");
    }
    return List.of(inputs.getFirst().with(shape));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    HostArray y = outputs.getFirst();
    long[] strides = x.shape().strides();
    for (int a = 0; a < strides.length; a++) {
      strides[a] = x.dim(a) == 1 ? 0 : strides[a];
    }
    Walk.over(shape, strides, (i, from) -> y.setFrom(i, x, from));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Shape from = at.x(0).shape();
    int[] repeated =
        IntStream.range(0, shape.rank()).filter(a -> from.dim(a) != shape.dim(a)).toArray();
    return List.of(grads.getFirst().sumKeep(repeated));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(tangents.getFirst().broadcastTo(shape));
  }
}
