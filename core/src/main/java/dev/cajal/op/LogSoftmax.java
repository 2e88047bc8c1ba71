package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logarithms of probabilities along an axis,
 *
 * <pre>y_i = x_i − m − ln Σ_j exp(x_j − m),   m = max_j x_j</pre>
 *
 * which stays exact where the probability itself would round to 0 or 1. With p = exp(y) the reverse
 * rule is x̄ = ȳ − p Σ_j ȳ_j, the forward rule ẏ = ẋ − Σ_j p_j ẋ_j.
 *
 * @param axis the axis whose probabilities sum to 1
 */
public record LogSoftmax(int axis) implements Op {

  @Override
  public String name() {
    return "log_softmax";
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
          double log = Math.log(Lines.sumExp(x, start, size, step, max));
          for (long i = 0; i < size; i++) {
            y.set(start + i * step, x.get(start + i * step) - max - log);
          }
        });
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return 2 * inputs.getFirst().shape().count();
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    return List.of(g.sub(at.y().exp().mul(g.sumKeep(axis))));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    Tensor t = tangents.getFirst();
    return List.of(t.sub(at.y().exp().mul(t).sumKeep(axis)));
  }
}
