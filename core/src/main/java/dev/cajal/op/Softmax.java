package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Probabilities along an axis,
 *
 * <pre>y_i = exp(x_i − m) / Σ_j exp(x_j − m),   m = max_j x_j</pre>
 *
 * so that no exponential overflows; −∞ has probability 0. The Jacobian, diag(y) − y yᵀ, is
 * symmetric: both rules map d to y · (d − Σ_j d_j y_j).
 *
 * @param axis the axis that sums to 1
 */
public record Softmax(int axis) implements Op {

  @Override
  public String name() {
    return "softmax";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(Lines.floating(inputs.getFirst(), axis));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    HostArray y = outputs.getFirst();
    Lines.over(
        x.shape(),
        axis,
        (start, size, step) -> {
          double max = Lines.max(x, start, size, step);
          double sum = Lines.sumExp(x, start, size, step, max);
          for (long i = 0; i < size; i++) {
            y.set(start + i * step, Math.exp(x.get(start + i * step) - max) / sum);
          }
        });
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return 2 * inputs.getFirst().shape().count();
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return List.of(slope(at, grads.getFirst()));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(slope(at, tangents.getFirst()));
  }

  private Tensor slope(Applied at, Tensor d) {
    return at.y().mul(d.sub(d.mul(at.y()).sumKeep(axis)));
  }
}
