package dev.cajal.cli;

import dev.cajal.bench.Comparison;
import dev.cajal.bench.Peaks;
import dev.cajal.bench.Profile;
import dev.cajal.bench.Rival;
import dev.cajal.bench.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "8",
      description = "How long to measure each workload (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--profile",
      description = "Time each kernel call of a step, beside what this machine reaches at best.")
  private boolean profile;

  @Override
  public Integer call() {
    List<Workload> workloads;
    try {
      workloads = Workload.matching(names);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    if (profile) {
      profile(workloads);
      return 0;
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
}
