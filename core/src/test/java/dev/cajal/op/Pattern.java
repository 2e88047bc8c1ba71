package dev.cajal.op;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;

/** Small integers that do not repeat along any short axis, so that expected results are exact. */
final class Pattern {

  private Pattern() {}

  /** Returns float64 values 7i mod 11 − 5. */
  static Tensor of(long... sizes) {
    Shape shape = Shape.of(sizes);
    double[] values = new double[Math.toIntExact(shape.count())];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 7 % 11 - 5;
    }
    return Tensor.of(shape, values);
  }

  /** Returns float32 zeros. */
  static Tensor zeros(long... sizes) {
    Shape shape = Shape.of(sizes);
    return Tensor.of(shape, new float[Math.toIntExact(shape.count())]);
  }
}
