package dev.cajal.nn.train;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Topology;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import dev.cajal.op.RandomUniform;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Monte Carlo dropout: a sample goes through a classifier many times with dropout active, and the
 * spread of what comes out tells what the model does not know. Each pass is a draw of a network
 * from an approximate posterior over its weights.
 *
 * <pre>{@code
 * McDropout model = new McDropout(network, Shape.of(1, 28, 28), normalize, 50, 1);
 * Uncertainty said = model.predict(pixels);
 * boolean ask = said.mutualInformation() > 0.1;
 * }</pre>
 *
 * <p>All passes of a sample are one batch of one plan. Which units they drop depends on the seed
 * alone, so that equal samples get equal answers. Normalisation and all else behave as in use. For
 * one thread.
 *
 * <p>Source: Gal and Ghahramani, <i>Dropout as a Bayesian approximation</i>, ICML 2016; the split
 * of the uncertainty is that of Houlsby et al., <i>Bayesian active learning for classification</i>,
 * 2011.
 */
public final class McDropout {
  private final Shape sample;
  private final Transform.Stage prepare;
  private final RandomStream random = new RandomStream(0, "predict");
  private final Variable input;
  private final Step step;

  /**
   * Compiles the passes.
   *
   * @param model built, with dropout or other layers that draw random numbers
   * @param sample the shape of samples before they are prepared
   * @param prepare what every sample needs, as in {@link Pipeline}
   * @param passes how many there are, at least 2; some dozens are usual
   * @param seed decides what each drops
   * @throws IllegalArgumentException if the model draws nothing, so that all passes would agree
   */
  public McDropout(Module model, Shape sample, Transform prepare, int passes, long seed) {
    if (passes < 2) {
      throw new IllegalArgumentException(
          "mc dropout: at least 2 passes are needed, found " + passes);
    }
    this.sample = sample;
    this.prepare = prepare.on(sample);
    Shape prepared = this.prepare.shape();
    input = new Variable("image", new TensorType(DType.FLOAT32, Shape.of(1).concat(prepared)));
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), seed, 0L));
    Tensor image = input.tensor(Trace.sampling(state));
    Tensor scores = model.apply(image.broadcastTo(Shape.of(passes).concat(prepared)));
    if (Topology.order(List.of(scores)).stream()
        .noneMatch(node -> node.op() instanceof RandomUniform)) {
      throw new IllegalArgumentException(
          "mc dropout: the model draws no random numbers, so all passes agree; it needs a layer"
              + " such as Dropout");
    }
    Tensor logs = scores.logSoftmax(1);
    Tensor p = logs.exp();
    Tensor mean = p.mean(0);
    Tensor variance = p.sub(mean).square().mean(0);
    Tensor entropy = mean.maximum(Tensor.scalar(mean.dtype(), Float.MIN_NORMAL)).log().mul(mean);
    Tensor agreed = p.mul(logs).sum(1).mean();
    Tensor total = entropy.sum().neg();
    step = Step.compile(mean, variance, total, total.add(agreed));
  }

  /**
   * Asks about a sample.
   *
   * @param values row-major, from 0 to 1, channels first
   * @throws IllegalArgumentException if there are not as many as a sample has
   */
  public Uncertainty predict(float... values) {
    if (values.length != sample.count()) {
      throw new IllegalArgumentException(
          "a sample " + sample + " has " + sample.count() + " values, got " + values.length);
    }
    float[] prepared = new float[Math.toIntExact(prepare.shape().count())];
    prepare.apply(values, prepared, random.at(0, 0));
    input.set(MemorySegment.ofArray(prepared));
    step.run();
    return new Uncertainty(
        new Prediction(floats(0)), floats(1), step.scalar(2), Math.max(0, step.scalar(3)));
  }

  /** Asks about every sample of a dataset, in its order. */
  public List<Uncertainty> predictAll(Dataset data) {
    float[] values = new float[Math.toIntExact(sample.count())];
    List<Uncertainty> said = new ArrayList<>(data.size());
    for (int i = 0; i < data.size(); i++) {
      data.read(i, values, 0);
      said.add(predict(values));
    }
    return said;
  }

  private float[] floats(int output) {
    long bytes = step.type(output).bytes();
    return step.output(output).asSlice(0, bytes).toArray(ValueLayout.JAVA_FLOAT);
  }
}
