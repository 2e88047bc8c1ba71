package dev.cajal.nn.train;

import dev.cajal.nn.Module;
import dev.cajal.nn.io.Safetensors;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exponential moving average of everything that a model saves, kept up by the training step
 * itself. With the decay d, the average a of a value w becomes at step t = 1, 2, …
 *
 * <pre>
 * a ← k·a + (1 − k)·w,   k = min(d, (1 + t) / (10 + t))
 * </pre>
 *
 * so that a short run does not remember its first weights. Running statistics are averaged as
 * weights are; counts are copied.
 *
 * <pre>{@code
 * TrainerOptions options = TrainerOptions.of(Sgd.of(0.1).momentum(0.9)).epochs(3).averaging(0.999);
 * TrainingResult result = new Trainer(model, options).train(data);
 * result.average().orElseThrow().giveTo(model); // the model now holds the average
 * }</pre>
 *
 * <p>Source: Polyak and Juditsky, <i>Acceleration of stochastic approximation by averaging</i>,
 * SIAM J. Control and Optimization 1992; the warm-up of k is that of TensorFlow's {@code
 * ExponentialMovingAverage}.
 */
public final class MovingAverage {
  private static final double FIRST_STEPS = 10;

  private final double decay;
  private final Map<String, Variable> values = new LinkedHashMap<>();
  private final Map<String, Variable> averages = new LinkedHashMap<>();

  MovingAverage(Module model, double decay) {
    check(decay);
    this.decay = decay;
    values.putAll(model.state());
    values.forEach((path, value) -> averages.put(path, new Variable(path, value.type())));
  }

  static void check(double decay) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "the decay of the moving average must be between 0 and 1, such as 0.999, found " + decay);
    }
  }

  /** Begins with the present values. */
  void begin() {
    values.forEach((path, value) -> average(path).set(value.rowMajor()));
  }

  /**
   * Returns the next averages.
   *
   * @param made what a step assigns; what it does not assign stays as it was
   * @param step t, 0-d
   */
  List<Assignment> assignments(List<Assignment> made, Tensor step) {
    Tensor warm = step.add(1).div(step.add(FIRST_STEPS));
    Tensor kept = warm.minimum(Tensor.scalar(step.dtype(), decay));
    Map<Variable, Tensor> next = new LinkedHashMap<>();
    made.forEach(a -> next.put(a.target(), a.value()));
    List<Assignment> all = new ArrayList<>();
    values.forEach((path, value) -> {
      Tensor w = next.get(value);
      if (w != null) {
        Variable average = average(path);
        all.add(
            new Assignment(average, w.dtype().isFloating() ? mixed(average.tensor(), w, kept) : w));
      }
    });
    return all;
  }

  private static Tensor mixed(Tensor average, Tensor value, Tensor kept) {
    Tensor k = kept.cast(value.dtype());
    return average.mul(k).add(value.mul(k.neg().add(1)));
  }

  private Variable average(String path) {
    Variable average = averages.get(path);
    if (average == null) {
      throw new IllegalArgumentException("there is no average of '" + path + "'");
    }
    return average;
  }

  /** Returns the averages by the paths of the model. */
  public Map<String, Variable> values() {
    return Collections.unmodifiableMap(averages);
  }

  /**
   * Sets a model to the average.
   *
   * @param model the one that was trained, or another of the same architecture
   * @throws IllegalArgumentException if the model has other parts
   */
  public void giveTo(Module model) {
    Map<String, Variable> state = model.state();
    if (!state.keySet().equals(averages.keySet())) {
      throw new IllegalArgumentException(
          "the average is of a model with %s, this one has %s"
              .formatted(averages.keySet(), state.keySet()));
    }
    state.forEach((path, variable) -> variable.set(average(path).rowMajor()));
  }

  /**
   * Writes the average as a file of weights, atomically.
   *
   * @param metadata free text to store beside it
   * @throws IOException if the file cannot be written; what was there stays
   */
  public void save(Path file, Map<String, String> metadata) throws IOException {
    Safetensors.write(file, metadata, averages);
  }
}
