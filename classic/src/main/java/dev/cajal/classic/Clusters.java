package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.tensor.Tensor;

/** The centres that {@link KMeans} found. */
public final class Clusters implements Fitted {
  private final Tensor centres;
  private final double inertia;
  private final int turns;

  Clusters(Tensor centres, double inertia, int turns) {
    this.centres = centres.detach();
    this.inertia = inertia;
    this.turns = turns;
  }

  /** Returns the centres, [k, d]. */
  public Tensor centres() {
    return centres;
  }

  /** Returns Σ ‖xᵢ − c‖² of the samples that were learnt from, each to its nearest centre. */
  public double inertia() {
    return inertia;
  }

  /** Returns how many turns it took. */
  public int turns() {
    return turns;
  }

  @Override
  public Tensor predict(Tensor features) {
    Blocks.check("k-means", features, centres.type());
    return Distances.squared(features, centres).argmin(1).cast(DType.INT64).detach();
  }
}
