package dev.cajal.labs.recurrent;

import dev.cajal.backend.DType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Module;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import java.util.List;

/** One step of training, to be run again and again while the batch changes. */
final class Practice {
  private static final double CLIP = 1;

  private final double rate;
  private final Updates updates;
  private final Step step;

  /** A step that makes a loss smaller, with Adam and gradients whose elements are clipped. */
  Practice(Module model, Tensor loss, double rate) {
    this.rate = rate;
    updates = new Updates(Adam.of(rate).clipValue(CLIP), model.parameters());
    step =
        Step.compile(
            List.of(loss), List.of(loss), updates.of(Gradients.of(loss, model.parameters())));
  }

  /**
   * Runs one step and returns the loss before it.
   *
   * @param done how much of the training lies behind, from 0 to 1: the rate falls to a twentieth
   */
  double run(double done) {
    updates.rate().fill(rate * (1 - 0.95 * done));
    step.run();
    return step.scalar(0);
  }

  /** A layer that makes of numbers of words vectors with a single one. */
  static Module oneHot(int words) {
    return Activation.of("one-hot", x -> x.cast(DType.INT64).oneHot(words, DType.FLOAT32));
  }
}
