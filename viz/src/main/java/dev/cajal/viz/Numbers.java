package dev.cajal.viz;

import java.util.Locale;

/** How numbers are written on figures and pages: the same in every locale. */
public final class Numbers {
  private Numbers() {}

  /** A share as a percentage: {@code percent(0.98934, 2)} is {@code "98.93 %"}; NaN is a dash. */
  public static String percent(double share, int decimals) {
    return Double.isNaN(share) ? "–" : fixed(100 * share, decimals) + "\u00a0%";
  }

  /** A fixed number of decimals; NaN is a dash. */
  public static String fixed(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
  }

  /** A whole number in groups of three: {@code count(61706)} is {@code "61,706"}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace('-', '−');
  }

  /** About four significant digits, plain or in powers of ten; NaN is a dash. */
  public static String significant(double value) {
    double size = Math.abs(value);
    if (!(size > 0) || Double.isInfinite(value)) {
      return fixed(value, 0);
    }
    if (size < 1e-3 || size >= 1e6) {
      String text = String.format(Locale.ROOT, "%.2e", value).replace('-', '−');
      int e = text.indexOf('e');
      String exponent = text.substring(e + 1).replace('−', '-');
      return text.substring(0, e) + "·" + powerOfTen(Integer.parseInt(exponent));
    }
    if (size >= 1000) {
      return count(Math.round(value));
    }
    return fixed(value, Math.clamp(3 - (int) Math.floor(Math.log10(size)), 0, 5));
  }

  /** A power of ten: {@code powerOfTen(-5)} is {@code "10⁻⁵"}. */
  public static String powerOfTen(int exponent) {
    StringBuilder text = new StringBuilder("10");
    for (char c : Integer.toString(exponent).toCharArray()) {
      text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
    }
    return text.toString();
  }

  /**
   * A length of time in its two largest units: {@code duration(3725)} is {@code "1 h 2 min"}.
   *
   * @param seconds NaN is a dash
   */
  public static String duration(double seconds) {
    if (!(seconds >= 100)) {
      return Double.isNaN(seconds) ? "–" : fixed(seconds, 1) + "\u00a0s";
    }
    long whole = Math.round(seconds);
    if (whole < 3600) {
      return whole / 60 + "\u00a0min " + whole % 60 + "\u00a0s";
    }
    return count(whole / 3600) + "\u00a0h " + whole % 3600 / 60 + "\u00a0min";
  }
}
