package dev.cajal.cpu.portable;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import java.util.Optional;

/** Operations in plain loops that the compiler turns into vector instructions by itself. */
public final class PortableKernels {
  private PortableKernels() {}

  /** Returns the kernel for a request, or empty if there is none. */
  public static Optional<Choice> choose(Request request) {
    return Optional.empty();
  }
}
