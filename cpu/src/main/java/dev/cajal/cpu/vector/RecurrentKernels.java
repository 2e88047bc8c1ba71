package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import dev.cajal.recurrent.Recurrence;
import dev.cajal.recurrent.RecurrenceGrad;
import java.util.Optional;
import java.util.function.Function;

/** The kernels of recurrences, which take their matrix products from other kernels. */
public final class RecurrentKernels {
  private RecurrentKernels() {}

  /**
   * Returns the kernel for a request, or empty if there is none.
   *
   * @param products where to look for the kernel of a matrix product
   */
  public static Optional<Choice> choose(
      Request request, Function<Request, Optional<Choice>> products) {
    return choose(request, LoopsProvider.loops(), products);
  }

  static Optional<Choice> choose(
      Request request, Loops loops, Function<Request, Optional<Choice>> products) {
    return switch (request.operation()) {
      case Recurrence recurrence -> CpuRecurrence.choose(request, recurrence, loops, products);
      case RecurrenceGrad grad -> CpuRecurrenceGrad.choose(request, grad, loops, products);
      default -> Optional.empty();
    };
  }
}
