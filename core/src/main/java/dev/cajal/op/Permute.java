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
 * Reorders the axes: axis {@code i} of the result is axis {@code axes[i]} of the operand. The
 * reverse rule applies the inverse order.
 *
 * @param axes every axis once
 */
public record Permute(List<Integer> axes) implements Op {

  /** Copies the axes. */
  public Permute {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "permute";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape from = inputs.getFirst().shape();
    if (!axes.stream().sorted().toList().equals(IntStream.range(0, from.rank()).boxed().toList())) {
      throw new ShapeException("axes " + axes + " are not an order of the axes of " + from);
    }
    return List.of(inputs.getFirst().with(Shape.of(axes.stream().mapToLong(from::dim).toArray())));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    HostArray y = outputs.getFirst();
    long[] from = x.shape().strides();
    long[] strides = axes.stream().mapToLong(a -> from[a]).toArray();
    Walk.over(y.shape(), strides, (i, offset) -> y.setFrom(i, x, offset));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    int[] inverse = new int[axes.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[axes.get(i)] = i;
    }
    return List.of(grads.getFirst().permute(inverse));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst()));
  }
}
