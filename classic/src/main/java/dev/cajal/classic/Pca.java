package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.curvature.Eigenpair;
import dev.cajal.curvature.Lanczos;
import dev.cajal.curvature.SymmetricOperator;
import dev.cajal.op.MatMul;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Principal components (Pearson 1901; Hotelling 1933): the directions in which samples vary the
 * most, which are the eigenvectors of the largest eigenvalues of the covariance
 *
 * <pre>
 * C = 1/(n − 1) Σᵢ (xᵢ − x̄)(xᵢ − x̄)ᵀ
 * </pre>
 *
 * <p>found by {@link Lanczos}. Of the two signs of a component that one is taken in which its
 * largest element is positive.
 *
 * @param components how many, from 1 to the number of features and of samples
 * @param whiten whether coordinates are divided by their standard deviations
 */
public record Pca(int components, boolean whiten) implements Learner<PrincipalComponents> {

  /** Checks the count. */
  public Pca {
    if (components < 1) {
      throw new IllegalArgumentException(
          "pca: " + components + " components; at least 1 is needed");
    }
  }

  /** Returns components whose coordinates keep their variance. */
  public static Pca of(int components) {
    return new Pca(components, false);
  }

  /** Returns this with coordinates of variance 1. */
  public Pca whitened() {
    return new Pca(components, true);
  }

  /**
   * Learns.
   *
   * @param samples whose labels do not matter
   * @throws IllegalArgumentException if there are too few samples or features, or coordinates
   *     without variance are to be whitened
   */
  @Override
  public PrincipalComponents fit(Samples samples) {
    Tensor x = samples.features();
    int d = samples.width();
    int most = Math.min(samples.size(), d);
    if (components > most || samples.size() < 2) {
      throw new IllegalArgumentException(
          "pca: %d components asked for, %d samples of %d features have at most %d"
              .formatted(components, samples.size(), d, samples.size() < 2 ? 0 : most));
    }
    Tensor mean = x.mean(0).detach();
    Tensor centred = x.sub(mean);
    Tensor product =
        Tensor.apply(new MatMul(true, false), centred, centred).div(samples.size() - 1.0);
    // A product of floats is symmetric but for rounding.
    Tensor covariance = product.add(product.transpose()).div(2).cast(DType.FLOAT64).detach();
    List<Eigenpair> pairs = Lanczos.largest(SymmetricOperator.of(covariance), components);
    double[] variances = pairs.stream().mapToDouble(p -> Math.max(0, p.value())).toArray();
    double[] axes = new double[components * d];
    for (int c = 0; c < components; c++) {
      direction(pairs.get(c).vector().toDoubles(), axes, c * d);
    }
    double total = covariance.diagonal().sum().item();
    if (whiten && variances[components - 1] <= 1e-12 * total) {
      throw new IllegalArgumentException(
          "pca: component %d has no variance and cannot be whitened; ask for fewer"
              .formatted(components - 1));
    }
    return new PrincipalComponents(
        mean,
        Tensor.of(Shape.of(components, d), axes).cast(x.dtype()),
        Tensor.of(Shape.of(components), variances).cast(x.dtype()),
        total,
        whiten);
  }

  private static void direction(double[] vector, double[] axes, int from) {
    double largest = 0;
    for (double v : vector) {
      largest = Math.abs(v) > Math.abs(largest) ? v : largest;
    }
    for (int j = 0; j < vector.length; j++) {
      axes[from + j] = largest < 0 ? -vector[j] : vector[j];
    }
  }
}
