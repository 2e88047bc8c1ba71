package dev.cajal.cpu.dnnl;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@link Conv} and its two gradients. The image is taken as it lies if a fast implementation takes
 * it so; else, and for weights, oneDNN chooses the order.
 */
final class CpuConv {
  private CpuConv() {}

  static Optional<Choice> forward(
      Request request, Conv conv, Attributes attributes, boolean withBias) {
    TensorType w = request.inputs().get(1);
    TensorType y = request.outputs().getFirst();
    if (!isComputed(request)) {
      return Optional.empty();
    }
    int threads = Attempts.threads(request);
    MemoryDesc bias = withBias ? Descriptors.rowMajor(request.inputs().get(2)) : MemoryDesc.NONE;
    Window window = conv.window();
    List<Supplier<Optional<PrimitiveDesc>>> attempts = new ArrayList<>();
    for (MemoryDesc weights : weights(window, w)) {
      for (MemoryDesc image : asGivenOrAny(request, 0)) {
        attempts.add(() ->
            usable(
                window,
                w,
                Argument.WEIGHTS,
                Convolution.forward(
                    threads, attributes, window, image, weights, bias, Descriptors.any(y))));
      }
    }
    Optional<PrimitiveDesc> found = Attempts.first(attempts);
    return found.map(desc -> {
      List<Integer> arguments = new ArrayList<>(List.of(Argument.SOURCE, Argument.WEIGHTS));
      List<Layout> layouts = new ArrayList<>();
      layouts.add(Attempts.input(request, 0, desc, Argument.SOURCE));
      layouts.add(weightLayout(window, w, desc, Argument.WEIGHTS));
      if (withBias) {
        arguments.add(Argument.BIAS);
        layouts.add(Layout.rowMajor(request.inputs().get(2).shape()));
      }
      return new Choice(
          new PrimitiveKernel(desc, arguments, List.of(Argument.RESULT)),
          layouts,
          List.of(Attempts.output(request, 0, desc, Argument.RESULT)));
    });
  }

  /** Inputs are the gradient of the result, and the weights. */
  static Optional<Choice> inputGrad(Request request, ConvInputGrad grad) {
    TensorType g = request.inputs().get(0);
    TensorType w = request.inputs().get(1);
    TensorType x = request.outputs().getFirst();
    if (!isComputed(request)) {
      return Optional.empty();
    }
    int threads = Attempts.threads(request);
    Window window = grad.window();
    List<Supplier<Optional<PrimitiveDesc>>> attempts = new ArrayList<>();
    for (MemoryDesc weights : weights(window, w)) {
      for (MemoryDesc gradient : asGivenOrAny(request, 0)) {
        attempts.add(() ->
            usable(
                window,
                w,
                Argument.WEIGHTS,
                Convolution.backwardData(
                    threads,
                    window,
                    Descriptors.any(x),
                    weights,
                    gradient,
                    hint(threads, window, x.with(g.dtype()), w, g))));
      }
    }
    Optional<PrimitiveDesc> found = Attempts.first(attempts);
    return found.map(desc ->
        new Choice(
            new PrimitiveKernel(
                desc,
                List.of(Argument.RESULT_GRADIENT, Argument.WEIGHTS),
                List.of(Argument.SOURCE_GRADIENT)),
            List.of(
                Attempts.input(request, 0, desc, Argument.RESULT_GRADIENT),
                weightLayout(window, w, desc, Argument.WEIGHTS)),
            List.of(Attempts.output(request, 0, desc, Argument.SOURCE_GRADIENT))));
  }

