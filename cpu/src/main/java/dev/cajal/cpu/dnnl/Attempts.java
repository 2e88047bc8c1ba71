package dev.cajal.cpu.dnnl;

import dev.cajal.backend.DType;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.natives.NativeException;
import dev.cajal.cpu.team.Team;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Rules for taking or refusing what oneDNN offers. */
final class Attempts {
  /** Below this, a second thread costs more in fork and join than it computes (measured). */
  private static final long MULTIPLICATIONS_WORTH_A_TEAM = 200_000;

  private static final long BYTES_WORTH_A_TEAM = 1 << 16;

  private Attempts() {}

  /**
   * Returns the first description whose implementation is one of the fast ones, else the first that
   * is not a plain loop.
   */
  static Optional<PrimitiveDesc> first(List<Supplier<Optional<PrimitiveDesc>>> attempts) {
    Optional<PrimitiveDesc> detour = Optional.empty();
    for (Supplier<Optional<PrimitiveDesc>> attempt : attempts) {
      Optional<PrimitiveDesc> found =
          make(attempt).filter(desc -> !isPlainLoop(desc.implementation()));
      if (found.isPresent() && !isDetour(found.get().implementation())) {
        return found;
      }
      detour = detour.isPresent() ? detour : found;
    }
    return detour;
  }

  private static Optional<PrimitiveDesc> make(Supplier<Optional<PrimitiveDesc>> attempt) {
    try {
      return attempt.get();
    } catch (NativeException e) {
      // What oneDNN does not implement for one order it may for the next.
      return Optional.empty();
    }
  }

  /** Whether an implementation is one of oneDNN's plain loops, up to 500 times slower. */
  private static boolean isPlainLoop(String implementation) {
    return implementation.startsWith("ref");
  }

  /** Whether an implementation rearranges an image at every call, or leaves vectors half empty. */
  static boolean isDetour(String implementation) {
    return implementation.contains("gemm:jit")
        || implementation.contains("ncsp")
        || (implementation.endsWith("avx2") && Engine.hasAvx512());
  }

  /** Whether two operands are multiplied at full speed: floats both, or bfloat16 where it pays. */
  static boolean multiply(TensorType a, TensorType b) {
    return a.dtype() == b.dtype()
        && (a.dtype() == DType.FLOAT32
            || (a.dtype() == DType.BFLOAT16 && Engine.multipliesBfloats()));
  }

  /** Whether an element type is one that oneDNN rounds results to. */
  static boolean isReal(TensorType type) {
    return type.dtype() == DType.FLOAT32 || type.dtype() == DType.BFLOAT16;
  }

  /** Returns the number of threads for a request that computes. */
  static int threads(Request request) {
    long work = request.operation().multiplications(request.inputs(), request.outputs());
    return work < MULTIPLICATIONS_WORTH_A_TEAM ? 1 : Team.size(request.threads());
  }

  /** Returns the number of threads for a request that mostly moves bytes. */
  static int threadsToMove(Request request) {
    return request.operation().cost(request.inputs(), request.outputs()).bytes()
            < BYTES_WORTH_A_TEAM
        ? 1
        : Team.size(request.threads());
  }

  /** Returns the descriptor of the layout in which an input lies, if it is known and usable. */
  static Optional<MemoryDesc> given(Request request, int input) {
    return request
        .given()
        .get(input)
        .flatMap(layout -> Descriptors.of(request.inputs().get(input), layout));
  }

  /** Returns the layout of an argument of a primitive that is input {@code input} of a request. */
  static Layout input(Request request, int input, PrimitiveDesc desc, int argument) {
    return Descriptors.layout(request.inputs().get(input), desc.memory(argument));
  }

  /** Returns the layout of an argument of a primitive that is output {@code output}. */
  static Layout output(Request request, int output, PrimitiveDesc desc, int argument) {
    return Descriptors.layout(request.outputs().get(output), desc.memory(argument));
  }
}
