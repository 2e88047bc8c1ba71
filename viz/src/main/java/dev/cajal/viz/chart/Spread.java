package dev.cajal.viz.chart;

import dev.cajal.viz.Numbers;
import java.util.Arrays;

/**
 * What several runs of one experiment gave.
 *
 * @param mean of the values
 * @param deviation the standard deviation of the values, with n − 1; 0 for a single one
 */
public record Spread(double mean, double deviation) {

  /** Mean and deviation of some values, at least one. */
  public static Spread of(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return new Spread(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
  }

  /** The upper end of its bar on an axis: a share is never more than the whole. */
  double upper(Axis.Kind kind) {
    double end = mean + deviation;
    return kind == Axis.Kind.PERCENT && mean <= 1 ? Math.min(1, end) : end;
  }

  /**
   * The lower end of its bar on an axis: a share is never less than nothing, and a bar that would
   * leave a logarithmic axis ends at the mean.
   */
  double lower(Axis.Kind kind) {
    double end = mean - deviation;
    return switch (kind) {
      case PERCENT -> mean >= 0 ? Math.max(0, end) : end;
      case LOG -> end > 0 ? end : mean;
      case NUMBER, INTEGER -> end;
    };
  }

  /** Writes both as percentages: {@code "93.1 ± 0.4 %"}; the mean alone without deviation. */
  public String percent(int decimals) {
    return deviation > 0
        ? Numbers.fixed(100 * mean, decimals) + " ± " + Numbers.percent(deviation, decimals)
        : Numbers.percent(mean, decimals);
  }

  /** Writes both with some decimals: {@code "0.31 ± 0.02"}; the mean alone without deviation. */
  public String fixed(int decimals) {
    String text = Numbers.fixed(mean, decimals);
    return deviation > 0 ? text + " ± " + Numbers.fixed(deviation, decimals) : text;
  }
}
