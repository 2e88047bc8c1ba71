package dev.cajal.nn.train;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.graph.StepOptions;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** The model compiled for batches of one size, with a batch of its own; for one thread. */
final class PredictionStep {
  private final Shape sample;
  private final Transform transform;
  private final Transform.Stage prepare;
  private final RandomStream random = new RandomStream(0, "predict");
  private final float[] prepared;
  private final Variable batch;
  private final Step step;

  private PredictionStep(Shape sample, Transform transform, Variable batch, Step step) {
    this.sample = sample;
    this.transform = transform;
    this.prepare = transform.on(sample);
    this.prepared = new float[Math.toIntExact(prepare.shape().count())];
    this.batch = batch;
    this.step = step;
  }

  static PredictionStep of(Module model, Shape sample, Transform transform, int size, int threads) {
    Shape shape = Shape.of(size).concat(transform.on(sample).shape());
    Variable batch = new Variable("images", new TensorType(DType.FLOAT32, shape));
    Tensor probabilities = model.apply(batch.tensor(Trace.evaluation())).softmax(1);
    Step step =
        Step.compile(
            List.of(probabilities), List.of(), List.of(), StepOptions.plain().threads(threads));
    return new PredictionStep(sample, transform, batch, step);
  }

  /** Returns another for another thread, which shares the parameters as their kernels want them. */
  PredictionStep replica() {
    Variable other = new Variable(batch.name(), batch.type());
    return new PredictionStep(sample, transform, other, step.replica(batch, other));
  }

  /** Returns the multiplications of a run. */
  long multiplications() {
    return step.plan().cost().multiplications();
  }

  /** Prepares a sample and puts it into the batch. */
  void set(int place, float[] values) {
    if (values.length != sample.count()) {
      throw new IllegalArgumentException(
          "a sample " + sample + " has " + sample.count() + " values, got " + values.length);
    }
    prepare.apply(values, prepared, random.at(0, 0));
    MemorySegment.copy(
        prepared,
        0,
        batch.memory(),
        ValueLayout.JAVA_FLOAT,
        (long) place * prepared.length * Float.BYTES,
        prepared.length);
  }

  /** Computes the batch. */
  void run() {
    batch.touched();
    step.run();
  }

  /** Returns what the model says of a sample of the batch. */
  Prediction prediction(int place) {
    long classes = step.type(0).shape().dim(1);
    return new Prediction(
        step.output(0)
            .asSlice(place * classes * Float.BYTES, classes * Float.BYTES)
            .toArray(ValueLayout.JAVA_FLOAT));
  }
}
