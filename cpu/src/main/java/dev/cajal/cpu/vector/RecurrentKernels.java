package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import dev.cajal.recurrent.Recurrence;
import dev.cajal.recurrent.RecurrenceGrad;
import java.util.Optional;

/** The kernels of recurrences. */
public final class RecurrentKernels {
  private RecurrentKernels() {}

  /** Returns the kernel for a request, or empty if there is none. */
  public static Optional<Choice> choose(Request request) {
    return choose(request, LoopsProvider.loops());
  }

  static Optional<Choice> choose(Request request, Loops loops) {
    return switch (request.operation()) {
      case Recurrence recurrence -> CpuRecurrence.choose(request, recurrence, loops);
      case RecurrenceGrad grad -> CpuRecurrenceGrad.choose(request, grad, loops);
      default -> Optional.empty();
    };
  }
}
