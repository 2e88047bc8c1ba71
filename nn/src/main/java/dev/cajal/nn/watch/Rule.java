package dev.cajal.nn.watch;

import java.util.Optional;

/** Recognises one trouble by its numbers. */
@FunctionalInterface
public interface Rule {

  /** Returns what is wrong, or nothing. */
  Optional<Finding> check(History history);
}
