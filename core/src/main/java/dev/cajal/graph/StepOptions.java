package dev.cajal.graph;

import dev.cajal.backend.Request;

/**
 * How a step is planned.
 *
 * @param activations whether the reverse sweep finds what it needs in memory
 * @param precision how exactly it computes
 * @param threads the most threads that compute it, the calling one included: with one, steps run
 *     side by side
 */
public record StepOptions(Activations activations, Precision precision, int threads) {

  /** Checks the number of threads. */
  public StepOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("a step needs at least one thread, got " + threads);
    }
  }

  /** Returns float32 throughout, with activations kept, on as many threads as there are. */
  public static StepOptions plain() {
    return new StepOptions(Activations.KEEP, Precision.STRICT, Request.ALL_THREADS);
  }

  /** Returns these options with activations kept or computed again. */
  public StepOptions activations(Activations value) {
    return new StepOptions(value, precision, threads);
  }

  /** Returns these options with another precision. */
  public StepOptions precision(Precision value) {
    return new StepOptions(activations, value, threads);
  }

  /** Returns these options with another number of threads. */
  public StepOptions threads(int value) {
    return new StepOptions(activations, precision, value);
  }
}
