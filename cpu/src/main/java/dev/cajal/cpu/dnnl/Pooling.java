package dev.cajal.cpu.dnnl;

import static dev.cajal.cpu.dnnl.Convolution.gaps;
import static dev.cajal.cpu.dnnl.MemoryDesc.dims;

import dev.cajal.cpu.natives.Native;
import dev.cajal.op.Window;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** Maximum and average over windows, and their gradients. */
final class Pooling {
  private static final MethodHandle FORWARD =
      Native.function("dnnl_pooling_forward_primitive_desc_create", "i ppiipppppppp");
  private static final MethodHandle BACKWARD =
      Native.function("dnnl_pooling_backward_primitive_desc_create", "i ppippppppppp");

  private static final int FORWARD_TRAINING = 64;

  /** What is taken of a window. */
  enum Kind {
    MAX(0x1ff),
    /** Divides by the size of the window. */
    AVERAGE_OVER_WINDOW(0x2ff),
    /** Divides by the number of elements that are not padding. */
    AVERAGE_OVER_INPUT(0x3ff);

    private final int algorithm;

    Kind(int algorithm) {
      this.algorithm = algorithm;
    }
  }

  private Pooling() {}

  static PrimitiveDesc forward(
      int threads,
      Kind kind,
      List<Integer> size,
      Window window,
      MemoryDesc source,
      MemoryDesc result) {
    return PrimitiveDesc.create(
        "pooling",
        threads,
        Attributes.PLAIN,
        (arena, out, engine, attr) ->
            (int)
                FORWARD.invokeExact(
                    out,
                    engine,
                    FORWARD_TRAINING,
                    kind.algorithm,
                    source.handle(),
                    result.handle(),
                    dims(arena, window.strides()),
                    dims(arena, size),
                    gaps(arena, window),
                    dims(arena, window.padBefore()),
                    dims(arena, window.padAfter()),
                    attr));
  }

  static PrimitiveDesc backward(
      int threads,
      Kind kind,
      List<Integer> size,
      Window window,
      MemoryDesc sourceGradient,
      MemoryDesc resultGradient,
      PrimitiveDesc forward) {
    return PrimitiveDesc.create(
        "pooling, gradient",
        threads,
        Attributes.PLAIN,
        (arena, out, engine, attr) ->
            (int)
                BACKWARD.invokeExact(
                    out,
                    engine,
                    kind.algorithm,
                    sourceGradient.handle(),
                    resultGradient.handle(),
                    dims(arena, window.strides()),
                    dims(arena, size),
                    gaps(arena, window),
                    dims(arena, window.padBefore()),
                    dims(arena, window.padAfter()),
                    forward.handle(),
                    attr));
  }
}
