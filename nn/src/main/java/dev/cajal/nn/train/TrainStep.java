package dev.cajal.nn.train;

import dev.cajal.backend.Shape;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Plan;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training step for batches of one size: forward, loss, backward, gradient norm, optimizer and
 * running statistics, all in one plan. Nothing is written unless loss and norm are finite.
 */
final class TrainStep {
  private final BatchInput input;
  private final Step step;
  private final boolean scored;

  /**
   * Compiles the step.
   *
   * @param objective what is made small
   * @param classes how many scores the model must give
   * @param average of the weights, if one is kept
   * @param random int64[2], the seed and the number of the step
   */
  TrainStep(
      Module model,
      Objective objective,
      int size,
      Shape sample,
      int classes,
      TrainerOptions options,
      Updates updates,
      Mixup mixup,
      @Nullable MovingAverage average,
      Variable random) {
    input = BatchInput.of(size, sample);
    Trace trace = Trace.training(random);
    Tensor images = mixup.images(input.images().tensor(trace));
    Objective.Outcome outcome =
        mixup.objective(objective).of(model, images, input.labels().tensor(trace));
    Tensor mean = outcome.loss();
    outcome.scores().ifPresent(scores -> Scores.check(scores, size, classes));
    scored = outcome.scores().isPresent();
    Gradients gradients = Gradients.of(mean, objective.trained(model));
    Tensor norm = updates.norm(gradients);
    List<Assignment> assignments =
        new ArrayList<>(
            options.clip() > 0
                ? updates.clipped(gradients, norm, options.clip())
                : updates.of(gradients));
    assignments.addAll(trace.assignments());
    if (average != null) {
      assignments.addAll(average.assignments(assignments, updates.step().tensor().add(1)));
    }
    List<Tensor> outputs = new ArrayList<>(List.of(mean, norm));
    outcome.scores().ifPresent(outputs::add);
    step = Step.compile(outputs, List.of(mean, norm), assignments, options.planning());
  }

  /** Takes one step; throws {@link dev.cajal.graph.NonFiniteException} if nothing was written. */
  void run(Batch batch) {
    input.set(batch);
    step.run();
  }

  double loss() {
    return step.scalar(0);
  }

  double gradientNorm() {
    return step.scalar(1);
  }

  /** Returns the scores, or null if the objective has none. */
  @Nullable MemorySegment scores() {
    return scored ? step.output(2) : null;
  }

  Plan plan() {
    return step.plan();
  }
}
