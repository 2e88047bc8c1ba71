package dev.cajal.examples;

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
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;

/** Trains a net of two layers on the exclusive or, in a plain loop over a compiled step. */
public final class TrainXor {

  private TrainXor() {}

  /** Prints the loss as it falls, and what the net says at the end. */
  public static void main(String[] args) {
    Module model = new Sequential(new Linear(8), Activation.tanh(), new Linear(1));
    model.build(Shape.of(2), 1);
    Variable x = new Variable("x", TensorType.float32(4, 2));
    Variable y = new Variable("y", TensorType.float32(4, 1));
    x.set(0, 0, 0, 1, 1, 0, 1, 1);
    y.set(0, 1, 1, 0);

    Tensor output = model.apply(x.tensor()).sigmoid();
    Tensor loss = Losses.mse(output, y.tensor());
    Updates updates = new Updates(Adam.of(0.05), model.parameters());
    Gradients gradients = Gradients.of(loss, model.parameters());
    Step step = Step.compile(List.of(loss, output), List.of(loss), updates.of(gradients));

    for (int i = 1; i <= 500; i++) {
      step.run();
      if (i % 100 == 0) {
        System.out.println("step " + i + ", loss " + (float) step.scalar(0));
      }
    }
    System.out.println("xor: " + Arrays.toString(rounded(model.apply(x.tensor()).sigmoid())));
  }

  private static long[] rounded(Tensor values) {
    return Arrays.stream(values.toDoubles()).mapToLong(Math::round).toArray();
  }
}
