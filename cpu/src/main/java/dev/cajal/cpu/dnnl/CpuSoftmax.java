package dev.cajal.cpu.dnnl;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import java.util.List;
import java.util.Optional;

/** {@link dev.cajal.op.Softmax} and {@link dev.cajal.op.LogSoftmax} of row-major tensors. */
final class CpuSoftmax {
  private CpuSoftmax() {}

  static Optional<Choice> choose(Request request, int axis, boolean logarithm) {
    TensorType type = request.outputs().getFirst();
    if (type.dtype() != DType.FLOAT32) {
      return Optional.empty();
    }
    // oneDNN's logarithm is off by 4e-6, much for a loss near 0; the Vector API does the last axis.
    if (logarithm && type.shape().axis(axis) == type.shape().rank() - 1) {
      return Optional.empty();
    }
    MemoryDesc memory = Descriptors.rowMajor(type);
    return Attempts.first(
            List.of(() ->
                Optional.of(
                    SoftmaxAxis.forward(
                        Attempts.threadsToMove(request),
                        logarithm,
                        type.shape().axis(axis),
                        memory,
                        memory))))
        .map(desc ->
            Choice.rowMajor(
                request,
                new PrimitiveKernel(desc, List.of(Argument.SOURCE), List.of(Argument.RESULT))));
  }
}
