package dev.cajal.cli;

import dev.cajal.bench.Comparison;
import dev.cajal.bench.Peaks;
import dev.cajal.bench.Profile;
import dev.cajal.bench.Workload;
import java.io.IOException;
import java.util.ArrayList;
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

/** Times steps of the zoo, alone or against PyTorch. */
@Command(
    name = "bench",
    description = {
      "Time training steps and predictions of zoo networks on random data.",
      "With --against pytorch the same step runs in python3 alternately in the same run; the ratio"
          + " is PyTorch's median over ours, so above 1 Cajal is faster."
    })
final class BenchCommand implements Callable<Integer> {
  /** Whom to run against. */
  enum Peer {
    PYTORCH
  }

  @Mixin private Common common = new Common();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "Workloads by name or its beginning, such as lenet5 or alexnet-b16; all if none.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--against", paramLabel = "PEER", description = "Compare with: pytorch.")
  private @Nullable Peer against;

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
  public Integer call() throws IOException {
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
    if (!common.json) {
      common
          .out()
          .printf(
              "%-22s %10s %10s %12s %10s %7s  %s%n",
              "workload", "ms median", "ms best", "bytes/step", "rival ms", "ratio", "rival");
    }
    for (Workload workload : workloads) {
      print(Comparison.measure(workload, against == Peer.PYTORCH, seconds));
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

  private void print(Comparison.Result result) {
    Comparison.Rival rival = result.rival();
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "workload");
      event.put("workload", result.workload());
      event.put("ms", result.millis());
      event.put("ms_best", result.minimum());
      event.put("steps", result.steps());
      event.put("heap_bytes_per_step", result.bytesPerStep());
      if (rival != null) {
        event.put("ratio", result.ratio());
        event.put("rival_ms", rival.millis());
        event.put("rival_ms_best", rival.minimum());
        event.put("pairs", rival.pairs());
        event.put("rival", rival.variant());
      }
      common.out().println(Json.line(event));
    } else {
      common
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%-22s %10.3f %10.3f %12.0f %10s %7s  %s",
                  result.workload(),
                  result.millis(),
                  result.minimum(),
                  result.bytesPerStep(),
                  rival == null ? "-" : String.format(Locale.ROOT, "%.3f", rival.millis()),
                  rival == null ? "-" : String.format(Locale.ROOT, "%.2f", result.ratio()),
                  rival == null ? "-" : rival.variant()));
    }
  }
}
