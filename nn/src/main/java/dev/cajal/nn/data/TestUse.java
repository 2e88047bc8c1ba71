package dev.cajal.nn.data;

import java.util.Optional;

/**
 * What a {@link TestGuard} knows after a use of test samples.
 *
 * @param samples what the test samples are
 * @param count how often they have been used, this time included
 * @param models how many different models they have judged
 */
public record TestUse(String samples, int count, int models) {

  /** Returns a line for the user from the second use on. */
  public Optional<String> warning() {
    if (count < 2) {
      return Optional.empty();
    }
    return Optional.of(
        ("the %s have now been used %d times, for %d %s; whoever chooses by test results gets"
                + " numbers that are too good: choose by validation samples or folds, and test once,"
                + " at the end")
            .formatted(samples, count, models, models == 1 ? "model" : "models"));
  }
}
