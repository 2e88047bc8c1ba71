package dev.cajal.curvature;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;

/** Arithmetic of vectors. */
final class Vectors {

  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** Adds c times b to a. */
  static void add(double[] a, double c, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += c * b[i];
    }
  }

  static double[] scaled(double[] a, double c) {
    double[] result = a.clone();
    for (int i = 0; i < a.length; i++) {
      result[i] *= c;
    }
    return result;
  }

  /** Takes out of a vector what it has in common with unit vectors at right angles. */
  static void orthogonalise(double[] a, List<double[]> basis) {
    // A second pass removes what rounding left of the first (Parlett: twice is enough).
    for (int pass = 0; pass < 2; pass++) {
      for (double[] b : basis) {
        add(a, -dot(a, b), b);
      }
    }
  }

  /** Returns a random vector of length 1. */
  static double[] random(int size, SplittableRandom random) {
    double[] a = new double[size];
    for (int i = 0; i < size; i++) {
      a[i] = random.nextGaussian();
    }
    return scaled(a, 1 / norm(a));
  }

  /** Returns the pair of a value and a vector of length 1. */
  static Eigenpair pair(double value, double[] vector, double residual, int products) {
    return new Eigenpair(value, Tensor.of(Shape.of(vector.length), vector), residual, products);
  }
}
