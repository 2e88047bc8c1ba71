package dev.cajal.cpu.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.cajal.cpu.natives.Native;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What oneDNN decided for a request: an implementation, physical orders, scratch memory. */
@SuppressWarnings("restricted")
final class PrimitiveDesc {
  private static final MethodHandle QUERY = Native.function("dnnl_primitive_desc_query", "i piip");
  private static final MethodHandle QUERY_MEMORY =
      Native.function("dnnl_primitive_desc_query_md", "p pii");
  private static final MethodHandle DESTROY = Native.function("dnnl_primitive_desc_destroy", "i p");

  private static final int IMPLEMENTATION = 8;
  private static final int MEMORY_OF_ARGUMENT = 255;
  private static final long NAME_LIMIT = 256;

  private final MemorySegment handle;
  private final int threads;

  private PrimitiveDesc(MemorySegment handle, int threads) {
    this.handle = handle;
    this.threads = threads;
  }

  /** A call of one of oneDNN's {@code …_primitive_desc_create} functions. */
  @FunctionalInterface
  interface Request {
    int call(Arena arena, MemorySegment out, MemorySegment engine, MemorySegment attributes)
        throws Throwable;
  }

  /** Asks for an implementation that runs on {@code threads} threads. */
  static PrimitiveDesc create(String what, int threads, Attributes attributes, Request request) {
    try (Arena arena = Arena.ofConfined()) {
      Engine.threads(threads);
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check(request.call(arena, out, Engine.ENGINE, attributes.create(arena)), what);
      return new PrimitiveDesc(Native.owned(out.get(ADDRESS, 0), DESTROY), threads);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  MemorySegment handle() {
    return handle;
  }

  int threads() {
    return threads;
  }

  /** The implementation's name, such as {@code brgconv:avx512_core}; {@code ref:…} is slow. */
  String implementation() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check((int) QUERY.invokeExact(handle, IMPLEMENTATION, 0, out), "query a primitive");
      return out.get(ADDRESS, 0).reinterpret(NAME_LIMIT).getString(0);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  /** How the argument must lie in memory; empty memory for one that the primitive does not take. */
  MemoryDesc memory(int argument) {
    try {
      return MemoryDesc.copyOf(
          (MemorySegment) QUERY_MEMORY.invokeExact(handle, MEMORY_OF_ARGUMENT, argument));
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }
}
