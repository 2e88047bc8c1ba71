package dev.cajal.bench;

import dev.cajal.graph.TimedCall;
import java.util.Formatter;
import java.util.Locale;

/** A profile as text. */
final class ProfileTable {
  private final Formatter text = new Formatter(Locale.ROOT);

  private ProfileTable() {}

  /** Returns a line for each call in the order of the plan, then a line for each group. */
  static String of(Profile profile) {
    ProfileTable table = new ProfileTable();
    table.peaks(profile);
    table.calls(profile);
    table.groups(profile);
    return table.text.toString();
  }

  private void peaks(Profile profile) {
    Peaks peaks = profile.peaks();
    text.format(
        "%s on a machine that reaches %.0f GFLOP/s in float32",
        profile.workload(), peaks.float32() / 1e9);
    if (!Double.isNaN(peaks.bfloat16())) {
      text.format(", %.0f in bfloat16", peaks.bfloat16() / 1e9);
    }
    text.format(" and %.1f GB/s%n", peaks.bandwidth() / 1e9);
  }

  private void calls(Profile profile) {
    text.format(
        "%4s %10s %6s %8s %7s %7s %8s  %s%n",
        "call",
        "µs",
        "share",
        "GFLOP/s",
        "of peak",
        "GB/s",
        "of limit",
        "layer  operation  kernel");
    int number = 0;
    for (TimedCall call : profile.calls()) {
      boolean matrix = Profile.Group.of(call) == Profile.Group.MATRIX;
      text.format(
          "%4d %10.1f %6s %8s %7s %7.1f %8s  %s  %s  %s%n",
          number++,
          call.micros(),
          percent(profile.share(call)),
          matrix ? String.format(Locale.ROOT, "%.1f", profile.flops(call) / 1e9) : "-",
          percent(profile.peak(call)),
          profile.bandwidth(call) / 1e9,
          percent(profile.limit(call)),
          call.path().isEmpty() ? "-" : call.path(),
          call.what(),
          call.kernel());
    }
  }

  private void groups(Profile profile) {
    text.format(
        "%n%-24s %6s %11s %7s %8s %9s%n", "group", "calls", "µs", "share", "of peak", "of limit");
    for (Profile.Total total : profile.totals()) {
      text.format(
          "%-24s %6d %11.1f %7s %8s %9s%n",
          total.group(),
          total.calls(),
          total.micros(),
          percent(total.share()),
          percent(total.peak()),
          percent(total.limit()));
    }
    double between = profile.step().betweenMicros();
    text.format(
        "%-24s %6s %11.1f %7s%n",
        "between calls", "", between, percent(between / profile.micros()));
    text.format(
        "%-24s %6d %11.1f %7s%n", "together", profile.calls().size(), profile.micros(), percent(1));
    text.format("%-24s %6s %11.1f%n", "a step, not profiled", "", profile.wholeMicros());
  }

  private static String percent(double fraction) {
    return Double.isNaN(fraction) ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * fraction);
  }
}
