package dev.cajal.cpu.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.cajal.cpu.natives.Native;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A compiled primitive with its argument list. {@link #bind} points an argument at memory, {@link
 * #execute} runs; neither allocates. Not for use by two threads at once.
 */
final class Primitive {
  private static final MethodHandle CREATE = Native.function("dnnl_primitive_create", "i pp");
  private static final MethodHandle DESTROY = Native.function("dnnl_primitive_destroy", "i p");
  private static final MethodHandle EXECUTE = Native.function("dnnl_primitive_execute", "i ppip");
  private static final MethodHandle CREATE_MEMORY = Native.function("dnnl_memory_create", "i pppp");
  private static final MethodHandle DESTROY_MEMORY = Native.function("dnnl_memory_destroy", "i p");
  private static final MethodHandle SET_DATA =
      Native.function("dnnl_memory_set_data_handle", "i pl");

  private static final long ARGUMENT_BYTES = 16;
  private static final long ARGUMENT_MEMORY = 8;

  private final MemorySegment handle;
  private final int threads;
  private final MemorySegment[] memories;
  private final long[] addresses;
  private final MemorySegment arguments;

  /** Compiles the description; {@code argumentIds} fixes the order of {@link #bind}'s slots. */
  Primitive(PrimitiveDesc desc, int... argumentIds) {
    Arena arena = Arena.ofAuto();
    threads = desc.threads();
    memories = new MemorySegment[argumentIds.length];
    addresses = new long[argumentIds.length];
    arguments = arena.allocate(ARGUMENT_BYTES * argumentIds.length, ADDRESS.byteAlignment());
    Engine.threads(threads);
    handle = create(desc);
    for (int slot = 0; slot < argumentIds.length; slot++) {
      memories[slot] = memory(desc.memory(argumentIds[slot]));
      arguments.set(JAVA_INT, slot * ARGUMENT_BYTES, argumentIds[slot]);
      arguments.set(ADDRESS, slot * ARGUMENT_BYTES + ARGUMENT_MEMORY, memories[slot]);
    }
  }

  /** Points an argument at memory, which the caller keeps alive until it has executed. */
  void bind(int slot, MemorySegment data) {
    bind(slot, data, 0);
  }

  /** Points an argument at memory from an offset in bytes on. */
  void bind(int slot, MemorySegment data, long offset) {
    long address = data.address() + offset;
    if (addresses[slot] == address) {
      return;
    }
    try {
      Status.check((int) SET_DATA.invokeExact(memories[slot], address), "set a data handle");
    } catch (Throwable e) {
      throw Native.failure(e);
    }
    addresses[slot] = address;
  }

  void execute() {
    try {
      Engine.threads(threads);
      Status.check(
          (int) EXECUTE.invokeExact(handle, Engine.STREAM, memories.length, arguments),
          "execute a primitive");
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private static MemorySegment create(PrimitiveDesc desc) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check((int) CREATE.invokeExact(out, desc.handle()), "create a primitive");
      return Native.owned(out.get(ADDRESS, 0), DESTROY);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private static MemorySegment memory(MemoryDesc desc) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check(
          (int) CREATE_MEMORY.invokeExact(out, desc.handle(), Engine.ENGINE, MemorySegment.NULL),
          "create a memory object");
      return Native.owned(out.get(ADDRESS, 0), DESTROY_MEMORY);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }
}
