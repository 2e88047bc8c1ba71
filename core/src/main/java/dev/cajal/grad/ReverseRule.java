package dev.cajal.grad;

import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the reverse sweep does at each operation. The derivative is one such rule; methods that show
 * what a network looks at sweep with another, and differ in nothing else.
 *
 * <pre>{@code
 * // The "deconvnet": a rectifier rectifies what comes back, and forgets what went forward.
 * ReverseRule deconvnet =
 *     (op, at, grads) ->
 *         op instanceof Relu ? List.of(grads.getFirst().relu()) : op.vjp(at, grads);
 * Tensor x = Tensor.of(-1, 2);
 * Tensor y = x.relu();
 * Gradients.product(y, Tensor.of(3, -4), deconvnet, x).get(x); // 3, 0
 * Gradients.product(y, Tensor.of(3, -4), x).get(x); // the derivative: 0, −4
 * }</pre>
 */
@FunctionalInterface
public interface ReverseRule {
  /** The derivative: the operation's own rule {@link Op#vjp}. */
  ReverseRule DERIVATIVE = Op::vjp;

  /**
   * Returns what flows on to each operand, of its type; null where nothing does.
   *
   * @param op what was applied
   * @param at its operands and results
   * @param grads what flowed in, one for each result and of its type
   */
  List<@Nullable Tensor> vjp(Op op, Op.Applied at, List<Tensor> grads);
}
