package dev.cajal.nn.data;

import dev.cajal.backend.Shape;
import java.util.List;
import java.util.Objects;

/**
 * Samples of 8-bit values held in memory, one byte a value: 47 MB for MNIST, 184 MB for CIFAR-10.
 *
 * <p>The bytes lie in chunks of about a megabyte, so that readers can fill them while they read,
 * several at once, and no array ever has to be as large as a file's header claims.
 */
public final class PixelDataset implements Dataset {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final float[] LEVELS = levels();

  private final Shape shape;
  private final int sampleBytes;
  private final int chunkSamples;
  private final byte[][] chunks;
  private final int[] labels;
  private final List<String> classes;
  private final String description;

  /**
   * Creates a dataset that takes the arrays over without copying them.
   *
   * @param shape the shape of one sample
   * @param chunks the samples one after the other, {@code chunkSamples(shape)} to a chunk; the last
   *     chunk may hold fewer
   * @param labels one label for each sample
   * @param classes the class names
   * @param description see {@link Dataset#description()}
   * @throws IllegalArgumentException if the chunks do not hold as many samples as there are labels,
   *     or a label has no class
   */
  public PixelDataset(
      Shape shape, byte[][] chunks, int[] labels, List<String> classes, String description) {
    this.shape = shape;
    this.sampleBytes = sampleBytes(shape);
    this.chunkSamples = chunkSamples(shape);
    this.chunks = chunks;
    this.labels = labels;
    this.classes = List.copyOf(classes);
    this.description = description;
    for (int label : labels) {
      if (label < 0 || label >= classes.size()) {
        throw new IllegalArgumentException(
            "label " + label + " has no class; there are " + classes.size());
      }
    }
    if (chunks.length != chunkCount(shape, labels.length)) {
      throw new IllegalArgumentException(
          chunks.length + " chunks for " + labels.length + " samples of shape " + shape);
    }
    for (int i = 0; i < chunks.length; i++) {
      if (chunks[i].length < samplesIn(shape, labels.length, i) * sampleBytes) {
        throw new IllegalArgumentException("chunk " + i + " is too short for its samples");
      }
    }
  }

  /** Returns how many samples of a shape lie in one chunk. */
  public static int chunkSamples(Shape shape) {
    return Math.max(1, CHUNK_BYTES / Math.max(1, sampleBytes(shape)));
  }

  /** Returns how many chunks a number of samples needs. */
  public static int chunkCount(Shape shape, int samples) {
    return Math.ceilDiv(samples, chunkSamples(shape));
  }

  /** Returns how many of a number of samples lie in one chunk. */
  public static int samplesIn(Shape shape, int samples, int chunk) {
    int each = chunkSamples(shape);
    return Math.clamp(samples - (long) chunk * each, 0, each);
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, float[] target, int offset) {
    Objects.checkIndex(index, labels.length);
    byte[] chunk = chunks[index / chunkSamples];
    int from = index % chunkSamples * sampleBytes;
    for (int i = 0; i < sampleBytes; i++) {
      target[offset + i] = LEVELS[chunk[from + i] & 0xff];
    }
  }

  private static int sampleBytes(Shape shape) {
    return Math.toIntExact(shape.count());
  }

  private static float[] levels() {
    float[] levels = new float[256];
    for (int i = 0; i < 256; i++) {
      levels[i] = i / 255f;
    }
    return levels;
  }
}
