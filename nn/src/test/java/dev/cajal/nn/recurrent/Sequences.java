package dev.cajal.nn.recurrent;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Random;

/** Numbers for the tests of recurrent layers. */
final class Sequences {

  private Sequences() {}

  /** Returns a variable of normal numbers that a seed gives. */
  static Variable normal(DType dtype, long seed, long... sizes) {
    Variable variable = new Variable("x", new TensorType(dtype, Shape.of(sizes)));
    Random random = new Random(seed);
    double[] values =
        random.doubles(variable.type().shape().count()).map(v -> random.nextGaussian()).toArray();
    variable.set(Tensor.of(Shape.of(sizes), values).cast(dtype).values());
    return variable;
  }

  /** Returns normal numbers in float32. */
  static Tensor tensor(long seed, long... sizes) {
    return normal(DType.FLOAT32, seed, sizes).tensor();
  }

  static Tensor lengths(long... lengths) {
    return Tensor.of(Shape.of(lengths.length), lengths);
  }

  /** Returns the state of random numbers for training. */
  static Variable randomState() {
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state.set(lengths(9, 4).values());
    return state;
  }

  static Trace training() {
    return Trace.training(randomState());
  }
}
