package dev.cajal.graph;

import java.util.Locale;

/** How exactly a step computes in float32. */
public enum Precision {
  /** Everything is float32. */
  STRICT,

  /**
   * Mixed precision: what large convolutions and matrix products read, and what is kept for the
   * reverse sweep, is stored as bfloat16; sums are kept in float32. Parameters stay float32, are
   * rounded once a step where a product reads them, and are updated in float32 from float32
   * gradients; so are statistics, losses, and products that are small or read data of few channels.
   * Since bfloat16 has the range of float32, the loss needs no scaling (Kalamkar et al., <i>A study
   * of BFLOAT16 for deep learning training</i>, 2019).
   *
   * <p>What is rounded is decided by the graph alone, so it is the same on every machine; it is
   * faster where the processor multiplies bfloat16.
   */
  FAST;

  /** Returns the name users write, such as {@code fast}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
