package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * What a case must give: the reference result, computed in float64 from the very operands that the
 * kernel sees, and how far each element may be off.
 */
final class Expected {
  private final List<HostArray> values;
  private final List<HostArray> scales;
  private final Tolerance tolerance;

  private Expected(List<HostArray> values, List<HostArray> scales, Tolerance tolerance) {
    this.values = values;
    this.scales = scales;
    this.tolerance = tolerance;
  }

  static Expected of(Case example, long seed) {
    List<HostArray> inputs = new ArrayList<>();
    List<MemorySegment> memories = example.inputs(seed);
    for (int i = 0; i < memories.size(); i++) {
      inputs.add(HostArray.of(example.inputTypes().get(i), memories.get(i)));
    }
    List<HostArray> values = Hosts.exact(example.operation(), inputs);
    List<HostArray> scales =
        example.tolerance().magnitudes()
            ? Hosts.exact(example.operation(), Hosts.magnitudes(inputs))
            : values;
    return new Expected(values, scales, example.tolerance());
  }

  /** Fails at the first element that is too far off. */
  void check(int output, HostArray actual, String where) {
    HostArray expected = values.get(output);
    for (long i = 0; i < actual.count(); i++) {
      boolean fits =
          actual.type().dtype().isFloating()
              ? fits(expected.get(i), scales.get(output).get(i), actual, i)
              : expected.getLong(i) == actual.getLong(i);
      if (!fits) {
        throw new AssertionError(
            where
                + ": element "
                + i
                + " of "
                + actual.type()
                + " is "
                + actual.get(i)
                + ", expected "
                + expected.get(i)
                + " ± "
                + bound(expected.get(i), scales.get(output).get(i), actual.type().dtype()));
      }
    }
  }

  private boolean fits(double expected, double scale, HostArray array, long i) {
    double actual = array.get(i);
    double rounded = array.type().dtype().rounded(expected);
    if (Double.isNaN(rounded) || Double.isInfinite(rounded)) {
      return Double.compare(actual, rounded) == 0;
    }
    return tolerance.units() == 0
        ? actual == rounded
        : Math.abs(actual - expected) <= bound(expected, scale, array.type().dtype());
  }

  /**
   * Results that would be subnormal may be flushed to zero. What becomes bfloat16 is computed in
   * float32 and rounded once.
   */
  private double bound(double value, double scale, DType dtype) {
    double half = dtype == DType.FLOAT64 ? 0x1p-53 : 0x1p-24;
    double last = dtype == DType.BFLOAT16 ? 0x1p-8 * Math.abs(value) : 0;
    double magnitude = Math.max(Math.abs(scale), tolerance.floor());
    return tolerance.units() * half * magnitude + 1.01 * last + Float.MIN_NORMAL;
  }
}
