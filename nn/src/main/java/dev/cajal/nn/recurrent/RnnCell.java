package dev.cajal.nn.recurrent;

/** One step of an {@link Rnn}; its state is h. Shapes are those of {@link RecurrentCell}. */
public final class RnnCell extends RecurrentCell {

  /**
   * Creates a cell with tanh and biases.
   *
   * @param hidden the size of the state
   */
  public RnnCell(long hidden) {
    this(hidden, Rnn.Nonlinearity.TANH, true);
  }

  /**
   * Creates a cell.
   *
   * @param hidden the size of the state
   * @param nonlinearity the function of the cell
   * @param bias whether there are biases
   */
  public RnnCell(long hidden, Rnn.Nonlinearity nonlinearity, boolean bias) {
    super(nonlinearity.cell(), hidden, bias);
  }
}
