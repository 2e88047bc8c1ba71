package dev.cajal.curvature;

import dev.cajal.backend.DType;
import dev.cajal.tensor.Tensor;

/** A real symmetric matrix A of which only the products A v are known. */
public interface SymmetricOperator {

  /** Returns the number n of rows. */
  int size();

  /**
   * Returns A v.
   *
   * @param v of length n; not to be written
   * @return of length n
   */
  double[] times(double[] v);

  /**
   * Returns the operator of an explicit matrix.
   *
   * @param matrix float64[n, n], symmetric
   * @throws IllegalArgumentException if it is not square, not float64, or not symmetric
   */
  static SymmetricOperator of(Tensor matrix) {
    if (matrix.rank() != 2 || matrix.dim(0) != matrix.dim(1) || matrix.dtype() != DType.FLOAT64) {
      throw new IllegalArgumentException(
          "symmetric operator: the matrix is " + matrix.type() + ", expected float64[n, n]");
    }
    return new ExplicitMatrix(Math.toIntExact(matrix.dim(0)), matrix.toDoubles());
  }
}
