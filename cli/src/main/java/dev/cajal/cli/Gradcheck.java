package dev.cajal.cli;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.nn.Module;
import dev.cajal.nn.Summary;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.zoo.Network;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One check of a network in float64, on random images and labels. Kernels for float64 are slow, so
 * a big network is checked on the smallest image that it accepts, along random directions, and on
 * as many single elements as the time allows.
 *
 * @param network what is checked
 * @param input the shape of one sample
 * @param batch the samples in the batch
 * @param options how thoroughly
 */
record Gradcheck(Network network, Shape input, int batch, GradientChecker.Options options) {
  /** Multiplications of a forward from which the input is reduced. */
  private static final long BIG = 50_000_000;

  /** Multiplications that a check may take. */
  private static final long AFFORDABLE = 5_000_000_000L;

  private static final int DIRECTIONS = 3;
  private static final int SAMPLES = 6;

  /** Chooses what the user left open. */
  static Gradcheck of(
      Network network,
      @Nullable Shape input,
      @Nullable Integer batch,
      @Nullable Integer samples,
      @Nullable Integer directions,
      long seed) {
    Shape shape = input == null ? affordable(network) : input;
    Module model = network.create();
    long cost = Math.max(1, Summary.of(model, shape).totals().multiplications());
    int count = batch == null ? (cost > BIG ? 1 : 2) : batch;
    int along = directions == null ? DIRECTIONS : directions;
    // A gradient costs three forwards, a direction up to four, an element mostly two.
    long forwards = AFFORDABLE / Math.multiplyExact(cost, count) - 3 - 4L * along;
    long each = forwards / (2L * model.parameters().size());
    int elements = samples == null ? Math.clamp(each, 0, SAMPLES) : samples;
    return new Gradcheck(
        network,
        shape,
        count,
        GradientChecker.Options.DEFAULT.samples(elements).directions(along).seed(seed));
  }

  /** Moves the values of a variable that starts out constant a little apart. */
  private static void stir(Variable variable, SplittableRandom random) {
    double[] values = variable.tensor().toDoubles();
    if (variable.type().dtype() != DType.FLOAT64
        || Arrays.stream(values).anyMatch(value -> value != values[0])) {
      return;
    }
    Arrays.setAll(values, i -> values[i] + 0.1 * random.nextGaussian());
    variable.set(Tensor.of(variable.type().shape(), values).values());
  }

  private static Shape affordable(Network network) {
    long cost = Summary.of(network.create(), network.input()).totals().multiplications();
    return cost > BIG ? network.smallest() : network.input();
  }

  /** Runs the check. */
  GradientReport run() {
    Module model = network.create().build(input, DType.FLOAT64, options.seed());
    SplittableRandom random = new SplittableRandom(options.seed());
    // Biases that start at 0 would put a rectifier over a dead map exactly at its kink.
    model.state().values().forEach(v -> stir(v, random));
    Variable images =
        new Variable("images", new TensorType(DType.FLOAT64, Shape.of(batch).concat(input)));
    HostArray pixels = HostArray.of(images.type(), images.memory());
    for (long i = 0; i < pixels.count(); i++) {
      pixels.set(i, network.text() ? random.nextInt(network.classes()) : random.nextGaussian());
    }
    Variable labels = new Variable("labels", new TensorType(DType.INT64, Shape.of(batch)));
    HostArray classes = HostArray.of(labels.type(), labels.memory());
    for (long i = 0; i < batch; i++) {
      classes.set(i, random.nextInt(network.classes()));
    }
    return GradientChecker.check(
        () -> {
          Trace trace = Trace.evaluation();
          Tensor scores = model.apply(images.tensor(trace));
          return network.recipe().loss().of(scores, labels.tensor(trace));
        },
        model.parameters(),
        options);
  }
}
