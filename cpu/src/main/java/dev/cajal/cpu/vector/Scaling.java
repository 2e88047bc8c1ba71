package dev.cajal.cpu.vector;

import java.util.List;

/**
 * Lets products with what is the same throughout a tile read one number instead of a run. Products
 * commute, so that the number may stand on either side.
 */
final class Scaling {
  private final boolean[] constant;

  /**
   * Prepares.
   *
   * @param constant for each place whether all elements of a tile are the same
   */
  Scaling(boolean[] constant) {
    this.constant = constant;
  }

  /** Returns the steps with what reads numbers. */
  List<Step> apply(List<Step> steps) {
    return steps.stream().map(this::scaling).toList();
  }

  private Step scaling(Step s) {
    if (s.code() == Code.MUL_ADD_MUL && either(s.a(), s.b()) && either(s.c(), s.d())) {
      return Step.of(
          Code.SCALE_ADD_SCALE,
          s.to(),
          number(s.a(), s.b()),
          other(s.a(), s.b()),
          number(s.c(), s.d()),
          other(s.c(), s.d()));
    }
    if (s.code() == Code.SUB_MUL && either(s.a(), s.b())) {
      return Step.of(Code.SUB_SCALE, s.to(), number(s.a(), s.b()), other(s.a(), s.b()), s.c());
    }
    return s;
  }

  /** Returns for each place whether only one number of it is read. */
  static boolean[] single(List<Step> steps, int places) {
    boolean[] number = new boolean[places];
    boolean[] run = new boolean[places];
    for (Step step : steps) {
      int[] args = {step.a(), step.b(), step.c(), step.d()};
      for (int k = 0; k < step.code().arity(); k++) {
        (step.code().isNumber(k) ? number : run)[args[k]] = true;
      }
    }
    for (int p = 0; p < places; p++) {
      number[p] &= !run[p];
    }
    return number;
  }

  private boolean either(int a, int b) {
    return constant[a] || constant[b];
  }

  private int number(int a, int b) {
    return constant[a] ? a : b;
  }

  private int other(int a, int b) {
    return constant[a] ? b : a;
  }
}
