package dev.cajal.cpu.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cajal.backend.Layout;
import dev.cajal.cpu.natives.Native;
import dev.cajal.cpu.natives.NativeException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.stream.LongStream;

/** Sizes, element type and physical order of one argument of a primitive. */
@SuppressWarnings("restricted")
final class MemoryDesc {
  /** oneDNN's number for bfloat16. */
  static final int BFLOAT = 2;

  /** oneDNN's number for float32. */
  static final int FLOAT = 3;

  /** oneDNN's number for int32. */
  static final int INT = 4;

  /** oneDNN's number for uint8. */
  static final int BYTE = 6;

  /** Stands for an argument that is not there, such as the bias of a convolution without one. */
  static final MemoryDesc NONE = new MemoryDesc(MemorySegment.NULL);

  private static final MethodHandle CREATE_STRIDED =
      Native.function("dnnl_memory_desc_create_with_strides", "i pipip");
  private static final MethodHandle CREATE_TAGGED =
      Native.function("dnnl_memory_desc_create_with_tag", "i pipii");
  private static final MethodHandle PERMUTE =
      Native.function("dnnl_memory_desc_permute_axes", "i ppp");
  private static final MethodHandle CLONE = Native.function("dnnl_memory_desc_clone", "i pp");
  private static final MethodHandle DESTROY = Native.function("dnnl_memory_desc_destroy", "i p");
  private static final MethodHandle EQUAL = Native.function("dnnl_memory_desc_equal", "i pp");
  private static final MethodHandle QUERY = Native.function("dnnl_memory_desc_query", "i pip");
  private static final MethodHandle SIZE = Native.function("dnnl_memory_desc_get_size", "l p");

  private static final int TAG_ANY = 1;
  private static final int FORMAT_BLOCKED = 2;
  private static final int MAX_RANK = 12;

  private static final int QUERY_RANK = 256;
  private static final int QUERY_FORMAT = 262;
  private static final int QUERY_STRIDES = 14;
  private static final int QUERY_INNER_COUNT = 263;
  private static final int QUERY_INNER_BLOCKS = 264;
  private static final int QUERY_INNER_AXES = 265;

  private final MemorySegment handle;

  private MemoryDesc(MemorySegment handle) {
    this.handle = handle;
  }

  /** Element (i0, i1, …) lies at Σ i·stride. */
  static MemoryDesc strided(int type, long[] dims, long[] strides) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check(
          (int)
              CREATE_STRIDED.invokeExact(
                  out, dims.length, dims(arena, dims), type, dims(arena, strides)),
          "describe strided memory");
      return owned(out.get(ADDRESS, 0));
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  /** Leaves the physical order to the primitive that the descriptor is given to. */
  static MemoryDesc any(int type, long... dims) {
    return tagged(type, TAG_ANY, dims);
  }

  /** A physical order by oneDNN's number for it. */
  static MemoryDesc tagged(int type, int tag, long... dims) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check(
          (int) CREATE_TAGGED.invokeExact(out, dims.length, dims(arena, dims), type, tag),
          "describe memory of a named order");
      return owned(out.get(ADDRESS, 0));
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  /** The same memory of a matrix, seen as its transpose. */
  MemoryDesc transposed() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check(
          (int) PERMUTE.invokeExact(out, handle, arena.allocateFrom(JAVA_INT, 1, 0)),
          "describe a transposed matrix");
      return owned(out.get(ADDRESS, 0));
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  /** A copy of a descriptor that belongs to somebody else. */
  static MemoryDesc copyOf(MemorySegment borrowed) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check((int) CLONE.invokeExact(out, borrowed), "copy a memory descriptor");
      return owned(out.get(ADDRESS, 0));
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  MemorySegment handle() {
    return handle;
  }

  /** Bytes that memory of this description takes, padding included. */
  long bytes() {
    try {
      return (long) SIZE.invokeExact(handle);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  boolean sameAs(MemoryDesc other) {
    try {
      return (int) EQUAL.invokeExact(handle, other.handle) != 0;
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  /** Decodes the physical order; only for a descriptor that a primitive has decided. */
  Layout layout() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      if (number(out, QUERY_FORMAT) != FORMAT_BLOCKED) {
        throw new NativeException("memory descriptor is not of the blocked kind");
      }
      int blocks = number(out, QUERY_INNER_COUNT);
      return new Layout(
          list(out, QUERY_STRIDES, number(out, QUERY_RANK)),
          list(out, QUERY_INNER_BLOCKS, blocks).stream().map(Math::toIntExact).toList(),
          list(out, QUERY_INNER_AXES, blocks).stream().map(Math::toIntExact).toList());
    }
  }

  /** A C array of sizes; oneDNN never reads beyond the rank. */
  static MemorySegment dims(Arena arena, long... values) {
    MemorySegment array = arena.allocate(JAVA_LONG, MAX_RANK);
    MemorySegment.copy(values, 0, array, JAVA_LONG, 0, values.length);
    return array;
  }

  private int number(MemorySegment out, int what) {
    query(out, what);
    return out.get(JAVA_INT, 0);
  }

  private List<Long> list(MemorySegment out, int what, int length) {
    query(out, what);
    MemorySegment values = out.get(ADDRESS, 0).reinterpret(length * JAVA_LONG.byteSize());
    return LongStream.of(values.toArray(JAVA_LONG)).boxed().toList();
  }

  private void query(MemorySegment out, int what) {
    try {
      Status.check((int) QUERY.invokeExact(handle, what, out), "query a memory descriptor");
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  /** A C array of sizes. */
  static MemorySegment dims(Arena arena, List<Integer> values) {
    return dims(arena, values.stream().mapToLong(Integer::longValue).toArray());
  }

  private static MemoryDesc owned(MemorySegment object) {
    return new MemoryDesc(Native.owned(object, DESTROY));
  }
}
