package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * How parameters follow from gradients. An optimizer is an immutable description; {@link Updates}
 * keeps its state. Users write their own by implementing this interface.
 *
 * <pre>{@code
 * record SignDescent(double rate) implements Optimizer {
 *   public List<String> slots() {
 *     return List.of();
 *   }
 *   public Rule rule(Tensor rate, Tensor step) {
 *     return (w, g, slots) -> List.of(w.sub(rate.mul(g.sign())));
 *   }
 * }
 * }</pre>
 */
public interface Optimizer {

  /** Returns the learning rate before any schedule. */
  double rate();

  /** Returns the names of the values kept for each parameter, such as {@code momentum}. */
  List<String> slots();

  /**
   * Returns the rule of one step. What is the same for all parameters is computed here, once.
   *
   * @param rate 0-d, the learning rate of this step
   * @param step 0-d, the number of this step, 1 for the first
   */
  Rule rule(Tensor rate, Tensor step);

  /** The update of one parameter. */
  @FunctionalInterface
  interface Rule {

    /**
     * Returns the next value of the parameter, followed by the next value of each slot. Elementwise
     * operations alone make it a single pass over memory.
     *
     * @param parameter the present value
     * @param gradient of the loss, of the type of the parameter
     * @param slots the present values of the slots, of the type of the parameter; zeros at first
     */
    List<Tensor> next(Tensor parameter, Tensor gradient, List<Tensor> slots);
  }
}
