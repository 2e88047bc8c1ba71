package dev.cajal.nn.recurrent;

import dev.cajal.recurrent.Cell;

/** One step of a {@link Gru}; its state is h. Shapes are those of {@link RecurrentCell}. */
public final class GruCell extends RecurrentCell {

  /**
   * Creates a cell with biases.
   *
   * @param hidden the size of the state
   */
  public GruCell(long hidden) {
    this(hidden, true);
  }

  /**
   * Creates a cell.
   *
   * @param hidden the size of the state
   * @param bias whether the gates have biases
   */
  public GruCell(long hidden, boolean bias) {
    super(Cell.GRU, hidden, bias);
  }
}
