package dev.cajal.nn.inspect;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.graph.Step;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.inspect.UnitActivity.Unit;
import dev.cajal.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sums over a data set of what the units of a layer put out. */
final class UnitTally {
  /** How many tensors {@link #measured} gives. */
  static final int MEASURED = 3;

  private final String path;
  private final long places;
  private final double[] largest;
  private final double[] sum;
  private final double[] positive;
  private final double[] peakSquares;
  private final double[][] peaks;
  private final long[] labels;

  UnitTally(String path, Shape output, int classes) {
    if (output.rank() < 2) {
      throw new IllegalArgumentException(
          "layer '%s' puts out %s, which has no units".formatted(path, output));
    }
    this.path = path;
    int units = Math.toIntExact(output.dim(1));
    places = output.slice(2, output.rank()).count();
    largest = new double[units];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    sum = new double[units];
    positive = new double[units];
    peakSquares = new double[units];
    peaks = new double[classes][units];
    labels = new long[classes];
  }

  String path() {
    return path;
  }

  /** Returns the largest [n, units], the sum and the count of the positive [units] of a batch. */
  Stream<Tensor> measured(Tensor output) {
    Tensor y = output.cast(DType.FLOAT32);
    int[] rest = IntStream.range(2, y.rank()).toArray();
    int[] allBut = IntStream.range(0, y.rank()).filter(axis -> axis != 1).toArray();
    return Stream.of(
        rest.length == 0 ? y : y.max(rest),
        y.sum(allBut),
        y.greater(0).cast(DType.FLOAT32).sum(allBut));
  }

  /** Adds a batch, whose tensors begin at one of the outputs of a step. */
  void add(Batch batch, Step step, int first) {
    MemorySegment peak = step.output(first);
    for (int u = 0; u < sum.length; u++) {
      sum[u] += step.output(first + 1).getAtIndex(ValueLayout.JAVA_FLOAT, u);
      positive[u] += step.output(first + 2).getAtIndex(ValueLayout.JAVA_FLOAT, u);
    }
    for (int i = 0; i < batch.size(); i++) {
      labels[batch.label(i)]++;
      double[] ofClass = peaks[batch.label(i)];
      for (int u = 0; u < sum.length; u++) {
        double value = peak.getAtIndex(ValueLayout.JAVA_FLOAT, (long) i * sum.length + u);
        largest[u] = Math.max(largest[u], value);
        ofClass[u] += value;
        peakSquares[u] += value * value;
      }
    }
  }

  UnitActivity activity() {
    long samples = Arrays.stream(labels).sum();
    List<Unit> units = new ArrayList<>();
    for (int u = 0; u < sum.length; u++) {
      double outputs = (double) samples * places;
      units.add(new Unit(largest[u], sum[u] / outputs, positive[u] / outputs, ratio(u, samples)));
    }
    return new UnitActivity(path, units);
  }

  /** η² = Σ n(m − mean)² over classes of n samples and mean m / Σ (x − mean)² over samples x. */
  private double ratio(int unit, long samples) {
    double all = 0;
    double between = 0;
    for (int c = 0; c < labels.length; c++) {
      all += peaks[c][unit];
      between += labels[c] == 0 ? 0 : peaks[c][unit] * peaks[c][unit] / labels[c];
    }
    double offset = all * all / samples;
    double total = peakSquares[unit] - offset;
    // What rounding leaves of an answer that is always the same.
    boolean varies = total > 1e-12 * peakSquares[unit];
    return varies ? Math.sqrt(Math.clamp((between - offset) / total, 0, 1)) : 0;
  }
}
