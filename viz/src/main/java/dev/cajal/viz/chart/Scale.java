package dev.cajal.viz.chart;

import dev.cajal.viz.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps values to pixels along one axis and chooses its ticks.
 *
 * @param low value (its logarithm on a logarithmic axis) at {@code from}
 * @param high value at {@code to}
 * @param step between ticks; 0 on a logarithmic axis of few decades, with ticks at 1, 2 and 5 of
 *     each
 */
record Scale(Axis.Kind kind, double low, double high, double step, double from, double to) {
  private static final double FEW_DECADES = 2.5;
  private static final int[] DIGITS = {1, 2, 5};

  /** A scale that covers the values with round limits; they must be finite. */
  static Scale covering(Axis.Kind kind, double min, double max, double from, double to) {
    if (kind == Axis.Kind.LOG) {
      double low = below(min);
      // As far above 1 as 1/x is below it.
      double high = -below(1 / max);
      if (high - low > FEW_DECADES) {
        return decades(Math.floor(low), Math.ceil(high), from, to);
      }
      boolean flat = high - low < 1e-9;
      return new Scale(kind, low - (flat ? 1 : 0), high + (flat ? 1 : 0), 0, from, to);
    }
    // Zero belongs on the axis unless that would flatten the line.
    double low = min > 0 && min < 0.4 * max ? 0 : min;
    double high = max;
    if (high - low < 1e-12 * Math.max(1, Math.abs(high))) {
      double room = high == 0 ? 1 : Math.abs(high) * 0.05;
      boolean share = kind == Axis.Kind.PERCENT && min >= 0 && max <= 1;
      low = share ? 0 : low - room;
      high = share ? 1 : high + room;
    }
    double step = roundStep((high - low) / 5);
    low = step * Math.floor(low / step + 1e-9);
    high = step * Math.ceil(high / step - 1e-9);
    if (kind == Axis.Kind.PERCENT && min >= 0 && max <= 1) {
      low = Math.max(0, low);
      high = Math.min(1, high);
    }
    return new Scale(kind, low, high, step, from, to);
  }

  /** A scale for positions: exactly the values' range, ticks at round steps within. */
  static Scale spanning(Axis.Kind kind, double min, double max, double from, double to) {
    if (kind == Axis.Kind.LOG) {
      Scale exact = decades(Math.log10(min), Math.log10(max), from, to);
      return exact.ticks().size() >= 2 ? exact : covering(kind, min, max, from, to);
    }
    double room = max > min ? 0 : 0.5;
    double step = roundStep((max - min + 2 * room) / 6);
    boolean whole = kind == Axis.Kind.INTEGER;
    return new Scale(kind, min - room, max + room, whole ? Math.max(1, step) : step, from, to);
  }

  private static Scale decades(double low, double high, double from, double to) {
    double step = high - low > FEW_DECADES ? Math.ceil((high - low) / 8) : 0;
    return new Scale(Axis.Kind.LOG, low, high, step, from, to);
  }

  /** The logarithm of the largest of 1, 2, 5, 10, … that is not above a value. */
  private static double below(double value) {
    double decade = Math.floor(Math.log10(value) + 1e-9);
    double digit = value / Math.pow(10, decade) + 1e-9;
    return decade + Math.log10(digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
  }

  private static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    double digit = atLeast / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  boolean shows(double value) {
    return Double.isFinite(value) && (kind != Axis.Kind.LOG || value > 0);
  }

  double pixel(double value) {
    double along = kind == Axis.Kind.LOG ? Math.log10(value) : value;
    return from + (along - low) / (high - low) * (to - from);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (step == 0) {
      for (double decade = Math.floor(low); decade <= high; decade++) {
        for (int digit : DIGITS) {
          double along = decade + Math.log10(digit);
          if (along >= low - 1e-9 && along <= high + 1e-9) {
            ticks.add(digit * Math.pow(10, decade));
          }
        }
      }
      return ticks;
    }
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    for (long i = first; i <= last; i++) {
      ticks.add(kind == Axis.Kind.LOG ? Math.pow(10, i * step) : i * step);
    }
    return ticks;
  }

  /** Whether {@link #text} says a positive value of a logarithmic axis exactly. */
  static boolean isRound(double value) {
    int exponent = (int) Math.floor(Math.log10(value) + 1e-9);
    double digits = exponent >= 0 && exponent <= 4 ? value : value / Math.pow(10, exponent);
    return Math.abs(digits - Math.rint(digits)) < 1e-9 * digits;
  }

  String text(double tick) {
    return switch (kind) {
      case INTEGER -> Numbers.count(Math.round(tick));
      case PERCENT -> Numbers.percent(tick, decimals(step * 100));
      case LOG -> power(tick);
      case NUMBER -> {
        double size = Math.max(Math.abs(low), Math.abs(high));
        boolean plain = size < 1e6 && step >= 1e-5;
        yield plain ? Numbers.fixed(tick, decimals(step)) : Numbers.significant(tick);
      }
    };
  }

  private static String power(double tick) {
    int exponent = (int) Math.floor(Math.log10(tick) + 1e-9);
    if (exponent >= -3 && exponent <= 4) {
      return exponent >= 3
          ? Numbers.count(Math.round(tick))
          : Numbers.fixed(tick, Math.max(0, -exponent));
    }
    long digit = Math.round(tick / Math.pow(10, exponent));
    return (digit == 1 ? "" : digit + "·") + Numbers.powerOfTen(exponent);
  }

  private static int decimals(double step) {
    return Math.clamp((int) Math.ceil(-Math.log10(step) - 1e-9), 0, 6);
  }
}
