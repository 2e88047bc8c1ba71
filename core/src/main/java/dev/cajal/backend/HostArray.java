package dev.cajal.backend;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Element access to dense row-major storage, for reference kernels and tests: every value is seen
 * as a double, whatever it is stored as. Integers beyond 2^53 go through {@link #getLong}.
 */
public abstract sealed class HostArray {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
  private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

  private final TensorType type;
  final MemorySegment memory;

  private HostArray(TensorType type, MemorySegment memory) {
    this.type = type;
    this.memory = memory;
  }

  /**
   * Returns a view of memory as dense row-major elements of a type.
   *
   * @throws IllegalArgumentException if the memory is smaller than the type needs
   */
  public static HostArray of(TensorType type, MemorySegment memory) {
    if (memory.byteSize() < type.bytes()) {
      throw new IllegalArgumentException(
          type + " needs " + type.bytes() + " bytes, memory has " + memory.byteSize());
    }
    return switch (type.dtype()) {
      case FLOAT32 -> new Floats(type, memory);
      case FLOAT64 -> new Doubles(type, memory);
      case BFLOAT16 -> new BFloats(type, memory);
      case INT32 -> new Ints(type, memory);
      case INT64 -> new Longs(type, memory);
      case UINT8, BOOL -> new Bytes(type, memory);
    };
  }

  /** Returns the type of the array. */
  public final TensorType type() {
    return type;
  }

  /** Returns the shape of the array. */
  public final Shape shape() {
    return type.shape();
  }

  /** Returns the size of an axis; -1 is the last. */
  public final long dim(int axis) {
    return type.shape().dim(axis);
  }

  /** Returns the number of elements. */
  public final long count() {
    return type.shape().count();
  }

  /** Returns element {@code i} in row-major order. */
  public abstract double get(long i);

  /** Sets element {@code i}, rounded to the element type. */
  public abstract void set(long i, double value);

  /** Returns element {@code i} as an integer without passing through a double. */
  public long getLong(long i) {
    return (long) get(i);
  }

  /** Sets element {@code i} from an integer without passing through a double. */
  public void setLong(long i, long value) {
    set(i, (double) value);
  }

  /** Copies one element of another array of the same element type. */
  public final void setFrom(long i, HostArray source, long from) {
    if (type.dtype() == DType.INT64) {
      setLong(i, source.getLong(from));
    } else {
      set(i, source.get(from));
    }
  }

  /** Copies all elements from another array, converting each. */
  public final void copyFrom(HostArray source) {
    long count = count();
    if (source.type.dtype() == type.dtype()) {
      MemorySegment.copy(source.memory, 0, memory, 0, type.bytes());
    } else if (type.dtype().isFloating() || source.type.dtype().isFloating()) {
      for (long i = 0; i < count; i++) {
        set(i, source.get(i));
      }
    } else {
      for (long i = 0; i < count; i++) {
        setLong(i, source.getLong(i));
      }
    }
  }

  /** Sets every element. */
  public final void fill(double value) {
    long count = count();
    for (long i = 0; i < count; i++) {
      set(i, value);
    }
  }

  private static final class Floats extends HostArray {
    Floats(TensorType type, MemorySegment memory) {
      super(type, memory);
    }

    @Override
    public double get(long i) {
      return memory.getAtIndex(FLOAT, i);
    }

    @Override
    public void set(long i, double value) {
      memory.setAtIndex(FLOAT, i, (float) value);
    }
  }

  private static final class Doubles extends HostArray {
    Doubles(TensorType type, MemorySegment memory) {
      super(type, memory);
    }

    @Override
    public double get(long i) {
      return memory.getAtIndex(DOUBLE, i);
    }

    @Override
    public void set(long i, double value) {
      memory.setAtIndex(DOUBLE, i, value);
    }
  }

  private static final class BFloats extends HostArray {
    BFloats(TensorType type, MemorySegment memory) {
      super(type, memory);
    }

    @Override
    public double get(long i) {
      return Float.intBitsToFloat(memory.getAtIndex(SHORT, i) << 16);
    }

    @Override
    public void set(long i, double value) {
      memory.setAtIndex(SHORT, i, DType.bfloat16(value));
    }
  }

  private static final class Ints extends HostArray {
    Ints(TensorType type, MemorySegment memory) {
      super(type, memory);
    }

    @Override
    public double get(long i) {
      return memory.getAtIndex(INT, i);
    }

    @Override
    public void set(long i, double value) {
      memory.setAtIndex(INT, i, (int) value);
    }
  }

  private static final class Longs extends HostArray {
    Longs(TensorType type, MemorySegment memory) {
      super(type, memory);
    }

    @Override
    public double get(long i) {
      return memory.getAtIndex(LONG, i);
    }

    @Override
    public void set(long i, double value) {
      memory.setAtIndex(LONG, i, (long) value);
    }

    @Override
    public long getLong(long i) {
      return memory.getAtIndex(LONG, i);
    }

    @Override
    public void setLong(long i, long value) {
      memory.setAtIndex(LONG, i, value);
    }
  }

  private static final class Bytes extends HostArray {
    private final boolean truth;

    Bytes(TensorType type, MemorySegment memory) {
      super(type, memory);
      this.truth = type.dtype() == DType.BOOL;
    }

    @Override
    public double get(long i) {
      return memory.getAtIndex(BYTE, i) & 0xff;
    }

    @Override
    public void set(long i, double value) {
      memory.setAtIndex(BYTE, i, truth ? (byte) (value != 0 ? 1 : 0) : (byte) (int) value);
    }
  }
}
