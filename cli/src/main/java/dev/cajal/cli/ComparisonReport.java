package dev.cajal.cli;

import dev.cajal.bench.Comparison;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints measured workloads as they come: a row or an object for each rival. */
final class ComparisonReport {
  private final Common common;
  private final Set<String> notes = new HashSet<>();

  ComparisonReport(Common common) {
    this.common = common;
  }

  /** Prints what is amiss, once. */
  void note(String note) {
    if (notes.add(note)) {
      common.err().println(note);
      common.err().flush();
    }
  }

  /** Prints the names of the columns. */
  void head() {
    if (!common.json) {
      row("workload", "ms median", "ms best", "bytes/step", "rival ms", "ratio", "rival");
    }
  }

  void print(Comparison.Result result) {
    if (result.rivals().isEmpty()) {
      print(result, null);
    }
    result.rivals().forEach(rival -> print(result, rival));
  }

  private void print(Comparison.Result result, Comparison.@Nullable Fastest rival) {
    double ratio = rival == null ? Double.NaN : rival.millis() / result.millis();
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "workload");
      event.put("workload", result.workload());
      event.put("ms", result.millis());
      event.put("ms_best", result.minimum());
      event.put("steps", result.steps());
      event.put("heap_bytes_per_step", result.bytesPerStep());
      if (rival != null) {
        event.put("ratio", ratio);
        event.put("rival_ms", rival.millis());
        event.put("rival_ms_best", rival.minimum());
        event.put("pairs", result.rounds());
        event.put("rival", rival.variant());
      }
      common.out().println(Json.line(event));
      common.out().flush();
    } else {
      row(
          result.workload(),
          number("%.3f", result.millis()),
          number("%.3f", result.minimum()),
          number("%.0f", result.bytesPerStep()),
          rival == null ? "-" : number("%.3f", rival.millis()),
          rival == null ? "-" : number("%.2f", ratio),
          rival == null ? "-" : rival.variant());
    }
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private void row(Object... cells) {
    common.out().printf("%-22s %10s %10s %12s %10s %7s  %s%n", cells);
    common.out().flush();
  }
}
