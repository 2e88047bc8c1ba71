package dev.cajal.labs.foundations;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;

/**
 * The four cases of XOR and a net that learns them, all four at each step, by the cross-entropy of
 * its logit.
 */
public final class Xor {
  private static final double[] INPUTS = {0, 0, 0, 1, 1, 0, 1, 1};

  private final Step step;

  /**
   * Compiles the step.
   *
   * @param model built for two numbers in float64; gives one logit
   */
  public Xor(Module model, Optimizer optimizer) {
    Variable x = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(4, 2)));
    Variable y = new Variable("y", new TensorType(DType.FLOAT64, Shape.of(4, 1)));
    x.set(INPUTS);
    y.set(0, 1, 1, 0);
    Tensor loss = Losses.bceWithLogits(model.apply(x.tensor()), y.tensor());
    Gradients gradients = Gradients.of(loss, model.parameters());
    Updates updates = new Updates(optimizer, model.parameters());
    Tensor norm = updates.norm(gradients);
    step = Step.compile(List.of(loss, norm), List.of(loss), updates.of(gradients));
  }

  /** Two tanh units and a logit, the smallest such net that can be right, with Adam. */
  public static Xor ofTwoUnits(long seed) {
    Module model = new Sequential(new Linear(2), Activation.tanh(), new Linear(1));
    return new Xor(model.build(Shape.of(2), DType.FLOAT64, seed), Adam.of(0.05));
  }

  /** The four inputs, [4, 2] of float64: 00, 01, 10 and 11. */
  public static Tensor inputs() {
    return Tensor.of(Shape.of(4, 2), INPUTS);
  }

  /** Takes some steps and returns the loss before the last of them. */
  public double run(int steps) {
    for (int i = 0; i < steps; i++) {
      step.run();
    }
    return step.scalar(0);
  }

  /** Returns the length of the gradient before the last step. */
  public double gradientNorm() {
    return step.scalar(1);
  }
}
