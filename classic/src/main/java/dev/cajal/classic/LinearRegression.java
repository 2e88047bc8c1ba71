package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.nn.loss.Mse;
import dev.cajal.op.MatMul;
import dev.cajal.tensor.Tensor;
import java.util.Optional;

/**
 * The linear map that minimises the sum of squares (Gauss 1809), with a penalty if asked for
 * (ridge; Hoerl and Kennard 1970):
 *
 * <pre>
 * 1/n Σᵢ ‖W xᵢ + b − yᵢ‖² + l2 ‖W‖²
 * </pre>
 *
 * <p>The normal equations (XᵀX/n + l2 I) Wᵀ = XᵀY/n of the centred samples are solved in float64,
 * which suits up to a few thousand features; with a descent the gradient is followed instead.
 *
 * @param l2 the penalty, 0 or more; the bias is not penalised
 * @param descent how the minimum is approached; empty for the normal equations
 */
public record LinearRegression(double l2, Optional<Descent> descent) implements Learner<LinearMap> {

  /** Checks the penalty. */
  public LinearRegression {
    if (!(l2 >= 0) || l2 == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("linear regression: l2 is " + l2 + ", expected 0 or more");
    }
  }

  /** Returns the normal equations with a penalty. */
  public static LinearRegression of(double l2) {
    return new LinearRegression(l2, Optional.empty());
  }

  /** Returns the same minimum, approached along the gradient. */
  public LinearRegression descent(Descent value) {
    return new LinearRegression(l2, Optional.of(value));
  }

  /**
   * Learns.
   *
   * @param samples with values
   * @throws IllegalArgumentException if the features depend on each other linearly and there is no
   *     penalty
   */
  @Override
  public LinearMap fit(Samples samples) {
    Tensor y = samples.values();
    if (descent.isPresent()) {
      int outputs = Math.toIntExact(y.dim(1));
      return LinearDescent.fit(
          "linear regression",
          samples.features(),
          y,
          outputs,
          // Mse is the mean over outputs too, the formula sums over them.
          (prediction, target) -> new Mse().of(prediction, target).mul(outputs),
          2 * l2,
          descent.get());
    }
    return solved(samples.features(), y);
  }

  private LinearMap solved(Tensor features, Tensor values) {
    Tensor x = features.cast(DType.FLOAT64);
    Tensor y = values.cast(DType.FLOAT64);
    Tensor centreX = x.meanKeep(0);
    Tensor centreY = y.meanKeep(0);
    Tensor gram =
        products(x.sub(centreX), x.sub(centreX)).add(Tensor.eye(DType.FLOAT64, x.dim(1)).mul(l2));
    Tensor right = products(y.sub(centreY), x.sub(centreX));
    int d = Math.toIntExact(x.dim(1));
    int outputs = Math.toIntExact(y.dim(1));
    double[] weights = Cholesky.of(gram.toDoubles(), d).solved(right.toDoubles());
    Tensor w = Tensor.of(Shape.of(outputs, d), weights);
    Tensor b = centreY.sub(Tensor.apply(new MatMul(false, true), centreX, w)).reshape(outputs);
    DType dtype = features.dtype();
    return new LinearMap(w.cast(dtype), b.cast(dtype));
  }

  /** Returns aᵀ b / n. */
  private static Tensor products(Tensor a, Tensor b) {
    return Tensor.apply(new MatMul(true, false), a, b).div((double) a.dim(0));
  }
}
