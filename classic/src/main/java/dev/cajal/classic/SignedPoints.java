package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;

/** The points t (x, 1) of samples of two classes: a plane separates these if all lie before it. */
final class SignedPoints {
  private final int count;
  private final int dimensions;
  private final double[] values;

  private SignedPoints(int count, int dimensions, double[] values) {
    this.count = count;
    this.dimensions = dimensions;
    this.values = values;
  }

  static SignedPoints of(String learner, Samples samples) {
    int[] labels = samples.labelsOfSeveral(learner);
    if (samples.classes() != 2) {
      throw new IllegalArgumentException(
          "%s: there are %d classes, expected 2; wrap it in OneVsAll"
              .formatted(learner, samples.classes()));
    }
    double[] features = samples.features().toDoubles();
    int d = samples.width();
    double[] values = new double[labels.length * (d + 1)];
    for (int i = 0; i < labels.length; i++) {
      int sign = labels[i] == 1 ? 1 : -1;
      for (int j = 0; j < d; j++) {
        values[i * (d + 1) + j] = sign * features[i * d + j];
      }
      values[i * (d + 1) + d] = sign;
    }
    return new SignedPoints(labels.length, d + 1, values);
  }

  int count() {
    return count;
  }

  int dimensions() {
    return dimensions;
  }

  /** Returns the product of a point and weights; positive if it is on the right side. */
  double product(int point, double[] weights) {
    int from = point * dimensions;
    double sum = 0;
    for (int j = 0; j < dimensions; j++) {
      sum += values[from + j] * weights[j];
    }
    return sum;
  }

  void addTo(double[] weights, int point) {
    addTo(weights, point, 1);
  }

  void addTo(double[] weights, int point, double factor) {
    int from = point * dimensions;
    for (int j = 0; j < dimensions; j++) {
      weights[j] += factor * values[from + j];
    }
  }

  /** Returns the product of two points. */
  double product(int one, int other) {
    double sum = 0;
    for (int j = 0; j < dimensions; j++) {
      sum += values[one * dimensions + j] * values[other * dimensions + j];
    }
    return sum;
  }

  /** Returns how many points are on the right side. */
  int right(double[] weights) {
    int right = 0;
    for (int i = 0; i < count; i++) {
      right += product(i, weights) > 0 ? 1 : 0;
    }
    return right;
  }

  /** Returns weights as the scores of the two classes, (−s, s). */
  LinearMap map(double[] weights, DType dtype) {
    int d = dimensions - 1;
    double[] rows = new double[2 * d];
    for (int j = 0; j < d; j++) {
      rows[j] = -weights[j];
      rows[d + j] = weights[j];
    }
    return new LinearMap(
        Tensor.of(Shape.of(2, d), rows).cast(dtype),
        Tensor.of(Shape.of(2), -weights[d], weights[d]).cast(dtype));
  }
}
