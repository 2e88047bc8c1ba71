package dev.cajal.nn.recurrent;

import dev.cajal.recurrent.Cell;

/**
 * Layers of plain recurrent cells (Elman 1990). At each step
 *
 * <pre>h ← f(Wᵢₕx + bᵢₕ + Wₕₕh + bₕₕ)</pre>
 *
 * with f = tanh or the rectifier. Shapes and parameters are those of {@link RecurrentLayer}.
 *
 * <pre>{@code
 * Rnn rnn = new Rnn(64, Rnn.Nonlinearity.RELU, recurrent().bidirectional(true));
 * Tensor y = rnn.apply(x); // [n, steps, size] to [n, steps, 128]
 * }</pre>
 */
public final class Rnn extends RecurrentLayer {

  /** The function f of the cell. */
  public enum Nonlinearity {
    /** The hyperbolic tangent. */
    TANH,
    /** The rectifier. */
    RELU;

    Cell cell() {
      return this == TANH ? Cell.RNN_TANH : Cell.RNN_RELU;
    }
  }

  /**
   * Creates one layer with tanh.
   *
   * @param hidden the size of the state
   */
  public Rnn(long hidden) {
    this(hidden, Nonlinearity.TANH, RecurrentOptions.recurrent());
  }

  /**
   * Creates layers with tanh.
   *
   * @param hidden the size of the state
   * @param options layers, directions and more
   */
  public Rnn(long hidden, RecurrentOptions options) {
    this(hidden, Nonlinearity.TANH, options);
  }

  /**
   * Creates layers.
   *
   * @param hidden the size of the state
   * @param nonlinearity the function f
   * @param options layers, directions and more
   */
  public Rnn(long hidden, Nonlinearity nonlinearity, RecurrentOptions options) {
    super(nonlinearity.cell(), hidden, options);
  }
}
