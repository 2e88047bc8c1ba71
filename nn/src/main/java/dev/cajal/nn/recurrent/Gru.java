package dev.cajal.nn.recurrent;

import dev.cajal.recurrent.Cell;

/**
 * Layers of gated recurrent units (Cho et al. 2014). At each step
 *
 * <pre>
 * r = σ(W_ir x + b_ir + W_hr h + b_hr)      z = σ(W_iz x + b_iz + W_hz h + b_hz)
 * n = tanh(W_in x + b_in + r·(W_hn h + b_hn))
 * h ← (1 − z)·n + z·h</pre>
 *
 * The gates are ordered r, z, n. Shapes and parameters are those of {@link RecurrentLayer}.
 *
 * <pre>{@code
 * Module model = new Sequential(new Gru(64), new LastStep(), new Linear(10));
 * }</pre>
 */
public final class Gru extends RecurrentLayer {

  /**
   * Creates one layer.
   *
   * @param hidden the size of the state
   */
  public Gru(long hidden) {
    this(hidden, RecurrentOptions.recurrent());
  }

  /**
   * Creates layers.
   *
   * @param hidden the size of the state
   * @param options layers, directions and more
   */
  public Gru(long hidden, RecurrentOptions options) {
    super(Cell.GRU, hidden, options);
  }
}
