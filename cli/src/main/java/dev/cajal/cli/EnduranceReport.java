package dev.cajal.cli;

import dev.cajal.bench.PeakMemory;
import dev.cajal.bench.Soak;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Prints how much memory workloads need, and how they hold out over time. */
final class EnduranceReport {
  private static final double MIB = 1 << 20;
  private final Common common;

  EnduranceReport(Common common) {
    this.common = common;
  }

  /** Prints the peaks of a workload, a row or an object for each rival. */
  void print(PeakMemory peak) {
    if (peak.rivals().isEmpty()) {
      event(
          Json.object("event", "memory", "workload", peak.workload(), "peak_bytes", peak.bytes()));
      line(String.format(Locale.ROOT, "%-22s %9.0f MB", peak.workload(), peak.bytes() / MIB));
    }
    for (PeakMemory.Theirs rival : peak.rivals()) {
      double part = (double) peak.bytes() / rival.bytes();
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "memory");
      event.put("workload", peak.workload());
      event.put("peak_bytes", peak.bytes());
      event.put("rival_peak_bytes", rival.bytes());
      event.put("part", part);
      event.put("rival", rival.variant());
      event(event);
      line(
          String.format(
              Locale.ROOT,
              "%-22s %9.0f MB, %.2f of %.0f MB, %s",
              peak.workload(),
              peak.bytes() / MIB,
              part,
              rival.bytes() / MIB,
              rival.variant()));
    }
  }

  /** Prints a minute of a soak. */
  void print(Soak.Minute minute) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "minute");
    event.put("minute", minute.number());
    event.put("steps", minute.steps());
    event.put("ms", minute.millis());
    event.put("ms_lower_quartile", minute.quartile());
    event.put("resident_bytes", minute.resident());
    event.put("heap_bytes", minute.heap());
    event(event);
    line(
        String.format(
            Locale.ROOT,
            "minute %3d: %8d steps of %9.3f ms (lower quartile %.3f), %6.0f MB resident, %5.0f MB"
                + " heap",
            minute.number(),
            minute.steps(),
            minute.millis(),
            minute.quartile(),
            minute.resident() / MIB,
            minute.heap() / MIB));
  }

  /** Prints the verdict of a soak. */
  void print(Soak soak) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "soak");
    event.put("drift", soak.drift());
    event.put("growth_bytes", soak.growth());
    event.put("steady", soak.steady());
    event(event);
    line(
        String.format(
            Locale.ROOT,
            "%s: step time %+.1f%% (limit %+.0f%%), memory %+.1f MB (limit %+.0f MB), second half"
                + " against first",
            soak.steady() ? "steady" : "NOT STEADY",
            100 * soak.drift(),
            100 * Soak.MOST_DRIFT,
            soak.growth() / MIB,
            Soak.MOST_GROWTH / MIB));
  }

  private void event(Map<String, Object> event) {
    if (common.json) {
      common.out().println(Json.line(event));
      common.out().flush();
    }
  }

  private void line(String text) {
    if (!common.json) {
      common.out().println(text);
      common.out().flush();
    }
  }
}
