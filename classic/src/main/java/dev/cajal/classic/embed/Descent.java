package dev.cajal.classic.embed;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;

/** Gradient descent with momentum and a gain for each coordinate (Jacobs 1988). */
final class Descent {
  private final Forces forces;
  private final double[][] places;
  private final double[][] speeds;
  private final double[][] gains;
  private final double[][] gradients;

  Descent(Forces forces, double[][] places) {
    this.forces = forces;
    this.places = places;
    int n = places[0].length;
    speeds = new double[2][n];
    gradients = new double[2][n];
    gains = new double[2][n];
    for (double[] axis : gains) {
      Arrays.fill(axis, 1);
    }
  }

  void step(double rate, double momentum, double exaggeration, double leastGain) {
    forces.gradient(places[0], places[1], exaggeration, gradients[0], gradients[1]);
    for (int axis = 0; axis < 2; axis++) {
      double[] speed = speeds[axis];
      double[] gain = gains[axis];
      double[] gradient = gradients[axis];
      double[] place = places[axis];
      double mean = 0;
      for (int i = 0; i < place.length; i++) {
        boolean turned = gradient[i] > 0 == speed[i] > 0;
        gain[i] = Math.max(leastGain, turned ? gain[i] * 0.8 : gain[i] + 0.2);
        speed[i] = momentum * speed[i] - rate * gain[i] * gradient[i];
        place[i] += speed[i];
        mean += place[i] / place.length;
      }
      for (int i = 0; i < place.length; i++) {
        place[i] -= mean;
      }
    }
  }

  double divergence() {
    return forces.divergence(places[0], places[1]);
  }

  /** Returns the points, [n, 2]. */
  Tensor points() {
    int n = places[0].length;
    float[] values = new float[2 * n];
    for (int i = 0; i < n; i++) {
      values[2 * i] = (float) places[0][i];
      values[2 * i + 1] = (float) places[1][i];
    }
    return Tensor.of(Shape.of(n, 2), values);
  }
}
