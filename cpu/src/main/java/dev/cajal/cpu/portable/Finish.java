package dev.cajal.cpu.portable;

/**
 * What follows a contraction while its result is at hand: an optional bias, an optional rectifier.
 *
 * @param bias whether the last operand is a bias
 * @param relu whether max(·, 0) is applied
 */
record Finish(boolean bias, boolean relu) {
  /** Nothing follows. */
  static final Finish NONE = new Finish(false, false);

  /** Rectifies a stretch of numbers if that is asked for; a NaN stays one. */
  void rectify(float[] values, int from, int count) {
    if (relu) {
      for (int i = from; i < from + count; i++) {
        values[i] = Math.max(values[i], 0f);
      }
    }
  }

  /** Adds one number to a stretch. */
  static void add(float[] values, int from, int count, float number) {
    for (int i = from; i < from + count; i++) {
      values[i] += number;
    }
  }
}
