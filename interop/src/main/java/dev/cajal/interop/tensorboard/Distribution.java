package dev.cajal.interop.tensorboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How values are distributed, as TensorBoard's histograms show it.
 *
 * @param min the smallest value
 * @param max the largest value
 * @param mean of the values
 * @param sd their standard deviation
 * @param limits the right edge of each bucket, rising
 * @param counts the values in each bucket
 */
public record Distribution(
    double min, double max, double mean, double sd, List<Double> limits, List<Long> counts) {
  private static final int BUCKETS = 30;

  /** Copies the lists, and checks that they fit. */
  public Distribution {
    limits = List.copyOf(limits);
    counts = List.copyOf(counts);
    if (limits.isEmpty() || limits.size() != counts.size()) {
      throw new IllegalArgumentException(
          "a histogram has as many limits as counts, and at least one; found %d and %d"
              .formatted(limits.size(), counts.size()));
    }
  }

  /** Counts values into 30 equally wide buckets; what is not finite is left out. */
  public static Distribution of(float[] values) {
    double[] finite = new double[values.length];
    int n = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        finite[n++] = value;
      }
    }
    double[] kept = Arrays.copyOf(finite, n);
    double min = Arrays.stream(kept).min().orElse(0);
    double max = Arrays.stream(kept).max().orElse(0);
    double mean = Arrays.stream(kept).average().orElse(0);
    double variance = Arrays.stream(kept).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    // One value needs a bucket of some width.
    double width = max > min ? (max - min) / BUCKETS : 1.0 / BUCKETS;
    long[] counts = new long[BUCKETS];
    for (double value : kept) {
      counts[Math.min(BUCKETS - 1, (int) ((value - min) / width))]++;
    }
    return ofBins(
        min,
        min + BUCKETS * width,
        mean,
        Math.sqrt(variance),
        Arrays.stream(counts).boxed().toList());
  }

  /** Returns a distribution from counts in equally wide bins. */
  public static Distribution ofBins(
      double low, double high, double mean, double sd, List<Long> counts) {
    List<Double> limits = new ArrayList<>();
    for (int i = 1; i <= counts.size(); i++) {
      limits.add(low + (high - low) * i / counts.size());
    }
    return new Distribution(low, high, mean, sd, limits, counts);
  }

  /** Returns the message {@code HistogramProto}. */
  ProtoWriter proto() {
    double n = counts.stream().mapToLong(Long::longValue).sum();
    return new ProtoWriter()
        .number(1, min)
        .number(2, max)
        .number(3, n)
        .number(4, mean * n)
        .number(5, (sd * sd + mean * mean) * n)
        .numbers(6, limits)
        .numbers(7, counts.stream().map(Long::doubleValue).toList());
  }
}
