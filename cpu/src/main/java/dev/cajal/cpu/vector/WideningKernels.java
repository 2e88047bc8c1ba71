package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import dev.cajal.graph.Mixed;
import java.util.Optional;
import java.util.function.Function;

/** Kernels for mixed precision from kernels for float32. */
public final class WideningKernels {
  private WideningKernels() {}

  /**
   * Returns the kernel for a request, or empty if there is none.
   *
   * @param kernels where to look for the kernel of the same operation in float32
   */
  public static Optional<Choice> choose(
      Request request, Function<Request, Optional<Choice>> kernels) {
    return choose(request, LoopsProvider.loops(), kernels);
  }

  static Optional<Choice> choose(
      Request request, Loops loops, Function<Request, Optional<Choice>> kernels) {
    return request.operation() instanceof Mixed mixed
        ? CpuWidened.choose(request, mixed, loops, kernels)
        : Optional.empty();
  }
}
