package dev.cajal.nn.train;

import dev.cajal.backend.Shape;
import dev.cajal.graph.Precision;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Loader;
import dev.cajal.nn.data.LoaderOptions;
import dev.cajal.nn.loss.Loss;
import java.lang.foreign.MemorySegment;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Evaluates a model on the same samples again and again, with steps compiled once. */
final class Judge {
  private final Module model;
  private final Dataset data;
  private final LoaderOptions loading;
  private final Loss loss;
  private final Precision precision;
  private @Nullable EvaluationStep full;
  private @Nullable EvaluationStep rest;

  Judge(Module model, Dataset data, LoaderOptions loading, Loss loss, Precision precision) {
    this.model = model;
    this.data = data;
    this.loading = loading;
    this.loss = loss;
    this.precision = precision;
  }

  Evaluation evaluate() {
    return evaluate((scores, batch) -> {});
  }

  /** Evaluates, and hands on the scores [n, classes] of each batch. */
  Evaluation evaluate(BiConsumer<MemorySegment, Batch> reader) {
    Evaluation evaluation = new Evaluation(data.classes(), data.size());
    try (Loader loader = new Loader(data, loading)) {
      Batch batch;
      do {
        batch = loader.next();
        EvaluationStep step = step(batch, loader.shape());
        step.run(batch);
        evaluation.add(step.loss(), step.scores(), batch);
        reader.accept(step.scores(), batch);
      } while (!batch.last());
    }
    return evaluation;
  }

  private EvaluationStep step(Batch batch, Shape sample) {
    boolean whole = batch.size() == Math.min(loading.batch(), data.size());
    EvaluationStep step = whole ? full : rest;
    if (step == null) {
      step =
          new EvaluationStep(model, batch.size(), sample, loss, data.classes().size(), precision);
      if (whole) {
        full = step;
      } else {
        rest = step;
      }
    }
    return step;
  }
}
