package dev.cajal.vision.generate;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Samples painted when they are first read, and kept as bytes. The classes take turns. */
final class PaintedDataset implements Dataset {
  private final Shape shape;
  private final List<String> classes;
  private final String description;
  private final Painter painter;
  private final AtomicReferenceArray<byte[]> samples;

  PaintedDataset(int size, Shape shape, List<String> classes, String description, Painter painter) {
    this.shape = shape;
    this.classes = List.copyOf(classes);
    this.description = description;
    this.painter = painter;
    this.samples = new AtomicReferenceArray<>(size);
  }

  @Override
  public int size() {
    return samples.length();
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
    return Objects.checkIndex(index, samples.length()) % classes.size();
  }

  @Override
  public void read(int index, float[] target, int offset) {
    byte[] sample = samples.get(index);
    if (sample == null) {
      // Two threads may paint the same sample; both paint the same.
      sample = new byte[Math.toIntExact(shape.count())];
      painter.paint(index, label(index), sample);
      samples.set(index, sample);
    }
    for (int i = 0; i < sample.length; i++) {
      target[offset + i] = (sample[i] & 0xff) / 255f;
    }
  }
}
