package dev.cajal.cpu.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.cajal.cpu.natives.Native;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * What a primitive does beside its own work.
 *
 * @param accumulate adds the result to what the output holds
 * @param relu clamps the (accumulated) result at zero
 */
record Attributes(boolean accumulate, boolean relu) {
  /** Nothing beside the primitive's own work. */
  static final Attributes PLAIN = new Attributes(false, false);

  private static final MethodHandle CREATE = Native.function("dnnl_primitive_attr_create", "i p");
  private static final MethodHandle DESTROY = Native.function("dnnl_primitive_attr_destroy", "i p");
  private static final MethodHandle SET_SCRATCHPAD_MODE =
      Native.function("dnnl_primitive_attr_set_scratchpad_mode", "i pi");
  private static final MethodHandle SET_POST_OPS =
      Native.function("dnnl_primitive_attr_set_post_ops", "i pp");
  private static final MethodHandle CREATE_POST_OPS =
      Native.function("dnnl_post_ops_create", "i p");
  private static final MethodHandle DESTROY_POST_OPS =
      Native.function("dnnl_post_ops_destroy", "i p");
  private static final MethodHandle APPEND_SUM =
      Native.function("dnnl_post_ops_append_sum", "i pfii");
  private static final MethodHandle APPEND_ELTWISE =
      Native.function("dnnl_post_ops_append_eltwise", "i piff");

  private static final int SCRATCHPAD_OF_USER = 1;
  private static final int RELU = 32;

  Attributes withRelu(boolean yes) {
    return new Attributes(accumulate, yes);
  }

  Attributes withAccumulate(boolean yes) {
    return new Attributes(yes, relu);
  }

  /** A native attribute object that dies with the arena; scratch memory is always ours to give. */
  MemorySegment create(Arena arena) {
    try {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check((int) CREATE.invokeExact(out), "create attributes");
      MemorySegment attributes = Native.owned(arena, out.get(ADDRESS, 0), DESTROY);
      Status.check(
          (int) SET_SCRATCHPAD_MODE.invokeExact(attributes, SCRATCHPAD_OF_USER),
          "choose the scratchpad");
      if (accumulate || relu) {
        MemorySegment postOps = postOps(arena);
        Status.check((int) SET_POST_OPS.invokeExact(attributes, postOps), "attach post-operations");
      }
      return attributes;
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private MemorySegment postOps(Arena arena) throws Throwable {
    MemorySegment out = arena.allocate(ADDRESS);
    Status.check((int) CREATE_POST_OPS.invokeExact(out), "create post-operations");
    MemorySegment postOps = Native.owned(arena, out.get(ADDRESS, 0), DESTROY_POST_OPS);
    if (accumulate) {
      Status.check((int) APPEND_SUM.invokeExact(postOps, 1f, 0, 0), "append a sum");
    }
    if (relu) {
      Status.check((int) APPEND_ELTWISE.invokeExact(postOps, RELU, 0f, 0f), "append a ReLU");
    }
    return postOps;
  }
}
