package dev.cajal.op;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running sum along an axis, of one shape with x:
 *
 * <pre>y_i = Σ_{j ≤ i} x_j,   reversed: y_i = Σ_{j ≥ i} x_j</pre>
 *
 * Sums of integers are exact. The reverse rule is the running sum from the other end, the forward
 * rule the same sum.
 *
 * @param axis the axis summed along
 * @param reverse whether the sum starts at the end
 */
public record CumSum(int axis, boolean reverse) implements Op {

  @Override
  public String name() {
    return "cumsum";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    if (axis < 0 || axis >= x.shape().rank()) {
      throw new ShapeException("axis " + axis + " does not exist in " + x.shape());
    }
    if (x.dtype() == DType.BOOL) {
      throw new ShapeException("input is " + x + ", expected numbers; cast it");
    }
    return List.of(x);
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    HostArray y = outputs.getFirst();
    boolean floating = x.type().dtype().isFloating();
    Lines.over(
        x.shape(),
        axis,
        (start, size, step) -> {
          double sum = 0;
          long exact = 0;
          for (long i = 0; i < size; i++) {
            long at = start + (reverse ? size - 1 - i : i) * step;
            if (floating) {
              y.set(at, sum += x.get(at));
            } else {
              y.setLong(at, exact += x.getLong(at));
            }
          }
        });
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return inputs.getFirst().shape().count();
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return List.of(Tensor.apply(new CumSum(axis, !reverse), grads.getFirst()));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst()));
  }
}
