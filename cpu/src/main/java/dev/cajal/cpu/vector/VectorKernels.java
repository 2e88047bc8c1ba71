package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import dev.cajal.graph.Fused;
import java.util.Optional;

/** The kernels in Java: answers the requests that oneDNN does not. */
public final class VectorKernels {
  private static final Loops LOOPS = LoopsProvider.loops();

  private VectorKernels() {}

  /** Returns the kernel for a request, or empty if there is none. */
  public static Optional<Choice> choose(Request request) {
    return switch (request.operation()) {
      case Fused fused -> CpuFused.choose(request, fused, LOOPS);
      default -> Optional.empty();
    };
  }

  /** Returns what runs the loops, such as {@code vector512}. */
  public static String describe() {
    return LOOPS.name();
  }
}
