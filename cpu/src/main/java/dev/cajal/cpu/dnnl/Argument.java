package dev.cajal.cpu.dnnl;

/** oneDNN's numbers for what a primitive reads and writes. */
final class Argument {
  static final int SOURCE = 1;
  static final int WEIGHTS = 33;
  static final int BIAS = 41;
  static final int RESULT = 17;
  static final int WORKSPACE = 64;
  static final int SCRATCHPAD = 80;
  static final int SOURCE_GRADIENT = 129;
  static final int RESULT_GRADIENT = 145;
  static final int WEIGHTS_GRADIENT = 161;
  static final int BIAS_GRADIENT = 169;

  private Argument() {}
}
