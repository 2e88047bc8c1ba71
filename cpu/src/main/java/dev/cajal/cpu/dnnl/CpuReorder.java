package dev.cajal.cpu.dnnl;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Permute;
import java.util.List;
import java.util.Optional;

/** {@link Reorder}, and {@link Permute} as a reorder between two views of the result. */
final class CpuReorder {
  private CpuReorder() {}

  static Optional<Choice> choose(Request request, Reorder reorder) {
    return copy(request, reorder.from(), reorder.to(), reorder.from());
  }

  static Optional<Choice> permute(Request request, Permute permute) {
    long[] strides = request.inputs().getFirst().shape().strides();
    long[] permuted = permute.axes().stream().mapToLong(a -> strides[a]).toArray();
    return copy(
        request,
        Layout.strided(permuted),
        Layout.rowMajor(request.outputs().getFirst().shape()),
        Layout.rowMajor(request.inputs().getFirst().shape()));
  }

  /** A copy between two layouts of the result; {@code input} is how the planner sees the first. */
  private static Optional<Choice> copy(Request request, Layout from, Layout to, Layout input) {
    TensorType source = request.inputs().getFirst();
    TensorType type = request.outputs().getFirst();
    if (type.shape().rank() == 0) {
      return Optional.empty();
    }
    return Descriptors.of(type.with(source.dtype()), from)
        .flatMap(read ->
            Descriptors.of(type, to)
                .map(result ->
                    Copying.create(
                        Attempts.threadsToMove(request), Attributes.PLAIN, read, result)))
        .map(desc ->
            new Choice(
                new PrimitiveKernel(desc, List.of(Argument.SOURCE), List.of(Argument.RESULT)),
                List.of(input),
                List.of(to)));
  }
}
