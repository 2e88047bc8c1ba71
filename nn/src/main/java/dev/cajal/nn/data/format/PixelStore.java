package dev.cajal.nn.data.format;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.PixelDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers samples one by one; memory grows with what was read, not with what a file promises. */
final class PixelStore {
  private final Shape shape;
  private final int sampleBytes;
  private final List<byte[]> chunks = new ArrayList<>();
  private int[] labels = new int[1024];
  private int size;

  PixelStore(Shape shape) {
    this.shape = shape;
    this.sampleBytes = Math.toIntExact(shape.count());
  }

  int size() {
    return size;
  }

  int label(int index) {
    return labels[index];
  }

  void add(byte[] source, int offset, int label) {
    int place = size % PixelDataset.chunkSamples(shape);
    if (place == 0) {
      chunks.add(new byte[PixelDataset.chunkSamples(shape) * sampleBytes]);
    }
    System.arraycopy(source, offset, chunks.getLast(), place * sampleBytes, sampleBytes);
    if (size == labels.length) {
      labels = Arrays.copyOf(labels, 2 * size);
    }
    labels[size++] = label;
  }

  void addAll(PixelStore other) {
    int each = PixelDataset.chunkSamples(shape);
    for (int i = 0; i < other.size; i++) {
      add(other.chunks.get(i / each), i % each * sampleBytes, other.labels[i]);
    }
  }

  PixelDataset dataset(List<String> classes, String description) {
    return dataset(Arrays.copyOf(labels, size), classes, description);
  }

  /** Returns the samples under other labels than they were added with. */
  PixelDataset dataset(int[] newLabels, List<String> classes, String description) {
    return new PixelDataset(shape, chunks.toArray(byte[][]::new), newLabels, classes, description);
  }
}
