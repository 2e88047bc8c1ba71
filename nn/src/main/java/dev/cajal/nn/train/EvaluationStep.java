package dev.cajal.nn.train;

import dev.cajal.backend.Shape;
import dev.cajal.graph.Precision;
import dev.cajal.graph.Step;
import dev.cajal.graph.StepOptions;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.loss.Loss;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Forward and loss for batches of one size, with the model as in use. */
final class EvaluationStep {
  private final BatchInput input;
  private final Step step;

  EvaluationStep(
      Module model, int size, Shape sample, Loss loss, int classes, Precision precision) {
    input = BatchInput.of(size, sample);
    Trace trace = Trace.evaluation();
    Tensor scores = model.apply(input.images().tensor(trace));
    Scores.check(scores, size, classes);
    Tensor mean = loss.of(scores, input.labels().tensor(trace));
    step =
        Step.compile(
            List.of(mean, scores), List.of(), List.of(), StepOptions.plain().precision(precision));
  }

  void run(Batch batch) {
    input.set(batch);
    step.run();
  }

  double loss() {
    return step.scalar(0);
  }

  MemorySegment scores() {
    return step.output(1);
  }
}
