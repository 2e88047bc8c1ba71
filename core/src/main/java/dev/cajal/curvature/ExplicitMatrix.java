package dev.cajal.curvature;

/** A symmetric matrix whose elements are known, row by row. */
final class ExplicitMatrix implements SymmetricOperator {
  private static final double SYMMETRIC = 1e-8;

  private final int size;
  private final double[] elements;

  ExplicitMatrix(int size, double[] elements) {
    this.size = size;
    this.elements = elements;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double one = elements[i * size + j];
        double other = elements[j * size + i];
        if (Math.abs(one - other) > SYMMETRIC * Math.max(1, Math.abs(one) + Math.abs(other))) {
          throw new IllegalArgumentException(
              "symmetric operator: elements [%d, %d] and [%d, %d] are %s and %s"
                  .formatted(i, j, j, i, one, other));
        }
      }
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double[] times(double[] v) {
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        product[i] += elements[i * size + j] * v[j];
      }
    }
    return product;
  }
}
