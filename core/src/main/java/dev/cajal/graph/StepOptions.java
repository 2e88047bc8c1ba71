package dev.cajal.graph;

/**
 * How a step is planned.
 *
 * @param activations whether the reverse sweep finds what it needs in memory
 * @param precision how exactly it computes
 */
public record StepOptions(Activations activations, Precision precision) {

  /** Returns float32 throughout, with activations kept. */
  public static StepOptions plain() {
    return new StepOptions(Activations.KEEP, Precision.STRICT);
  }

  /** Returns these options with activations kept or computed again. */
  public StepOptions activations(Activations value) {
    return new StepOptions(value, precision);
  }

  /** Returns these options with another precision. */
  public StepOptions precision(Precision value) {
    return new StepOptions(activations, value);
  }
}
