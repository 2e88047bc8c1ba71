package dev.cajal.labs.convolution;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Samples held in memory with the labels of a data set: images that are costly to make and are read
 * in every epoch, or what a stage without learning says of them.
 */
final class HeldImages implements Dataset {
  private static final int BATCH = 250;

  private final Dataset data;
  private final Shape shape;
  private final float[] values;

  private HeldImages(Dataset data, Shape shape, float[] values) {
    this.data = data;
    this.shape = shape;
    this.values = values;
  }

  /** Reads all samples of a data set. */
  static HeldImages of(Dataset data) {
    int size = Math.toIntExact(data.shape().count());
    float[] values = new float[size * data.size()];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, values, i * size);
    }
    return new HeldImages(data, data.shape(), values);
  }

  /** What a stage says of each of these samples; it is computed once. */
  HeldImages through(Module stage) {
    float[] said = new float[0];
    Shape one = shape;
    for (int from = 0; from < size(); from += BATCH) {
      Tensor batch = stage.apply(tensor().slice(0, from, Math.min(size(), from + BATCH)));
      float[] part = batch.toArray();
      if (from == 0) {
        one = batch.shape().slice(1, batch.rank());
        said = new float[Math.toIntExact(one.count()) * size()];
      }
      System.arraycopy(part, 0, said, from * Math.toIntExact(one.count()), part.length);
    }
    return new HeldImages(data, one, said);
  }

  /** All samples as one tensor. */
  Tensor tensor() {
    return Tensor.of(Shape.of(size()).concat(shape), values);
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public List<String> classes() {
    return data.classes();
  }

  @Override
  public String description() {
    return data.description();
  }

  @Override
  public int label(int index) {
    return data.label(index);
  }

  @Override
  public void read(int index, float[] target, int offset) {
    int count = Math.toIntExact(shape.count());
    System.arraycopy(values, index * count, target, offset, count);
  }
}
