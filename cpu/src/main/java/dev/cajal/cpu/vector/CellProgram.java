package dev.cajal.cpu.vector;

import dev.cajal.recurrent.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One step of a cell, or of its reverse, as loops over a run of elements of the state of one
 * sequence; both programs have the same operands, constants and results.
 *
 * @param operands the number of operands
 * @param results the number of results
 * @param running the loops of a sequence that still runs
 * @param ended the loops of one that has ended
 * @param whole what does the same as running in fewer passes, if anything
 */
record CellProgram(
    int operands, int results, Program running, Program ended, List<CellLoop> whole) {

  /** Returns whether a result may lie where an operand lies, whose last reader comes no later. */
  boolean mayOverwrite(int result, int operand) {
    return running.lastRead().get(operand) <= running.overwritten().get(result);
  }

  /**
   * The step: from x and a of each gate and the states before, to the states and what is kept. An
   * ended sequence keeps its states.
   */
  static CellProgram forward(Cell cell, Loops loops, int hidden) {
    long length = Cells.tile(hidden);
    int gates = cell.gates();
    int operands = 2 * gates + cell.states();
    CellRecorder m = new CellRecorder(operands);
    List<Integer> before = CellRecorder.range(2 * gates, operands);
    List<Integer> after =
        cell.forward(m, CellRecorder.range(0, gates), CellRecorder.range(gates, 2 * gates), before);
    List<Integer> held = new ArrayList<>(before);
    held.addAll(Collections.nCopies(cell.kept(), m.constant(0)));
    return new CellProgram(
        operands,
        after.size(),
        m.program(length, new ArrayList<>(after)),
        new CellRecorder(operands).program(length, held),
        loops.forward(cell, hidden));
  }

  /**
   * The reverse: from the states before, what the step gave, the gradient of that, and the two
   * parts of the gradient that is carried, the product ā·W and what passes beside it for each
   * state, to the gradients of x and, if they differ, of a, and the next parts beside the product.
   * An ended sequence carries all of its gradient beside.
   *
   * @param given for each state and each kept number whether its gradient is given, else it is 0
   */
  static CellProgram backward(Cell cell, List<Boolean> given, Loops loops, int hidden) {
    long length = Cells.tile(hidden);
    int states = cell.states();
    int after = states + cell.kept();
    int operands = 2 * states + 2 * after + 1;
    int product = states + 2 * after;
    CellRecorder m = new CellRecorder(operands);
    List<Integer> cotangents = arrived(m, states, cotangents(m, given, states + after), product);
    Cell.Back<Integer> back =
        cell.backward(
            m,
            CellRecorder.range(0, states),
            CellRecorder.range(states, states + after),
            cotangents);
    List<Integer> running = new ArrayList<>(back.x());
    if (cell.separate()) {
      running.addAll(back.a());
    }
    int gradients = running.size();
    running.addAll(back.before());

    CellRecorder other = new CellRecorder(operands);
    List<Integer> ended = new ArrayList<>(Collections.nCopies(gradients, other.constant(0)));
    ended.addAll(
        arrived(other, states, cotangents(other, given, states + after), product)
            .subList(0, states));
    return new CellProgram(
        operands,
        running.size(),
        m.program(length, running),
        other.program(length, ended),
        loops.backward(cell, given, hidden));
  }

  private static List<Integer> cotangents(CellRecorder m, List<Boolean> given, int first) {
    List<Integer> cotangents = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      cotangents.add(given.get(i) ? Integer.valueOf(first + i) : m.constant(0));
    }
    return cotangents;
  }

  /** Adds what is carried to the gradient of each state. */
  private static List<Integer> arrived(
      CellRecorder m, int states, List<Integer> given, int product) {
    List<Integer> arrived = new ArrayList<>(given);
    for (int i = 0; i < states; i++) {
      Integer beside = product + 1 + i;
      Integer carried = i == 0 ? m.add(product, beside) : beside;
      arrived.set(i, m.add(given.get(i), carried));
    }
    return arrived;
  }
}
