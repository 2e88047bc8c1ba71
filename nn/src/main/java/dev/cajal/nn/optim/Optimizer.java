package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * How parameters follow from gradients. An optimizer is an immutable description; {@link Updates}
 * keeps its state. Limits and penalties go around any of them:
 *
 * <pre>{@code
 * Optimizer optimizer = Sgd.of(0.1).momentum(0.9).decay(5e-4).clipValue(1).maxNorm(3);
 * }</pre>
 *
 * <p>Users write their own by implementing this interface.
 *
 * <pre>{@code
 * record SignDescent(double rate) implements Optimizer {
 *   public List<Slot> slots() {
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

  /** Returns the values kept for each parameter, such as its momentum. */
  List<Slot> slots();

  /**
   * Returns the rule of one step. What is the same for all parameters is computed here, once.
   *
   * @param rate 0-d, the learning rate of this step
   * @param step 0-d, the number of this step, 1 for the first
   */
  Rule rule(Tensor rate, Tensor step);

  /**
   * Returns this with another weight decay λ, which pulls parameters towards 0 (L2): the gradient
   * gains λ·w, unless the optimizer says otherwise.
   *
   * @throws IllegalArgumentException if this optimizer has none, and the value is not 0
   */
  default Optimizer decay(double value) {
    if (value == 0) {
      return this;
    }
    throw new IllegalArgumentException(this + " has no weight decay; leave it out");
  }

  /**
   * Returns this with a limit for each element of the gradient: g becomes min(max(g, −limit),
   * limit) first.
   *
   * @param limit positive
   */
  default Optimizer clipValue(double limit) {
    return new ClipValue(this, limit);
  }

  /**
   * Returns this with a limit for the length of the weights of each output unit: after the step, a
   * row w[i, …] that is longer is scaled to the limit. Parameters of less than two axes stay free.
   *
   * <p>Source: Srivastava et al., <i>Dropout: a simple way to prevent neural networks from
   * overfitting</i>, JMLR 2014, section 5.1.
   *
   * @param limit positive
   */
  default Optimizer maxNorm(double limit) {
    return new MaxNorm(this, limit);
  }

  /**
   * Returns this with the penalty λ·Σ|w| by its proximal step: after the step with the rate η, w
   * becomes sign(w)·max(|w| − η·λ, 0), so that weights become exactly 0 and stay. Parameters of
   * less than two axes stay free. With {@link #decay} it is the elastic net, L1 + L2.
   *
   * <p>Source: Duchi and Singer, <i>Efficient online and batch learning using forward backward
   * splitting</i>, JMLR 2009.
   *
   * @param lambda from 0 up
   */
  default Optimizer l1(double lambda) {
    return new ProximalL1(this, lambda);
  }

  /** Returns this climbing along the gradient instead of descending. */
  default Optimizer maximize() {
    return new Ascent(this);
  }

  /** The update of one parameter. */
  @FunctionalInterface
  interface Rule {

    /**
     * Returns the next value of the parameter, followed by the next value of each slot. Elementwise
     * operations alone make it a single pass over memory.
     *
     * @param parameter the present value
     * @param gradient of the loss, of the type of the parameter
     * @param slots the present values of the slots
     */
    List<Tensor> next(Tensor parameter, Tensor gradient, List<Tensor> slots);
  }
}
