package dev.cajal.recurrent;

import java.util.List;

/**
 * The kinds of recurrent cells. A cell of size H makes its next state from G numbers x and G
 * numbers a for each element of the state: x comes from the input of the step, a from the state
 * before, h′, as a = h′·Wᵀ + b. Gates are ordered as in PyTorch.
 */
public enum Cell {
  /** h = tanh(x + a) (Elman 1990). */
  RNN_TANH(1, 1, 0),
  /** h = max(x + a, 0). */
  RNN_RELU(1, 1, 0),
  /**
   * i = σ(xᵢ + aᵢ), f = σ(x_f + a_f), g = tanh(x_g + a_g), o = σ(xₒ + aₒ), c = f·c′ + i·g, h =
   * o·tanh c (Hochreiter, Schmidhuber 1997; Gers et al. 2000).
   */
  LSTM(4, 2, 4),
  /**
   * r = σ(xᵣ + aᵣ), z = σ(x_z + a_z), n = tanh(xₙ + r·aₙ), h = (1 − z)·n + z·h′ (Cho et al. 2014).
   */
  GRU(3, 1, 4);

  private final int gates;
  private final int states;
  private final int kept;

  Cell(int gates, int states, int kept) {
    this.gates = gates;
    this.states = states;
    this.kept = kept;
  }

  /**
   * The gradients that leave a step.
   *
   * @param x those of x, one for each gate
   * @param a those of a, one for each gate
   * @param before those of the states before, without what comes to h′ through a
   * @param <V> what is computed with
   */
  public record Back<V>(List<V> x, List<V> a, List<V> before) {

    /** Copies the lists. */
    public Back {
      x = List.copyOf(x);
      a = List.copyOf(a);
      before = List.copyOf(before);
    }
  }

  /** Returns G, the number of gates, each with its own weights. */
  public int gates() {
    return gates;
  }

  /** Returns the number of states: h, and for an LSTM c. */
  public int states() {
    return states;
  }

  /** Returns how many further numbers a step keeps for its reverse. */
  public int kept() {
    return kept;
  }

  /** Returns whether the gradient of a differs from that of x. */
  public boolean separate() {
    return this == GRU;
  }

  /**
   * Computes a step.
   *
   * @param x what the input gives to each gate
   * @param a what the state before gives to each gate
   * @param before the states before
   * @return the next states, then what is kept: the values of the gates, and for a GRU aₙ
   */
  public <V> List<V> forward(Arithmetic<V> m, List<V> x, List<V> a, List<V> before) {
    return formula().forward(m, x, a, before);
  }

  /**
   * Computes the gradients of a step.
   *
   * @param before the states before
   * @param after what the step returned
   * @param cotangents the gradient of each number that the step returned
   */
  public <V> Back<V> backward(Arithmetic<V> m, List<V> before, List<V> after, List<V> cotangents) {
    return formula().backward(m, before, after, cotangents);
  }

  private Formula formula() {
    return switch (this) {
      case RNN_TANH -> new RnnFormula(false);
      case RNN_RELU -> new RnnFormula(true);
      case LSTM -> new LstmFormula();
      case GRU -> new GruFormula();
    };
  }
}
