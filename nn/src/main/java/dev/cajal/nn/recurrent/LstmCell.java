package dev.cajal.nn.recurrent;

import dev.cajal.recurrent.Cell;

/**
 * One step of an {@link Lstm}; its states are h and c. Shapes are those of {@link RecurrentCell}.
 */
public final class LstmCell extends RecurrentCell {

  /**
   * Creates a cell with biases.
   *
   * @param hidden the size of the state
   */
  public LstmCell(long hidden) {
    this(hidden, true);
  }

  /**
   * Creates a cell.
   *
   * @param hidden the size of the state
   * @param bias whether the gates have biases
   */
  public LstmCell(long hidden, boolean bias) {
    super(Cell.LSTM, hidden, bias);
  }
}
