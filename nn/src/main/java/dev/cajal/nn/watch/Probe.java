package dev.cajal.nn.watch;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.train.Objective;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The two plans that look at a step: one before it, which measures activations and gradients and
 * remembers the weights, and one after it, which measures how far they moved. Neither writes
 * anything that training reads.
 */
final class Probe {
  private final List<LayerProbe> layers;
  private final Variable images;
  private final Variable labels;
  private final Variable random = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
  private final long seed;
  private final Step before;
  private final Step after;

  /**
   * Compiles the plans.
   *
   * @param samples how many samples are looked at
   * @param sample the shape of one
   */
  Probe(Module model, TrainerOptions options, Objective objective, int samples, Shape sample) {
    seed = options.seed();
    images =
        new Variable("images", new TensorType(DType.FLOAT32, Shape.of(samples).concat(sample)));
    labels = new Variable("labels", new TensorType(DType.INT64, Shape.of(samples)));
    Trace trace = Trace.training(random);
    Objective.Outcome outcome = objective.of(model, images.tensor(trace), labels.tensor(trace));
    Tensor loss = outcome.loss();
    layers = LayerFinder.find(model, outcome.scores().orElse(loss));
    Gradients gradients = Gradients.of(loss, model.parameters());
    List<Tensor> numbers = new ArrayList<>();
    List<Tensor> drawn = new ArrayList<>();
    List<Tensor> moved = new ArrayList<>();
    List<Assignment> copies = new ArrayList<>();
    for (LayerProbe layer : layers) {
      numbers.addAll(layer.numbers(gradients));
      drawn.add(layer.drawn());
      List<Tensor> squares = new ArrayList<>();
      for (Variable parameter : layer.parameters()) {
        Variable copy = new Variable("before." + parameter.name(), parameter.type());
        copies.add(new Assignment(copy, parameter.tensor()));
        Tensor change = parameter.tensor().sub(copy.tensor());
        squares.add(change.square().sum().cast(DType.FLOAT32));
      }
      moved.add(
          squares.stream()
              .reduce(Tensor::add)
              .orElseGet(() -> Tensor.scalar(DType.FLOAT32, Double.NaN))
              .reshape(1));
    }
    List<Tensor> outputs = new ArrayList<>(List.of(loss, Tensor.concat(0, numbers)));
    outputs.addAll(drawn);
    before = Step.compile(outputs, List.of(), copies, options.planning());
    after = Step.compile(Tensor.concat(0, moved));
  }

  /** Looks at a batch of which a step is about to learn. */
  void before(long step, Batch batch) {
    images.set(batch.images());
    labels.set(batch.labels());
    random.memory().setAtIndex(ValueLayout.JAVA_LONG, 0, seed);
    // Layers that draw random numbers draw those of the step.
    random.memory().setAtIndex(ValueLayout.JAVA_LONG, 1, step - 1);
    random.touched();
    before.run();
  }

  /** Looks at the weights after the step, and returns all that was seen. */
  WatchRecord after(long step) {
    after.run();
    MemorySegment numbers = before.output(1);
    MemorySegment moved = after.output(0);
    List<LayerStats> stats = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      LayerProbe layer = layers.get(l);
      double[] n = new double[LayerProbe.NUMBERS];
      for (int i = 0; i < n.length; i++) {
        n[i] = numbers.getAtIndex(ValueLayout.JAVA_FLOAT, (long) l * n.length + i);
      }
      Drawn drawn = Drawn.of(before.output(2 + l), before.type(2 + l));
      stats.add(
          new LayerStats(
              layer.path(),
              layer.learned(),
              Math.sqrt(n[0]),
              Math.sqrt(n[1]),
              Math.sqrt(moved.getAtIndex(ValueLayout.JAVA_FLOAT, l)),
              n[2],
              Math.sqrt(n[3]),
              drawn.quantiles(),
              n[4],
              n[5],
              n[6],
              drawn.bins()));
    }
    return new WatchRecord(step, before.scalar(0), stats);
  }

  Step step() {
    return before;
  }
}
