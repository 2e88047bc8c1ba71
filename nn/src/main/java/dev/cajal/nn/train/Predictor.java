package dev.cajal.nn.train;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Asks a classifier about one sample at a time. Used by one thread.
 *
 * <pre>{@code
 * Predictor predictor = new Predictor(model, Shape.of(1, 28, 28), normalize);
 * int digit = predictor.predict(pixels).top(1).getFirst();
 * }</pre>
 */
public final class Predictor {
  private final Transform.Stage prepare;
  private final RandomStream random = new RandomStream(0, "predict");
  private final float[] prepared;
  private final Variable input;
  private final Step step;

  /**
   * Compiles the model for single samples.
   *
   * @param sample the shape of samples before they are prepared
   * @param prepare what every sample needs, as in {@link Pipeline}
   * @throws dev.cajal.backend.ShapeException if the model was built for another size
   */
  public Predictor(Module model, Shape sample, Transform prepare) {
    this.prepare = prepare.on(sample);
    Shape shape = this.prepare.shape();
    prepared = new float[Math.toIntExact(shape.count())];
    input = new Variable("image", TensorType.float32(Shape.of(1).concat(shape).toArray()));
    Tensor scores = model.apply(input.tensor(Trace.evaluation()));
    step = Step.compile(scores.softmax(1));
  }

  /**
   * Returns the probabilities of the classes for a sample.
   *
   * @param values row-major, from 0 to 1, channels first
   */
  public Prediction predict(float... values) {
    prepare.apply(values, prepared, random.at(0, 0));
    input.set(MemorySegment.ofArray(prepared));
    step.run();
    return new Prediction(step.output(0).toArray(ValueLayout.JAVA_FLOAT));
  }
}
