package dev.cajal.cpu.team;

import org.jspecify.annotations.Nullable;

/** Carries what a part threw to the thread that waits for it. */
final class Failures {
  private Failures() {}

  static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
