package dev.cajal.graph;

import java.util.List;

/**
 * Where the time of a step goes.
 *
 * @param calls the kernel calls in the order of the plan, each with its median time
 * @param betweenMicros the median time of a run that is spent in none of them, microseconds
 */
public record StepProfile(List<TimedCall> calls, double betweenMicros) {

  /** Copies the calls. */
  public StepProfile {
    calls = List.copyOf(calls);
  }
}
