package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The largest element over axes, which stay with size 1. Elements that tie for it share the
 * gradient in equal parts.
 *
 * @param axes the axes reduced, ascending
 */
public record Max(List<Integer> axes) implements Op {

  /** Copies the axes. */
  public Max {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "max";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType kept = Reduction.kept(inputs.getFirst(), axes);
    if (inputs.getFirst().shape().count() == 0 && kept.shape().count() > 0) {
      throw new ShapeException(
          "the largest of no elements is not defined, input " + inputs.getFirst());
    }
    return List.of(kept);
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    double[] largest = new double[Math.toIntExact(outputs.getFirst().count())];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    Walk.over(
        x.shape(),
        Reduction.strides(outputs.getFirst().shape()),
        (i, to) -> largest[(int) to] = Math.max(largest[(int) to], x.get(i)));
    for (int i = 0; i < largest.length; i++) {
      outputs.getFirst().set(i, largest[i]);
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return inputs.getFirst().shape().count();
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return List.of(grads.getFirst().mul(shares(at)));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(new Sum(axes), tangents.getFirst().mul(shares(at))));
  }

  /** For each element 0, or one over the number of elements that tie for the largest. */
  private Tensor shares(Applied at) {
    Tensor ties = at.x(0).equalTo(at.y()).cast(at.x(0).dtype());
    return ties.div(Tensor.apply(new Sum(axes), ties));
  }
}
