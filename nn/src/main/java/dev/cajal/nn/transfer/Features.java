package dev.cajal.nn.transfer;

import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.inspect.Sweep;
import dev.cajal.nn.io.Weights;
import dev.cajal.nn.saved.SavedModel;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * What a layer of a trained model says of samples, its codes: inputs for any other learner.
 *
 * <pre>{@code
 * Features features = Features.before(model, Shape.of(1, 28, 28), Heads.path(model));
 * CodeSet codes = features.of(data.train(), normalize); // a data set of 84 numbers each
 * codes.write(Path.of("codes.npz"));
 * }</pre>
 *
 * <p>Only what lies below the layer is computed, as in use: no dropout, running statistics.
 *
 * <p>Source: Razavian, Azizpour, Sullivan and Carlsson, <i>CNN features off-the-shelf: an
 * astounding baseline for recognition</i>, CVPR workshops 2014; Donahue et al., <i>DeCAF</i>, ICML
 * 2014.
 */
public final class Features {
  private final Module body;
  private final String layer;
  private final Shape shape;

  private Features(Module trained, SavedModel part, String layer) {
    body = part.rebuild();
    Weights.copyFitting(trained, body, path -> path);
    this.layer = layer;
    Shape one = body.apply(input(1, part.sample().shape()).tensor(Trace.evaluation())).shape();
    shape = one.slice(1, one.rank());
  }

  /**
   * Takes what a layer puts out.
   *
   * @param model built; later changes of its weights are not seen
   * @param sample the shape of one sample, float32, without the batch
   * @param layer its path, such as {@code features.12}
   * @throws IllegalArgumentException if there is no such layer, naming the nearest, or if more than
   *     one tensor leaves it
   */
  public static Features after(Module model, Shape sample, String layer) {
    return new Features(
        model, SavedModel.upTo(model, TensorType.float32(sample.toArray()), layer), layer);
  }

  /**
   * Takes what enters a layer: with {@link Heads#path}, what the scores are made of.
   *
   * @param model built; later changes of its weights are not seen
   * @param sample the shape of one sample, float32, without the batch
   * @param layer its path, such as {@code classifier.6}
   * @throws IllegalArgumentException if there is no such layer, naming the nearest, or if more than
   *     one tensor enters it
   */
  public static Features before(Module model, Shape sample, String layer) {
    return new Features(
        model,
        SavedModel.before(model, TensorType.float32(sample.toArray()), layer),
        "what enters " + layer);
  }

  /**
   * Takes what a layer puts out, or, without one, what enters the last layer with parameters.
   *
   * @param model built; later changes of its weights are not seen
   * @param sample the shape of one sample, float32, without the batch
   * @param layer its path, or nothing
   * @throws IllegalArgumentException as {@link #after} and {@link #before} do
   */
  public static Features of(Module model, Shape sample, Optional<String> layer) {
    return layer.isPresent()
        ? after(model, sample, layer.get())
        : before(model, sample, Heads.path(model));
  }

  /** Returns what the codes are, in a few words, such as the path of the layer. */
  public String layer() {
    return layer;
  }

  /** Returns the shape of the code of one sample. */
  public Shape shape() {
    return shape;
  }

  /**
   * Computes the codes of all samples of a data set, once; they are held in memory.
   *
   * @param data samples that the model takes once they are prepared
   * @param prepare what every sample needs, as in training
   */
  public CodeSet of(Dataset data, Transform prepare) {
    MemorySegment codes =
        Memory.allocate(
            Math.multiplyExact(Math.multiplyExact(shape.count(), data.size()), Float.BYTES));
    Sweep.over(
        data,
        prepare,
        images -> Step.compile(body.apply(images.tensor(Trace.evaluation()))),
        (batch, step) ->
            MemorySegment.copy(
                step.output(0),
                0,
                codes,
                batch.first() * shape.count() * Float.BYTES,
                step.type(0).bytes()));
    return new CodeSet(data, shape, codes, layer + " of " + data.description());
  }

  private static Variable input(long batch, Shape sample) {
    return new Variable("images", TensorType.float32(Shape.of(batch).concat(sample).toArray()));
  }

  /** Returns the paths of the parameters that the codes depend on. */
  public List<String> parameters() {
    return body.parameters().stream().map(Variable::name).toList();
  }
}
