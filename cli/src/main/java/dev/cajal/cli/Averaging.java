package dev.cajal.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run keeps beside its weights; null means nothing.
 *
 * @param ema the decay of the moving average of the weights
 * @param snapshots how many cycles the rate falls through, each of which leaves a snapshot
 */
record Averaging(@Nullable Double ema, @Nullable Integer snapshots) {
  static final Averaging NONE = new Averaging(null, null);

  void check(int epochs, @Nullable String schedule) {
    if (ema != null && !(ema > 0 && ema < 1)) {
      throw new UsageException("--ema must be between 0 and 1, such as 0.999, found " + ema);
    }
    if (snapshots == null) {
      return;
    }
    if (snapshots < 1) {
      throw new UsageException("--snapshots must be at least 1, found " + snapshots);
    }
    if (schedule != null) {
      throw new UsageException(
          "--snapshots has a schedule of its own, restarted cosines; leave out --schedule");
    }
    if (epochs % snapshots != 0) {
      throw new UsageException(
          "--snapshots %d needs a multiple of %d epochs, found %d; choose --epochs %d"
              .formatted(snapshots, snapshots, epochs, (epochs / snapshots + 1) * snapshots));
    }
  }

  /** Returns what was asked for, by the name of the option. */
  Map<String, Object> options() {
    Map<String, Object> given = new LinkedHashMap<>();
    if (ema != null) {
      given.put("--ema", ema);
    }
    if (snapshots != null) {
      given.put("--snapshots", snapshots);
    }
    return given;
  }
}
