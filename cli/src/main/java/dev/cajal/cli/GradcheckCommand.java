package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.grad.GradientReport;
import dev.cajal.zoo.Network;
import dev.cajal.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      "Random directions in the space of all parameters are compared, and elements of every"
          + " parameter as far as time allows; those at kinks are counted and left out.",
      "Big networks are checked on the smallest image that they accept."
    })
final class GradcheckCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "MODEL", arity = "0..1", description = "A network of the zoo.")
  private @Nullable String model;

  @Option(names = "--all", description = "Check every network of the zoo, a line for each.")
  private boolean all;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Elements checked of each parameter (default: up to 6).")
  private @Nullable Integer samples;

  @Option(
      names = "--directions",
      paramLabel = "N",
      description = "Directions in which all parameters move together (default: 3).")
  private @Nullable Integer directions;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Samples in the batch (default: 2, for big networks 1).")
  private @Nullable Integer batch;

  @Option(
      names = "--input",
      paramLabel = "CxHxW",
      description = "Another input size, such as 3x64x64; smaller is faster.")
  private @Nullable String input;

  @Option(names = "--seed", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    if (all == (model != null)) {
      throw new UsageException("gradcheck needs either the name of a network or --all");
    }
    List<Network> networks = model == null ? Zoo.networks() : List.of(Models.find(model));
    boolean passed = true;
    for (Network network : networks) {
      passed &= check(network);
    }
    return passed ? 0 : 1;
  }

  private boolean check(Network network) {
    Shape shape = input == null ? null : Models.shape(input);
    Gradcheck check = Gradcheck.of(network, shape, batch, samples, directions, seed);
    long start = System.nanoTime();
    GradientReport report = check.run();
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "done");
      event.put("model", network.name());
      event.put("input", check.input().toArray());
      event.put("passed", report.passed());
      event.put("worst", report.worst());
      event.put("place", report.place());
      event.put("checked", report.checked());
      event.put("kinks", report.kinks());
      event.put("seconds", seconds);
      common.out().println(Json.line(event));
    } else {
      if (!all || !report.passed()) {
        common.out().print(report);
      }
      common
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %d checked on %s, %d at kinks, worst relative error %.2e at %s, limit %.0e,"
                      + " %.1f s: %s",
                  network.name(),
                  report.checked(),
                  Models.sizes(check.input()),
                  report.kinks(),
                  report.worst(),
                  report.place(),
                  report.limit(),
                  seconds,
                  report.passed() ? "passed" : "FAILED"));
    }
    common.out().flush();
    return report.passed();
  }
}
