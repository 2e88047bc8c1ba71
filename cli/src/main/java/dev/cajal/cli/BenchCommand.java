package dev.cajal.cli;

import dev.cajal.bench.Comparison;
import dev.cajal.bench.Curve;
import dev.cajal.bench.PeakMemory;
import dev.cajal.bench.Peaks;
import dev.cajal.bench.Profile;
import dev.cajal.bench.Rival;
import dev.cajal.bench.Soak;
import dev.cajal.bench.Workload;
import dev.cajal.graph.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times steps of the zoo, alone or against other libraries. */
@Command(
    name = "bench",
    description = {
      "Time training steps and predictions of zoo networks on random data.",
      "With --against the same steps run in other libraries, each in a process of its own,"
          + " alternately in the same run; the ratio is the rival's median over ours, so above 1"
          + " Cajal is faster."
    })
final class BenchCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "Workloads by name or its beginning, such as lenet5 or alexnet-b16; all if none.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--against",
      paramLabel = "RIVAL",
      split = ",",
      description = "Compare with some of: ${COMPLETION-CANDIDATES}.")
  private List<Rival> against = new ArrayList<>();

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "strict",
      description =
          "strict: float32 on all sides (default); fast: bfloat16 where a side is faster with it.")
  private String precision = "strict";

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "8",
      description = "How long to measure each workload (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--profile",
      description = "Time each kernel call of a step, beside what this machine reaches at best.")
  private boolean profile;

  @Option(
      names = "--memory",
      description = "Measure the peak of resident memory, each side in a process of its own.")
  private boolean memory;

  @Option(
      names = "--soak",
      paramLabel = "MINUTES",
      description = "Run a step for minutes; fail if its time drifts or memory grows.")
  private int soak;

  @Option(
      names = "--curve",
      paramLabel = "OF",
      description =
          "Time against one of: ${COMPLETION-CANDIDATES}; for lenet5-b32 if no name is given.")
  private @Nullable Curve curve;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Draw the curve; the ending of the file, .svg or .png, says how.")
  private @Nullable Path chart;

  @Override
  public Integer call() throws IOException {
    List<Workload> workloads;
    try {
      boolean none = names.isEmpty() && curve != null;
      Precision wanted = Words.precision(precision);
      workloads =
          Workload.matching(none ? List.of("lenet5-b32-train") : names).stream()
              .map(workload -> workload.in(wanted))
              .toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    if (profile) {
      profile(workloads);
      return 0;
    }
    if (curve != null) {
      curve(curve, workloads.getFirst());
      return 0;
    }
    if (memory || soak > 0) {
      return endure(workloads);
    }
    ComparisonReport report = new ComparisonReport(common);
    Comparison comparison = new Comparison(against, seconds, report::note);
    report.head();
    for (Workload workload : workloads) {
      report.print(comparison.measure(workload));
    }
    return 0;
  }

  private void profile(List<Workload> workloads) {
    Peaks peaks = Peaks.measure();
    for (Workload workload : workloads) {
      Profile measured = Profile.measure(workload, peaks, seconds);
      common.out().println(common.json ? Json.line(ProfileReport.event(measured)) : measured);
    }
  }

  private int endure(List<Workload> workloads) throws IOException {
    EnduranceReport report = new EnduranceReport(common);
    boolean steady = true;
    for (Workload workload : workloads) {
      if (memory) {
        report.print(PeakMemory.measure(workload, against, common.err()::println));
      } else {
        Soak soaked = Soak.run(workload, soak, report::print);
        report.print(soaked);
        steady &= soaked.steady();
      }
    }
    return steady ? 0 : 1;
  }

  private void curve(Curve of, Workload workload) throws IOException {
    CurveReport report = new CurveReport(common, of);
    of.measure(workload, against, seconds, common.err()::println, report::print);
    Path file = chart;
    if (file != null) {
      report.draw("Time of a step: " + workload.name() + " by " + of, file);
    }
  }
}
