package dev.cajal.labs.training;

import dev.cajal.graph.Step;
import java.lang.foreign.ValueLayout;

/** Reads what a step computed. */
final class Floats {
  private Floats() {}

  /** Returns an output of a step that has run, float32, row-major. */
  static float[] of(Step step, int output) {
    long bytes = step.type(output).bytes();
    return step.output(output).asSlice(0, bytes).toArray(ValueLayout.JAVA_FLOAT);
  }
}
