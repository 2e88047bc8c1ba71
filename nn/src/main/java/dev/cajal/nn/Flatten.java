package dev.cajal.nn;

import dev.cajal.tensor.Tensor;

/** Merges all axes after the batch: [n, c, h, w] becomes [n, c·h·w]. */
public final class Flatten extends Module {

  /** Creates the layer. */
  public Flatten() {}

  @Override
  protected Tensor forward(Tensor x) {
    return x.flatten(1);
  }
}
