package dev.cajal.nn.search;

import dev.cajal.nn.data.RandomStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A hyper-parameter that takes any number between two.
 *
 * @param name the name of the hyper-parameter
 * @param low the least value
 * @param high the greatest value, more than the least
 * @param log whether factors count, {@code low (high / low)^u}, instead of differences, {@code low
 *     + (high - low) u}
 * @param whole whether values are rounded to whole numbers
 * @param count how many values a grid takes, the least and the greatest among them; 0 if none was
 *     said
 */
public record Range(String name, double low, double high, boolean log, boolean whole, int count)
    implements Dimension {
  private static final MathContext DIGITS = new MathContext(4);

  /** Checks the limits. */
  public Range {
    if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
      throw new IllegalArgumentException(
          "%s must range from a number to a greater one, found %s..%s".formatted(name, low, high));
    }
    if (log && !(low > 0)) {
      throw new IllegalArgumentException(
          "%s ranges by factors, so it must begin above 0, found %s".formatted(name, low));
    }
    if (count < 0 || count == 1) {
      throw new IllegalArgumentException(
          "%s needs at least 2 steps for a grid, found %d".formatted(name, count));
    }
  }

  /** Returns a range in which every difference is equally likely. */
  public static Range of(String name, double low, double high) {
    return new Range(name, low, high, false, false, 0);
  }

  /** Returns this range with every factor equally likely, for what spans orders of magnitude. */
  public Range logarithmic() {
    return new Range(name, low, high, true, whole, count);
  }

  /** Returns this range in whole numbers. */
  public Range inWholeNumbers() {
    return new Range(name, low, high, log, true, count);
  }

  /** Returns this range with so many values for a grid. */
  public Range steps(int values) {
    return new Range(name, low, high, log, whole, values);
  }

  @Override
  public String draw(RandomStream random) {
    return at(random.nextFloat());
  }

  @Override
  public List<String> grid() {
    if (count == 0) {
      throw new IllegalArgumentException(
          "a grid needs to know how many values of %s to try; write %s:4 for four, or list them"
              .formatted(name, this));
    }
    return IntStream.range(0, count)
        .mapToObj(i -> at((double) i / (count - 1)))
        .distinct()
        .toList();
  }

  private String at(double share) {
    double value = log ? low * Math.pow(high / low, share) : low + (high - low) * share;
    if (whole) {
      return Long.toString(Math.round(value));
    }
    return Double.toString(new BigDecimal(value).round(DIGITS).doubleValue());
  }

  @Override
  public String toString() {
    return name
        + "="
        + low
        + ".."
        + high
        + (log ? ":log" : "")
        + (whole ? ":int" : "")
        + (count > 0 ? ":" + count : "");
  }
}
