package dev.cajal.nn.data;

import dev.cajal.backend.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Some samples ready for a network, in off-heap memory that is used again and again: what the
 * accessors say holds until the next call of {@link Loader#next()}.
 */
public final class Batch {
  private static final long ALIGNMENT = 64;

  private final Shape sample;
  private final MemorySegment images;
  private final MemorySegment labels;
  private final int[] indices;
  private int size;
  private int epoch;
  private int first;
  private boolean last;

  Batch(int capacity, Shape sample) {
    this.sample = sample;
    long floats = Math.multiplyExact(capacity, sample.count());
    Arena arena = Arena.ofAuto();
    images = arena.allocate(Math.multiplyExact(floats, Float.BYTES), ALIGNMENT);
    labels = arena.allocate((long) capacity * Long.BYTES, ALIGNMENT);
    indices = new int[capacity];
  }

  /** Returns the shape of all samples together: [size, …sample shape]. */
  public Shape shape() {
    return Shape.of(size).concat(sample);
  }

  /** Returns the number of samples. */
  public int size() {
    return size;
  }

  /** Returns the samples, float32, row-major, of exactly the size that {@link #shape()} says. */
  public MemorySegment images() {
    return full() ? images : images.asSlice(0, size * sample.count() * Float.BYTES);
  }

  /** Returns the labels, int64, one for each sample. */
  public MemorySegment labels() {
    return full() ? labels : labels.asSlice(0, (long) size * Long.BYTES);
  }

  /** Returns the index in the dataset of one of the samples. */
  public int index(int position) {
    return indices[position];
  }

  /** Returns the label of one of the samples. */
  public int label(int position) {
    return (int) labels.getAtIndex(ValueLayout.JAVA_LONG, position);
  }

  /** Returns the epoch, counted from 0. */
  public int epoch() {
    return epoch;
  }

  /** Returns how many samples of the epoch came before this batch. */
  public int first() {
    return first;
  }

  /**
   * Returns the position in the epoch of the next sample: what a checkpoint stores to go on after
   * this batch with {@link Loader#seek}.
   */
  public int next() {
    return first + size;
  }

  /** Says whether this is the last batch of its epoch. */
  public boolean last() {
    return last;
  }

  int capacity() {
    return indices.length;
  }

  void begin(int epoch, int first, int size, boolean last, int[] order) {
    this.epoch = epoch;
    this.first = first;
    this.size = size;
    this.last = last;
    System.arraycopy(order, first, indices, 0, size);
  }

  void put(int position, int label, float[] values) {
    int count = (int) sample.count();
    MemorySegment.copy(
        values, 0, images, ValueLayout.JAVA_FLOAT, (long) position * count * Float.BYTES, count);
    labels.setAtIndex(ValueLayout.JAVA_LONG, position, label);
  }

  private boolean full() {
    return size == indices.length;
  }
}
