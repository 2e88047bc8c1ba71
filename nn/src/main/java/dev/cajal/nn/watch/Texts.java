package dev.cajal.nn.watch;

import java.util.Locale;

/** How findings write numbers. */
final class Texts {
  private Texts() {}

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    return String.format(Locale.ROOT, Math.abs(value) < 0.01 ? "%.1e" : "%.3g", value);
  }

  static String layer(LayerStats layer) {
    return layer.layer().isEmpty() ? "the model" : "layer " + layer.layer();
  }
}
