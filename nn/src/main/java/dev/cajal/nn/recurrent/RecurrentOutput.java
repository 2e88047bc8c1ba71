package dev.cajal.nn.recurrent;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * What a recurrent layer gives.
 *
 * @param output the states h of the last layer at every step, in the order of axes of the input;
 *     directions are joined on the last axis, and steps behind the end of a sequence are 0
 * @param state the final states [layers·directions, n, hidden]: h, and for an LSTM c
 */
public record RecurrentOutput(Tensor output, List<Tensor> state) {

  /** Copies the states. */
  public RecurrentOutput {
    state = List.copyOf(state);
  }

  /** Returns the final h [layers·directions, n, hidden]. */
  public Tensor h() {
    return state.getFirst();
  }

  /**
   * Returns the final c [layers·directions, n, hidden].
   *
   * @throws IllegalStateException if the layer is no LSTM
   */
  public Tensor c() {
    if (state.size() < 2) {
      throw new IllegalStateException("only an LSTM has a cell state; this layer has h alone");
    }
    return state.get(1);
  }
}
