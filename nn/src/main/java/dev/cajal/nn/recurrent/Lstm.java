package dev.cajal.nn.recurrent;

import dev.cajal.recurrent.Cell;

/**
 * Layers of long short-term memory (Hochreiter, Schmidhuber 1997; Gers et al. 2000). At each step
 *
 * <pre>
 * i = σ(Wᵢᵢx + bᵢᵢ + Wₕᵢh + bₕᵢ)      f, o likewise      g = tanh(W_ig x + b_ig + W_hg h + b_hg)
 * c ← f·c + i·g                      h ← o·tanh c</pre>
 *
 * The gates are ordered i, f, g, o. Shapes and parameters are those of {@link RecurrentLayer}.
 *
 * <pre>{@code
 * Lstm lstm = new Lstm(128, recurrent().numLayers(2));
 * RecurrentOutput all = lstm.run(x, List.of(), lengths); // x: [n, steps, size]
 * Tensor last = all.h().slice(0, 1, 2); // of layer 1: [1, n, 128]
 * }</pre>
 */
public final class Lstm extends RecurrentLayer {

  /**
   * Creates one layer.
   *
   * @param hidden the size of the state
   */
  public Lstm(long hidden) {
    this(hidden, RecurrentOptions.recurrent());
  }

  /**
   * Creates layers.
   *
   * @param hidden the size of the state
   * @param options layers, directions and more
   */
  public Lstm(long hidden, RecurrentOptions options) {
    super(Cell.LSTM, hidden, options);
  }
}
