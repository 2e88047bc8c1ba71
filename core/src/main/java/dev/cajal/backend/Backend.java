package dev.cajal.backend;

import java.util.List;
import java.util.Optional;

/**
 * A provider of kernels, found by {@link java.util.ServiceLoader}. Where it has none for a request,
 * the next backend is asked, and at last the reference forward runs.
 */
public interface Backend {

  /** Returns the name, such as {@code cpu}. */
  String name();

  /** Returns the order among backends; the highest is asked first. */
  int priority();

  /**
   * Returns lines for {@code cajal doctor}: versions, instruction set, threads, what was refused.
   */
  List<String> describe();

  /** Returns the kernel for a request, or empty if this backend has none. */
  Optional<Choice> choose(Request request);
}
