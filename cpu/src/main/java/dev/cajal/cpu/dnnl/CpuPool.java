package dev.cajal.cpu.dnnl;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.AvgPool;
import dev.cajal.op.AvgPoolGrad;
import dev.cajal.op.MaxPool;
import dev.cajal.op.MaxUnpool;
import dev.cajal.op.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Poolings and their gradients, in the order in which the image lies. oneDNN's workspace of a
 * maximum pooling is what {@link MaxPool} calls switches: the row-major position inside the window.
 * It differs from the reference outside the finite numbers: a NaN does not win, and the maximum of
 * −∞ alone is the least finite number.
 */
final class CpuPool {
  private CpuPool() {}

  static Optional<Choice> max(Request request, MaxPool pool) {
    return describe(request, Pooling.Kind.MAX, pool.size(), pool.window(), 0)
        .map(desc ->
            new Choice(
                new PrimitiveKernel(
                    desc, List.of(Argument.SOURCE), List.of(Argument.RESULT, Argument.WORKSPACE)),
                List.of(Attempts.input(request, 0, desc, Argument.SOURCE)),
                List.of(
                    Attempts.output(request, 0, desc, Argument.RESULT),
                    Attempts.output(request, 1, desc, Argument.WORKSPACE))));
  }

  static Optional<Choice> average(Request request, AvgPool pool) {
    return describe(request, kind(pool.countIncludePad()), pool.size(), pool.window(), 0)
        .map(desc ->
            new Choice(
                new PrimitiveKernel(desc, List.of(Argument.SOURCE), List.of(Argument.RESULT)),
                List.of(Attempts.input(request, 0, desc, Argument.SOURCE)),
                List.of(Attempts.output(request, 0, desc, Argument.RESULT))));
  }

  /** Inputs are the gradient and the switches, whose order is that of the forward pass. */
  static Optional<Choice> unpool(Request request, MaxUnpool pool) {
    Layout like = layout(request, 1);
    return backward(request, Pooling.Kind.MAX, pool.size(), pool.window(), pool.input(), like)
        .filter(desc ->
            desc.memory(Argument.WORKSPACE)
                .sameAs(Descriptors.of(request.inputs().get(1), like).orElse(MemoryDesc.NONE)))
        .map(desc ->
            new Choice(
                new PrimitiveKernel(
                    desc,
                    List.of(Argument.RESULT_GRADIENT, Argument.WORKSPACE),
                    List.of(Argument.SOURCE_GRADIENT)),
                List.of(
                    Attempts.input(request, 0, desc, Argument.RESULT_GRADIENT),
                    Attempts.input(request, 1, desc, Argument.WORKSPACE)),
                List.of(Attempts.output(request, 0, desc, Argument.SOURCE_GRADIENT))));
  }

  static Optional<Choice> averageGrad(Request request, AvgPoolGrad pool) {
    boolean narrow = request.outputs().getFirst().dtype() == DType.BFLOAT16;
    if (narrow && overlaps(pool.size(), pool.window())) {
      // oneDNN would round the sum after every window.
      return Optional.empty();
    }
    return backward(
            request,
            kind(pool.countIncludePad()),
            pool.size(),
            pool.window(),
            pool.input(),
            layout(request, 0))
        .map(desc ->
            new Choice(
                new PrimitiveKernel(
                    desc, List.of(Argument.RESULT_GRADIENT), List.of(Argument.SOURCE_GRADIENT)),
                List.of(Attempts.input(request, 0, desc, Argument.RESULT_GRADIENT)),
                List.of(Attempts.output(request, 0, desc, Argument.SOURCE_GRADIENT))));
  }

  private static Optional<PrimitiveDesc> describe(
      Request request, Pooling.Kind kind, List<Integer> size, Window window, int input) {
    TensorType x = request.inputs().get(input);
    TensorType y = request.outputs().getFirst();
    if (!Attempts.isReal(x) || x.dtype() != y.dtype()) {
      return Optional.empty();
    }
    return Attempts.first(
        List.of(
            () ->
                Descriptors.of(x, layout(request, input))
                    .map(image -> forward(request, kind, size, window, image, y)),
            () -> Optional.of(forward(request, kind, size, window, Descriptors.rowMajor(x), y))));
  }

  private static Optional<PrimitiveDesc> backward(
      Request request,
      Pooling.Kind kind,
      List<Integer> size,
      Window window,
      Shape image,
      Layout like) {
    TensorType g = request.inputs().getFirst();
    TensorType x = g.with(image);
    if (!Attempts.isReal(g) || g.dtype() != request.outputs().getFirst().dtype()) {
      return Optional.empty();
    }
    return Attempts.first(
        List.of(() ->
            Descriptors.of(x, Descriptors.reshaped(like, image))
                .map(source -> {
                  PrimitiveDesc forward = forward(request, kind, size, window, source, g);
                  return Pooling.backward(
                      Attempts.threadsToMove(request),
                      kind,
                      size,
                      window,
                      source,
                      forward.memory(Argument.RESULT),
                      forward);
                })));
  }

  private static PrimitiveDesc forward(
      Request request,
      Pooling.Kind kind,
      List<Integer> size,
      Window window,
      MemoryDesc image,
      TensorType result) {
    return Pooling.forward(
        Attempts.threadsToMove(request), kind, size, window, image, Descriptors.any(result));
  }

  private static Layout layout(Request request, int input) {
    return request
        .given()
        .get(input)
        .orElseGet(() -> Layout.rowMajor(request.inputs().get(input).shape()));
  }

  private static boolean overlaps(List<Integer> size, Window window) {
    return IntStream.range(0, size.size()).anyMatch(a -> size.get(a) > window.strides().get(a));
  }

  private static Pooling.Kind kind(boolean countIncludePad) {
    return countIncludePad ? Pooling.Kind.AVERAGE_OVER_WINDOW : Pooling.Kind.AVERAGE_OVER_INPUT;
  }
}
