package dev.cajal.graph;

/**
 * What becomes of the values that the reverse sweep reads, in a step whose first output is the
 * loss.
 */
public enum Activations {
  /** They stay in memory from the forward pass on: fastest. */
  KEEP,

  /**
   * The forward pass is cut into segments, and what crosses no cut is forgotten and computed once
   * more when the reverse sweep comes to its segment. For a chain of n equal layers the memory
   * falls from n to about 2√n activations, for at most one more forward pass; results are the same.
   * Also called gradient checkpointing (Chen et al., <i>Training deep nets with sublinear memory
   * cost</i>, 2016).
   *
   * <p>Several ways to cut are tried, and if none needs less memory nothing is cut: where the first
   * layers are by far the largest, as in many image networks, their own reverse sweep is the peak,
   * and little can be gained.
   */
  RECOMPUTE
}
