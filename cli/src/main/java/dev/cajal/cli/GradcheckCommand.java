package dev.cajal.cli;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.nn.Module;
import dev.cajal.nn.loss.Losses;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.zoo.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a network's gradients with finite differences in float64. */
@Command(
    name = "gradcheck",
    description = {
      "Check the gradients of a network against finite differences in float64.",
      "Elements are sampled from every parameter; those at kinks are counted and left out."
    })
final class GradcheckCommand implements Callable<Integer> {
  private static final double LIMIT = 1e-5;

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "MODEL", description = "A network of the zoo.")
  private String model = "";

  @Option(
      names = "--samples",
      defaultValue = "6",
      description = "Elements checked of each parameter (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--batch",
      defaultValue = "2",
      description = "Samples in the batch (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--input",
      paramLabel = "CxHxW",
      description = "Another input size, such as 3x64x64; smaller is faster.")
  private @Nullable String input;

  @Option(names = "--seed", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    Network network = Models.find(model);
    Shape shape = input == null ? network.input() : Models.shape(input);
    Module built = network.create().build(shape, DType.FLOAT64, seed);
    SplittableRandom random = new SplittableRandom(seed);
    Variable images =
        new Variable("images", new TensorType(DType.FLOAT64, Shape.of(batch).concat(shape)));
    HostArray pixels = HostArray.of(images.type(), images.memory());
    for (long i = 0; i < pixels.count(); i++) {
      pixels.set(i, random.nextGaussian());
    }
    Variable labels = new Variable("labels", new TensorType(DType.INT64, Shape.of(batch)));
    HostArray classes = HostArray.of(labels.type(), labels.memory());
    for (long i = 0; i < batch; i++) {
      classes.set(i, random.nextInt(network.classes()));
    }
    List<Variable> parameters = built.parameters();
    GradientReport report =
        GradientChecker.check(
            () -> {
              Trace trace = Trace.evaluation();
              return Losses.crossEntropy(built.apply(images.tensor(trace)), labels.tensor(trace));
            },
            parameters,
            GradientChecker.Options.DEFAULT.samples(samples));
    boolean passed = report.worst() < LIMIT && report.checked() > 0;
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "done");
      event.put("model", network.name());
      event.put("passed", passed);
      event.put("worst", report.worst());
      event.put("checked", report.checked());
      common.out().println(Json.line(event));
    } else {
      common.out().print(report);
      common
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %d elements, worst relative error %.2e, limit %.0e: %s",
                  network.name(),
                  report.checked(),
                  report.worst(),
                  LIMIT,
                  passed ? "passed" : "FAILED"));
    }
    return passed ? 0 : 1;
  }
}
