package dev.cajal.cpu.dnnl;

import static dev.cajal.cpu.dnnl.MemoryDesc.dims;

import dev.cajal.cpu.natives.Native;
import dev.cajal.op.Window;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Convolution and its two gradients. Weights of a grouped one have a leading group axis. */
final class Convolution {
  private static final MethodHandle FORWARD =
      Native.function("dnnl_convolution_forward_primitive_desc_create", "i ppiippppppppp");
  private static final MethodHandle BACKWARD_DATA =
      Native.function("dnnl_convolution_backward_data_primitive_desc_create", "i ppippppppppp");
  private static final MethodHandle BACKWARD_WEIGHTS =
      Native.function("dnnl_convolution_backward_weights_primitive_desc_create", "i ppipppppppppp");

  private static final int FORWARD_TRAINING = 64;
  private static final int DIRECT = 1;

  private Convolution() {}

  static PrimitiveDesc forward(
      int threads,
      Attributes attributes,
      Window window,
      MemoryDesc source,
      MemoryDesc weights,
      MemoryDesc bias,
      MemoryDesc result) {
    return PrimitiveDesc.create(
        "convolution",
        threads,
        attributes,
        (arena, out, engine, attr) ->
            (int)
                FORWARD.invokeExact(
                    out,
                    engine,
                    FORWARD_TRAINING,
                    DIRECT,
                    source.handle(),
                    weights.handle(),
                    bias.handle(),
                    result.handle(),
                    dims(arena, window.strides()),
                    gaps(arena, window),
                    dims(arena, window.padBefore()),
                    dims(arena, window.padAfter()),
                    attr));
  }

  static PrimitiveDesc backwardData(
      int threads,
      Window window,
      MemoryDesc sourceGradient,
      MemoryDesc weights,
      MemoryDesc resultGradient,
      PrimitiveDesc forward) {
    return PrimitiveDesc.create(
        "convolution, gradient of the input",
        threads,
        Attributes.PLAIN,
        (arena, out, engine, attr) ->
            (int)
                BACKWARD_DATA.invokeExact(
                    out,
                    engine,
                    DIRECT,
                    sourceGradient.handle(),
                    weights.handle(),
                    resultGradient.handle(),
                    dims(arena, window.strides()),
                    gaps(arena, window),
                    dims(arena, window.padBefore()),
                    dims(arena, window.padAfter()),
                    forward.handle(),
                    attr));
  }

  static PrimitiveDesc backwardWeights(
      int threads,
      Window window,
      MemoryDesc source,
      MemoryDesc weightsGradient,
      MemoryDesc biasGradient,
      MemoryDesc resultGradient,
      PrimitiveDesc forward) {
    return PrimitiveDesc.create(
        "convolution, gradient of the weights",
        threads,
        Attributes.PLAIN,
        (arena, out, engine, attr) ->
            (int)
                BACKWARD_WEIGHTS.invokeExact(
                    out,
                    engine,
                    DIRECT,
                    source.handle(),
                    weightsGradient.handle(),
                    biasGradient.handle(),
                    resultGradient.handle(),
                    dims(arena, window.strides()),
                    gaps(arena, window),
                    dims(arena, window.padBefore()),
                    dims(arena, window.padAfter()),
                    forward.handle(),
                    attr));
  }

  /** oneDNN counts the gaps between a window's elements where Cajal counts the distance. */
  static MemorySegment gaps(Arena arena, Window window) {
    return dims(arena, window.dilations().stream().map(d -> d - 1).toList());
  }
}
