package dev.cajal.nn.recurrent;

import dev.cajal.backend.ShapeException;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;

/**
 * Takes the last step of sequences, [n, steps, size] → [n, size], as between a recurrent layer and
 * the layer that judges the whole sequence. With several lengths, or in both directions, the final
 * state of {@link RecurrentLayer#run} is what is wanted instead.
 */
public final class LastStep extends Module {

  @Override
  protected Tensor forward(Tensor x) {
    if (x.rank() != 3 || x.dim(1) == 0) {
      throw new ShapeException(
              "input is " + x.shape() + ", expected [n, steps, size] with at least one step")
          .at("laststep", path());
    }
    return x.slice(1, x.dim(1) - 1, x.dim(1)).reshape(x.dim(0), x.dim(2));
  }
}
