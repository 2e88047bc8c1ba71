package dev.cajal.cpu.dnnl;

import dev.cajal.cpu.natives.Native;
import java.lang.invoke.MethodHandle;

/** Softmax and its logarithm along one axis. */
final class SoftmaxAxis {
  private static final MethodHandle FORWARD =
      Native.function("dnnl_softmax_forward_primitive_desc_create", "i ppiippip");

  private static final int FORWARD_INFERENCE = 96;
  private static final int ACCURATE = 0x30000;
  private static final int LOGARITHM = 0x30001;

  private SoftmaxAxis() {}

  static PrimitiveDesc forward(
      int threads, boolean logarithm, int axis, MemoryDesc source, MemoryDesc result) {
    int algorithm = logarithm ? LOGARITHM : ACCURATE;
    return PrimitiveDesc.create(
        "softmax",
        threads,
        Attributes.PLAIN,
        (_, out, engine, attr) ->
            (int)
                FORWARD.invokeExact(
                    out,
                    engine,
                    FORWARD_INFERENCE,
                    algorithm,
                    source.handle(),
                    result.handle(),
                    axis,
                    attr));
  }
}
