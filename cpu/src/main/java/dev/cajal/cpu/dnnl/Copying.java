package dev.cajal.cpu.dnnl;

import dev.cajal.cpu.natives.Native;
import java.lang.invoke.MethodHandle;

/** Copies between two physical orders of the same array. */
final class Copying {
  private static final MethodHandle CREATE =
      Native.function("dnnl_reorder_primitive_desc_create", "i pppppp");

  private Copying() {}

  static PrimitiveDesc create(
      int threads, Attributes attributes, MemoryDesc source, MemoryDesc result) {
    return PrimitiveDesc.create(
        "reorder",
        threads,
        attributes,
        (_, out, engine, attr) ->
            (int) CREATE.invokeExact(out, source.handle(), engine, result.handle(), engine, attr));
  }
}
