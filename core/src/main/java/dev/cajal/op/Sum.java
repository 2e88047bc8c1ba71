package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum over axes, which stay with size 1; that of integers is exact. The reverse rule repeats
 * the gradient along them.
 *
 * @param axes the axes summed over, ascending
 */
public record Sum(List<Integer> axes) implements Op {

  /** Copies the axes. */
  public Sum {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Reduction.kept(inputs.getFirst(), axes));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    HostArray y = outputs.getFirst();
    long[] strides = Reduction.strides(y.shape());
    if (!x.type().dtype().isFloating()) {
      long[] sums = new long[Math.toIntExact(y.count())];
      Walk.over(x.shape(), strides, (i, to) -> sums[(int) to] += x.getLong(i));
      for (int i = 0; i < sums.length; i++) {
        y.setLong(i, sums[i]);
      }
      return;
    }
    double[] sums = new double[Math.toIntExact(y.count())];
    Walk.over(x.shape(), strides, (i, to) -> sums[(int) to] += x.get(i));
    for (int i = 0; i < sums.length; i++) {
      y.set(i, sums[i]);
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return inputs.getFirst().shape().count();
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Shape shape = at.x(0).shape();
    return List.of(grads.getFirst().broadcastTo(shape));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst()));
  }
}
