package dev.cajal.nn.inspect;

import dev.cajal.grad.Gradients;
import dev.cajal.grad.ReverseRule;
import dev.cajal.nn.Module;
import dev.cajal.op.Relu;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reverse sweep from a unit to the image, with one of three rules for a rectifier y = max(x, 0)
 * to which g comes back:
 *
 * <pre>
 * GRADIENT    g where x &gt; 0             ∂F/∂x, whose magnitude is the saliency
 * DECONVNET   g where g &gt; 0             what comes back is rectified, what went forward forgotten
 * GUIDED      g where x &gt; 0 and g &gt; 0   both
 * </pre>
 *
 * Everything else is one sweep: convolutions go back as transposed ones, max pooling puts numbers
 * where the switches of the forward pass say. A network without a {@link Relu}, such as one of
 * tanh, has one picture for all three.
 *
 * <p>Sources: Simonyan, Vedaldi and Zisserman, <i>Deep inside convolutional networks</i>, 2013
 * (GRADIENT); Zeiler and Fergus, <i>Visualizing and understanding convolutional networks</i>, ECCV
 * 2014, section 2.1 (DECONVNET); Springenberg, Dosovitskiy, Brox and Riedmiller, <i>Striving for
 * simplicity</i>, ICLR 2015 workshop, section 3.4 (GUIDED).
 */
public enum Backprojection implements Attribution, ReverseRule {
  /** The derivative of the unit. */
  GRADIENT,
  /** The "deconvolutional" network. It starts with the activation of the unit in place of 1. */
  DECONVNET,
  /** Guided backpropagation. */
  GUIDED;

  @Override
  public Tensor of(Module model, Tensor images, Unit unit) {
    Tensor x = Unit.input(images);
    Tensor y = unit.in(model, x);
    Tensor seed = this == DECONVNET ? y : Tensor.full(y.type(), 1);
    return Gradients.product(y, seed, this, x).get(x).detach();
  }

  @Override
  public List<@Nullable Tensor> vjp(Op op, Op.Applied at, List<Tensor> grads) {
    if (!(op instanceof Relu) || this == GRADIENT) {
      return op.vjp(at, grads);
    }
    List<Tensor> positive = List.of(grads.getFirst().relu());
    return this == DECONVNET ? List.copyOf(positive) : op.vjp(at, positive);
  }
}
