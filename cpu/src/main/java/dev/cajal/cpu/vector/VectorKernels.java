package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Request;
import dev.cajal.graph.Fused;
import dev.cajal.graph.FusedProduct;
import dev.cajal.graph.Mixed;
import dev.cajal.op.Gather;
import dev.cajal.op.LogSoftmax;
import dev.cajal.op.Moments;
import dev.cajal.op.RandomUniform;
import dev.cajal.op.ScatterAdd;
import dev.cajal.op.Softmax;
import dev.cajal.tensor.Elementwise;
import java.util.Optional;

/** The kernels in Java: loops over the Vector API, or plain ones where that module is absent. */
public final class VectorKernels {
  /** The lanes of the widest vectors there are. */
  private static final long VECTOR = 16;

  /** Labels for which plain loops take less than a thousandth of a step. */
  private static final long LABELS = 4096;

  private VectorKernels() {}

  /** Returns the kernel for a request, or empty if there is none. */
  public static Optional<Choice> choose(Request request) {
    Loops loops = isSmall(request) ? ScalarLoops.INSTANCE : LoopsProvider.loops();
    return choose(request, loops);
  }

  /**
   * Whether a program fills no vector, or compares labels. Until C2 has compiled a loop, which
   * takes thousands of calls, its vectors are objects, and nothing large runs the loops of these
   * sooner.
   */
  private static boolean isSmall(Request request) {
    if (!(request.operation() instanceof Fused fused)) {
      return false;
    }
    long count = fused.domain().count();
    return count <= VECTOR
        || (count <= LABELS
            && request.inputs().stream()
                .anyMatch(t -> !t.dtype().isFloating() && t.shape().equals(fused.domain())));
  }

  static Optional<Choice> choose(Request request, Loops loops) {
    return switch (request.operation()) {
      case Fused fused ->
          CpuFused.choose(request, fused, loops).or(() -> CpuScalars.choose(request, fused));
      case FusedProduct fused -> CpuFusedProduct.choose(request, fused, loops);
      case Moments moments -> CpuMoments.choose(request, moments, loops);
      case Mixed m when m.operation() instanceof Moments moments ->
          CpuMoments.choose(request, moments, loops);
      case Softmax softmax -> CpuSoftmax.choose(request, softmax.axis(), false, loops);
      case LogSoftmax softmax -> CpuSoftmax.choose(request, softmax.axis(), true, loops);
      case RandomUniform random -> CpuRandomUniform.choose(request, random);
      case Gather gather -> CpuGather.choose(request, gather);
      case ScatterAdd scatter -> CpuScatterAdd.choose(request, scatter);
      case Elementwise op -> CpuLongs.choose(request, op).or(() -> CpuMovement.choose(request));
      default -> CpuMovement.choose(request);
    };
  }

  /** Returns which loops run, such as {@code vector512}. */
  public static String describe() {
    return LoopsProvider.loops().name();
  }
}
