package dev.cajal.classic;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.tensor.Tensor;

/** Small tables for the tests. */
final class Data {
  private Data() {}

  static Tensor table(double[]... rows) {
    double[] values = new double[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * rows[0].length, rows[0].length);
    }
    return Tensor.of(Shape.of(rows.length, rows[0].length), values);
  }

  static Tensor labels(long... labels) {
    return Tensor.of(Shape.of(labels.length), labels);
  }

  /** Returns float32 clouds of 2 features around (0, 0), (6, 0), (0, 6), … one for each class. */
  static Samples clouds(int classes, int each, double spread, long seed) {
    RandomStream random = new RandomStream(seed, "clouds");
    float[] values = new float[2 * classes * each];
    long[] labels = new long[classes * each];
    for (int i = 0; i < labels.length; i++) {
      int c = i % classes;
      labels[i] = c;
      values[2 * i] = (float) (6 * (c % 2) + spread * random.gaussian());
      values[2 * i + 1] = (float) (6 * (c / 2) + spread * random.gaussian());
    }
    return Samples.of(Tensor.of(Shape.of(labels.length, 2), values), labels(labels));
  }

  static Samples xor() {
    return Samples.of(
        table(new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 0}, new double[] {1, 1}),
        labels(0, 1, 1, 0));
  }

  /** Three classes of two points each. */
  static Samples six() {
    return Samples.of(
        table(
            new double[] {0, 1},
            new double[] {1, 0.5},
            new double[] {2, 2},
            new double[] {3, 1},
            new double[] {1, 3},
            new double[] {0.5, 2.5}),
        labels(0, 0, 1, 1, 2, 2));
  }
}
