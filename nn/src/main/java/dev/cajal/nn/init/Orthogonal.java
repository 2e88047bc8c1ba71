package dev.cajal.nn.init;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Arrays;

/**
 * Random matrices with orthonormal rows or columns: normal vectors made orthonormal by Gram and
 * Schmidt, twice over so that nothing is lost to rounding.
 */
final class Orthogonal {
  private Orthogonal() {}

  /** The matrix is the weight seen as [out, all else]; the shorter side is orthonormal. */
  static void initialise(Variable target, Trace random, double gain) {
    Shape shape = Fans.weight(target.type());
    int rows = Math.toIntExact(shape.dim(0));
    int columns = Math.toIntExact(shape.slice(1, shape.rank()).count());
    int vectors = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    Shape drawn = Shape.of(vectors, length);
    double[] values = Draws.normal(new TensorType(DType.FLOAT64, drawn), random).toDoubles();
    double[][] basis = new double[vectors][length];
    for (int v = 0; v < vectors; v++) {
      System.arraycopy(values, v * length, basis[v], 0, length);
      orthonormalise(basis, v);
    }
    double[] matrix = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix[i * columns + j] = gain * (rows > columns ? basis[j][i] : basis[i][j]);
      }
    }
    target.set(Tensor.of(shape, matrix).cast(target.type().dtype()).values());
  }

  private static void orthonormalise(double[][] basis, int v) {
    // A vector that depends on those before it has measure zero, and gives way to an axis.
    for (int axis = 0; !projected(basis, v); axis++) {
      Arrays.fill(basis[v], 0);
      basis[v][axis] = 1;
    }
  }

  /** Returns false if nothing is left of the vector beside those before it. */
  private static boolean projected(double[][] basis, int v) {
    double[] x = basis[v];
    double before = Math.sqrt(dot(x, x));
    for (int pass = 0; pass < 2; pass++) {
      for (int u = 0; u < v; u++) {
        double[] y = basis[u];
        double share = dot(x, y);
        for (int i = 0; i < x.length; i++) {
          x[i] -= share * y[i];
        }
      }
    }
    double length = Math.sqrt(dot(x, x));
    if (!(length > 1e-6 * before)) {
      return false;
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= length;
    }
    return true;
  }

  private static double dot(double[] x, double[] y) {
    // Four sums, because a single one waits for itself.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < x.length; i++) {
      a += x[i] * y[i];
    }
    return a + b + (c + d);
  }
}
