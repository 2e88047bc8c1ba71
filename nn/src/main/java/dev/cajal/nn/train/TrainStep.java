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

/**
 * One training step for batches of one size: forward, loss, backward, gradient norm, optimizer and
 * running statistics, all in one plan. Nothing is written unless loss and norm are finite.
 */
final class TrainStep {
  private final BatchInput input;
  private final Step step;

  /**
   * Compiles the step.
   *
   * @param classes how many scores the model must give
   * @param random int64[2], the seed and the number of the step
   */
  TrainStep(
      Module model,
      int size,
      Shape sample,
      int classes,
      TrainerOptions options,
      Updates updates,
      Mixup mixup,
      Variable random) {
    input = BatchInput.of(size, sample);
    Trace trace = Trace.training(random);
    Tensor scores = model.apply(mixup.images(input.images().tensor(trace)));
    Scores.check(scores, size, classes);
    Tensor mean = mixup.loss(options.loss(), scores, input.labels().tensor(trace));
    Gradients gradients = Gradients.of(mean, model.parameters());
    Tensor norm = updates.norm(gradients);
    List<Assignment> assignments =
        new ArrayList<>(
            options.clip() > 0
                ? updates.clipped(gradients, norm, options.clip())
                : updates.of(gradients));
    assignments.addAll(trace.assignments());
    step =
        Step.compile(
            List.of(mean, norm, scores), List.of(mean, norm), assignments, options.planning());
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

  MemorySegment scores() {
    return step.output(2);
  }

  Plan plan() {
    return step.plan();
  }
}
