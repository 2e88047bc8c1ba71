package dev.cajal.graph;

import dev.cajal.backend.Cost;
import dev.cajal.tensor.Tensor;
import java.util.List;

/** Counts operations by the cost rules of the operations, without computing anything. */
public final class Costs {

  private Costs() {}

  /**
   * Returns what it costs to compute tensors together, each shared value once, before any fusing.
   * Neither values nor memory are needed, so the cost of a huge model is free.
   *
   * <pre>{@code
   * long forward = Costs.of(loss).multiplications();
   * long both = Costs.of(loss, gradients.get(w)).multiplications(); // about three times as many
   * }</pre>
   */
  public static Cost of(Tensor... tensors) {
    return of(List.of(tensors));
  }

  /** Returns what it costs to compute tensors together. */
  public static Cost of(List<Tensor> tensors) {
    return Simplify.apply(Capture.of(tensors, true).graph()).cost();
  }
}
