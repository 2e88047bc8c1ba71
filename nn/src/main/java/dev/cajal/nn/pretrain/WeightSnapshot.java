package dev.cajal.nn.pretrain;

import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of a model at one time, to be compared with later ones: how much of a pretraining, or
 * of a random start, does training leave?
 *
 * <pre>{@code
 * WeightSnapshot start = WeightSnapshot.of(model);
 * new Trainer(model, options).train(data.train());
 * List<Survival> left = start.survival(model);
 * }</pre>
 */
public final class WeightSnapshot {
  private final Map<String, Tensor> weights;

  private WeightSnapshot(Map<String, Tensor> weights) {
    this.weights = weights;
  }

  /** Copies the parameters of two axes and more of a built model, frozen ones as well. */
  public static WeightSnapshot of(Module model) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    model
        .state()
        .forEach((path, variable) -> {
          if (variable.type().shape().rank() > 1) {
            weights.put(path, variable.tensor().detach());
          }
        });
    return new WeightSnapshot(weights);
  }

  /**
   * Compares with the present weights of the model, or of another like it.
   *
   * @throws IllegalArgumentException if it has no such weights
   */
  public List<Survival> survival(Module model) {
    List<Survival> all = new ArrayList<>();
    weights.forEach((path, before) -> {
      Tensor now = model.variable(path).tensor();
      double change = length(now.sub(before)) / length(before);
      Tensor a = before.sub(before.mean());
      Tensor b = now.sub(now.mean());
      double correlation = a.mul(b).sum().item() / (length(a) * length(b));
      all.add(new Survival(path, correlation, change));
    });
    return all;
  }

  private static double length(Tensor x) {
    return Math.sqrt(x.square().sum().item());
  }
}
