package dev.cajal.cpu.portable;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import dev.cajal.cpu.KernelSource;
import java.util.List;
import java.util.Optional;

/** Operations in plain loops that the compiler turns into vector instructions by itself. */
public final class PortableKernels implements KernelSource {
  /** Creates the source. */
  public PortableKernels() {}

  @Override
  public Optional<Choice> choose(Request request) {
    return Optional.empty();
  }

  @Override
  public List<String> describe() {
    return List.of("portable loops for the rest");
  }
}
