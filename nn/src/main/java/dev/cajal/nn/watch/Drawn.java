package dev.cajal.nn.watch;

import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/** A sample of the outputs of a layer, sorted; what is not finite is left out. */
record Drawn(List<Double> quantiles, LayerStats.Bins bins) {
  private static final int BINS = 16;

  static Drawn of(MemorySegment values, TensorType type) {
    float[] sorted = values.asSlice(0, type.bytes()).toArray(ValueLayout.JAVA_FLOAT);
    int count = 0;
    for (float value : sorted) {
      if (Float.isFinite(value)) {
        sorted[count++] = value;
      }
    }
    Arrays.sort(sorted, 0, count);
    int last = count - 1;
    List<Double> quantiles =
        LayerStats.LEVELS.stream()
            .map(q -> last < 0 ? Double.NaN : (double) sorted[(int) Math.round(q * last)])
            .toList();
    return new Drawn(quantiles, bins(sorted, count));
  }

  private static LayerStats.Bins bins(float[] sorted, int count) {
    long[] counts = new long[BINS];
    double low = count == 0 ? 0 : sorted[0];
    double high = count == 0 ? 0 : sorted[count - 1];
    if (!(high > low)) { // one value or none: a bin needs some width
      low -= 0.5;
      high += 0.5;
    }
    for (int i = 0; i < count; i++) {
      counts[Math.min(BINS - 1, (int) ((sorted[i] - low) / (high - low) * BINS))]++;
    }
    return new LayerStats.Bins(low, high, Arrays.stream(counts).boxed().toList());
  }
}