  /** Inputs are the gradient of the result, and the image. */
  static Optional<Choice> weightGrad(Request request, ConvWeightGrad grad) {
    TensorType g = request.inputs().get(0);
    TensorType x = request.inputs().get(1);
    TensorType w = request.outputs().getFirst();
    if (!isComputed(request)) {
      return Optional.empty();
    }
    int threads = Attempts.threads(request);
    Window window = grad.window();
    PrimitiveDesc hint = hint(threads, window, x, w.with(x.dtype()), g);
    MemoryDesc image = Attempts.given(request, 1).orElseGet(() -> Descriptors.any(x));
    MemoryDesc gradient = Attempts.given(request, 0).orElseGet(() -> Descriptors.any(g));
    List<Supplier<Optional<PrimitiveDesc>>> attempts = new ArrayList<>();
    for (MemoryDesc wanted : wantedWeights(request, window, w)) {
      attempts.add(() -> weightGrad(threads, window, w, image, wanted, gradient, hint));
    }
    for (MemoryDesc wanted : wantedWeights(request, window, w)) {
      attempts.add(() ->
          weightGrad(threads, window, w, Descriptors.any(x), wanted, Descriptors.any(g), hint));
    }
    // Few input channels fill no vector in blocks; side by side they do.
    for (MemoryDesc wanted : wantedWeights(request, window, w)) {
      attempts.add(() ->
          weightGrad(
              threads,
              window,
              w,
              Descriptors.channelsLast(x),
              wanted,
              Descriptors.channelsLast(g),
              hint));
    }
    return Attempts.first(attempts)
        .map(desc ->
            new Choice(
                new PrimitiveKernel(
                    desc,
                    List.of(Argument.RESULT_GRADIENT, Argument.SOURCE),
                    List.of(Argument.WEIGHTS_GRADIENT)),
                List.of(
                    Attempts.input(request, 0, desc, Argument.RESULT_GRADIENT),
                    Attempts.input(request, 1, desc, Argument.SOURCE)),
                List.of(weightLayout(window, w, desc, Argument.WEIGHTS_GRADIENT))));
  }

  private static Optional<PrimitiveDesc> weightGrad(
      int threads,
      Window window,
      TensorType w,
      MemoryDesc image,
      MemoryDesc weights,
      MemoryDesc gradient,
      PrimitiveDesc hint) {
    PrimitiveDesc desc =
        Convolution.backwardWeights(
            threads, window, image, weights, MemoryDesc.NONE, gradient, hint);
    return usable(window, w, Argument.WEIGHTS_GRADIENT, desc).filter(d -> clears(d, w));
  }

  /**
   * Whether padding is zero; oneDNN's bfloat16 kernel for few input channels leaves it as it is.
   */
  private static boolean clears(PrimitiveDesc desc, TensorType w) {
    MemoryDesc gradient = desc.memory(Argument.WEIGHTS_GRADIENT);
    return !desc.implementation().startsWith("jit_bf16")
        || w.shape().dim(1) > 4
        || gradient.bytes() == w.bytes();
  }

  /** The orders to try for a gradient of weights: that of the weights, then oneDNN's own. */
  private static List<MemoryDesc> wantedWeights(Request request, Window window, TensorType w) {
    List<MemoryDesc> wanted = new ArrayList<>();
    request
        .wanted()
        .getFirst()
        .flatMap(layout ->
            window.groups() == 1
                ? Descriptors.of(w, layout)
                : GroupedWeights.known(window.groups(), w, layout))
        .ifPresent(wanted::add);
    wanted.addAll(weights(window, w));
    return wanted;
  }

  private static PrimitiveDesc hint(
      int threads, Window window, TensorType x, TensorType w, TensorType y) {
    return Convolution.forward(
        threads,
        Attributes.PLAIN,
        window,
        Descriptors.any(x),
        weights(window, w).getFirst(),
        MemoryDesc.NONE,
        Descriptors.any(y));
  }

  /** Weights in any order; if those of groups get one that only they have, row-major. */
  private static List<MemoryDesc> weights(Window window, TensorType w) {
    if (window.groups() == 1) {
      return List.of(Descriptors.any(w));
    }
    TensorType split = GroupedWeights.split(window.groups(), w);
    return List.of(Descriptors.any(split), Descriptors.rowMajor(split));
  }

  private static List<MemoryDesc> asGivenOrAny(Request request, int input) {
    MemoryDesc any = Descriptors.any(request.inputs().get(input));
    return Attempts.given(request, input).map(given -> List.of(given, any)).orElse(List.of(any));
  }

  /** Returns a description whose weights lie in an order that the planner can speak of. */
  private static Optional<PrimitiveDesc> usable(
      Window window, TensorType w, int argument, PrimitiveDesc desc) {
    return window.groups() == 1
            || GroupedWeights.layout(window.groups(), w, desc.memory(argument)).isPresent()
        ? Optional.of(desc)
        : Optional.empty();
  }

  private static Layout weightLayout(
      Window window, TensorType w, PrimitiveDesc desc, int argument) {
    return window.groups() == 1
        ? Descriptors.layout(w, desc.memory(argument))
        : GroupedWeights.layout(window.groups(), w, desc.memory(argument)).orElseThrow();
  }

  private static boolean isComputed(Request request) {
    return Attempts.multiply(request.inputs().get(0), request.inputs().get(1))
        && Attempts.isReal(request.outputs().getFirst());
  }
}
