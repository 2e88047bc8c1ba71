package dev.cajal.cpu.vector;

import java.util.Arrays;

/**
 * One loop of a program: what is computed from which places of the {@link Frame} into which.
 * Operands beyond the arity of the code are 0.
 *
 * @param code what is computed
 * @param a the place of the first operand
 * @param b the place of the second operand
 * @param c the place of the third operand
 * @param d the place of the fourth operand
 * @param to the place of the result
 */
record Step(Code code, int a, int b, int c, int d, int to) {

  /** Returns a step with the given operands. */
  static Step of(Code code, int to, int... operands) {
    int[] four = Arrays.copyOf(operands, 4);
    return new Step(code, four[0], four[1], four[2], four[3], to);
  }
}
