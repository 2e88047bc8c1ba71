package dev.cajal.cpu;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import java.util.Optional;

/** One kind of kernels of the processor; {@link CpuBackend} asks one after the other. */
@FunctionalInterface
public interface KernelSource {
  /** Returns the kernel for a request, or empty if this source has none. */
  Optional<Choice> choose(Request request);
}
