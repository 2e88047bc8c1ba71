package dev.cajal.cpu.vector;

import java.util.List;

/**
 * A fused operation as loops over places. Places are numbered: operands, constants, outputs, the
 * mask of what is not padding, then registers.
 *
 * @param steps the loops, in order
 * @param constants the constants, whose places follow the operands
 * @param mask the place of the mask, -1 if none is needed
 * @param registers the places of the registers are the last ones; this is their number
 * @param places the number of places
 * @param kept for each result the place of its value
 * @param overwritten for each result the number of the step that writes it to memory, or -1 if it
 *     is not written as float32 element by element
 * @param lastRead for each operand the number of the last step that reads it
 */
record Program(
    List<Step> steps,
    List<Float> constants,
    int mask,
    int registers,
    int places,
    List<Integer> kept,
    List<Integer> overwritten,
    List<Integer> lastRead) {

  /** Copies the lists. */
  Program {
    steps = List.copyOf(steps);
    constants = List.copyOf(constants);
    kept = List.copyOf(kept);
    overwritten = List.copyOf(overwritten);
    lastRead = List.copyOf(lastRead);
  }

  /** Returns the rough time for an element, that of an addition being 1. */
  int weight() {
    return steps.stream().mapToInt(s -> s.code().weight()).sum();
  }
}
