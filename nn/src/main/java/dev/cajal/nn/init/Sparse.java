package dev.cajal.nn.init;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Normal matrices in which each column has the same number of zeros, at random rows. */
final class Sparse {
  private Sparse() {}

  static void initialise(Variable target, Trace random, double sparsity, double deviation) {
    Shape shape = target.type().shape();
    if (shape.rank() != 2) {
      throw new IllegalArgumentException(
          "initialiser: sparse needs a matrix, " + target.type() + " is none; use normal instead");
    }
    int rows = Math.toIntExact(shape.dim(0));
    int columns = Math.toIntExact(shape.dim(1));
    TensorType wide = new TensorType(DType.FLOAT64, shape);
    double[] values = Draws.normal(wide, random).mul(deviation).toDoubles();
    double[] keys = random.uniform(DType.FLOAT64, shape).toDoubles();
    for (int column = 0; column < columns; column++) {
      int place = column;
      IntStream.range(0, rows)
          .boxed()
          .sorted(Comparator.comparingDouble(row -> keys[row * columns + place]))
          .limit((long) Math.ceil(sparsity * rows))
          .forEach(row -> values[row * columns + place] = 0);
    }
    target.set(Tensor.of(shape, values).cast(target.type().dtype()).values());
  }
}
