package dev.cajal.nn.optim;

/** Checks of options, with messages that name the option and its range. */
final class Checks {
  private Checks() {}

  static void notNegative(String what, double value) {
    if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(what + " must be a number from 0 up, found " + value);
    }
  }

  static void positive(String what, double value) {
    if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(what + " must be a positive number, found " + value);
    }
  }

  static void atLeast(String what, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", found " + value);
    }
  }

  static void fraction(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(what + " must be in [0, 1), found " + value);
    }
  }
}
