package dev.cajal.nn.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Loader;
import dev.cajal.nn.data.LoaderOptions;
import dev.cajal.nn.data.Transform;
import dev.cajal.tensor.Variable;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a data set in its order, batch by batch: a plan is compiled for each size of batch,
 * of which there are at most two, and replayed. Nothing of a batch is kept.
 */
public final class Sweep {
  private static final int BATCH = 64;

  private Sweep() {}

  /**
   * Runs a plan over all samples.
   *
   * <pre>{@code
   * Sweep.over(
   *     data,
   *     normalize,
   *     images -> Step.compile(model.apply(images.tensor(Trace.evaluation())).max(1)),
   *     (batch, step) -> read(step.output(0), batch.size()));
   * }</pre>
   *
   * @param data at least one sample
   * @param prepare what every sample needs, as in training
   * @param compile makes the plan that reads a variable of samples, float32 [n, …]
   * @param seen is told after each batch; the outputs of the step hold until it returns
   */
  public static void over(
      Dataset data,
      Transform prepare,
      Function<Variable, Step> compile,
      BiConsumer<Batch, Step> seen) {
    Variable images = null;
    @Nullable Step step = null;
    try (Loader loader = new Loader(data, LoaderOptions.ofBatch(BATCH).transform(prepare))) {
      Batch batch;
      do {
        batch = loader.next();
        if (images == null || step == null || images.type().shape().dim(0) != batch.size()) {
          Shape shape = Shape.of(batch.size()).concat(loader.shape());
          images = new Variable("images", TensorType.float32(shape.toArray()));
          step = compile.apply(images);
        }
        images.set(batch.images());
        step.run();
        seen.accept(batch, step);
      } while (!batch.last());
    }
  }
}
