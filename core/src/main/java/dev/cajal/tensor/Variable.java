package dev.cajal.tensor;

import dev.cajal.backend.Backends;
import dev.cajal.backend.Choice;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The only mutable thing in the system: named storage of one type. Parameters, optimizer state,
 * running statistics, batch inputs, the learning rate (0-d) and the random state are all variables.
 * {@link #tensor()} captures the current version; evaluating it after a later write is an error,
 * except in a compiled step, which always reads the present value.
 *
 * <p>Storage is allocated, as zeros, when it is first touched, so that abstract traces of huge
 * models cost nothing. It lives in one resident layout, chosen by the first plan that has a
 * preference.
 */
public final class Variable {
  private final String name;
  private final TensorType type;
  private final boolean steady;
  // Read at every step, by several threads at once; written under the lock.
  private volatile Layout layout;
  private volatile @Nullable MemorySegment memory;
  private volatile long version;
  private boolean settled;
  // What is asked at every step is remembered, because asking a layout makes garbage.
  private boolean plain = true;
  private boolean padded;
  private @Nullable Tensor leaf;

  /** Creates a variable of zeros that may be written before every run, as a batch is. */
  public Variable(String name, TensorType type) {
    this(name, type, false);
  }

  private Variable(String name, TensorType type, boolean steady) {
    this.name = name;
    this.type = type;
    this.steady = steady;
    this.layout = Layout.rowMajor(type.shape());
  }

  /**
   * Creates a variable of zeros that keeps its value over many runs, as a parameter does. In a plan
   * that does not write it, what depends on such variables alone is computed again only after one
   * of them was written. It may be written at any time; the mark is about speed, not about meaning.
   */
  public static Variable steady(String name, TensorType type) {
    return new Variable(name, type, true);
  }

  /** Returns whether the value is expected to stay over many runs. */
  public boolean isSteady() {
    return steady;
  }

  /** Returns the name, for parameters the dotted path. */
  public String name() {
    return name;
  }

  /** Returns the type. */
  public TensorType type() {
    return type;
  }

  /** Returns how often the value has been written. */
  public long version() {
    return version;
  }

  /** Returns the layout in which the value lies. */
  public Layout layout() {
    return layout;
  }

  /** Returns whether a plan has settled the resident layout. */
  public synchronized boolean settled() {
    return settled;
  }

  /** Returns the leaf that stands for the present value. */
  public synchronized Tensor tensor() {
    if (leaf == null) {
      leaf = Tensor.leaf(new Read(this, version), null);
    }
    return leaf;
  }

  /** Returns a leaf for the present value that belongs to a trace. */
  public synchronized Tensor tensor(Trace trace) {
    return Tensor.leaf(new Read(this, version), trace);
  }

  /** Returns the storage, in the resident {@link #layout()}. */
  public MemorySegment memory() {
    MemorySegment present = memory;
    return present != null ? present : allocated();
  }

  private synchronized MemorySegment allocated() {
    MemorySegment present = memory;
    if (present == null) {
      present = Memory.allocate(layout.span(type.shape()) * type.dtype().bytes());
      memory = present;
    }
    return present;
  }

  /** Records that the storage was written from outside, as a compiled step does. */
  public synchronized void touched() {
    version++;
    leaf = null;
  }

  /** Moves the value to a resident layout, which then stays. */
  public synchronized void settle(Layout resident) {
    settled = true;
    if (!resident.equals(layout)) {
      MemorySegment old = memory;
      Layout before = layout;
      layout = resident;
      plain = layout.isRowMajor(type.shape());
      padded = layout.isPadded(type.shape());
      memory = null;
      if (old != null) {
        reorder(old, before, memory(), resident);
      }
    }
  }

  /**
   * Returns the value in row-major order: the storage itself where that is its layout, else a copy.
   */
  public synchronized MemorySegment rowMajor() {
    if (plain) {
      return memory();
    }
    MemorySegment copy = Memory.allocate(type.bytes());
    reorder(memory(), layout, copy, Layout.rowMajor(type.shape()));
    return copy;
  }

  /** Sets the value from row-major memory of the same element type. */
  public synchronized void set(MemorySegment rowMajor) {
    if (plain) {
      MemorySegment.copy(rowMajor, 0, memory(), 0, type.bytes());
    } else {
      reorder(rowMajor, Layout.rowMajor(type.shape()), memory(), layout);
    }
    touched();
  }

  /**
   * Sets the value to that of a tensor.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public synchronized void set(Tensor value) {
    if (!value.type().equals(type)) {
      throw new IllegalArgumentException(
          "variable "
              + name
              + " is "
              + type
              + ", the value "
              + value.type()
              + "; cast or reshape it");
    }
    set(value.values());
  }

  /** Sets a value of any floating type from row-major doubles. */
  public synchronized void set(double... values) {
    checkCount(values.length);
    MemorySegment source = Memory.allocate(type.bytes());
    HostArray array = HostArray.of(type, source);
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    set(source);
  }

  /** Sets a value of any floating type from row-major floats. */
  public synchronized void set(float... values) {
    set(IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
  }

  /**
   * Sets every element to one value; allocates nothing, so that schedules may call it each step.
   */
  public synchronized void fill(double value) {
    if (padded) {
      MemorySegment source = Memory.allocate(type.bytes());
      HostArray.of(type, source).fill(value);
      set(source);
      return;
    }
    HostArray.of(type, memory()).fill(value);
    touched();
  }

  private void checkCount(long count) {
    if (count != type.shape().count()) {
      throw new IllegalArgumentException(
          "variable "
              + name
              + ": "
              + count
              + " values given, "
              + type
              + " holds "
              + type.shape().count());
    }
  }

  private void reorder(MemorySegment source, Layout from, MemorySegment target, Layout to) {
    Request request =
        new Request(
            new Reorder(from, to),
            List.of(type),
            List.of(type),
            List.of(Optional.of(from)),
            List.of(Optional.of(to)));
    Choice choice = Backends.choose(request);
    MemorySegment scratch = Memory.allocate(choice.kernel().scratchBytes());
    choice.kernel().run(new MemorySegment[] {source}, new MemorySegment[] {target}, scratch);
  }

  @Override
  public String toString() {
    return name + " " + type;
  }
}
