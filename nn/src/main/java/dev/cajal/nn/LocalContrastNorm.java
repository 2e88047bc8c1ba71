package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Subtracts from each place the mean of its surroundings over all channels, then divides by their
 * deviation, with a Gaussian window g,
 *
 * <pre>
 * m[j, k] = Σ_pq w[p, q] · 1/c Σ_i x[i, j + p, k + q],         v = x − m
 * s[j, k] = √(Σ_pq w[p, q] · 1/c Σ_i v[i, j + p, k + q]²)
 * y[i, j, k] = v[i, j, k] / max(s[j, k], mean of s, ε)
 * w[p, q] ∝ exp(−(p² + q²) / 2σ²) over the places inside the image, with Σ_pq w[p, q] = 1
 * </pre>
 *
 * <p>Jarrett, Kavukcuoglu, Ranzato, LeCun 2009, section 2.1; their window has 9 × 9 places. ε,
 * which they do not have, makes an image without contrast zeros.
 *
 * <ul>
 *   <li>input and output [n, c, h, w]
 * </ul>
 */
public final class LocalContrastNorm extends Module {
  private final int size;
  private final double sigma;
  private final double eps;

  /** Creates a normalisation over 9 × 9 places with σ = 9/4 and ε = 1e-4. */
  public LocalContrastNorm() {
    this(9);
  }

  /** Creates a normalisation over size × size places with σ = size/4 and ε = 1e-4. */
  public LocalContrastNorm(int size) {
    this(size, size / 4.0, 1e-4);
  }

  /**
   * Creates a normalisation.
   *
   * @param size rows and columns of the window, an odd number
   * @param sigma the deviation of the Gaussian, in places
   * @param eps the least by which is divided
   */
  public LocalContrastNorm(int size, double sigma, double eps) {
    if (size < 1 || size % 2 == 0 || !(sigma > 0) || !(eps >= 0)) {
      throw new IllegalArgumentException(
          "localcontrastnorm: size "
              + size
              + ", sigma "
              + sigma
              + ", eps "
              + eps
              + ", expected an odd size, a sigma above 0 and an eps of 0 or more");
    }
    this.size = size;
    this.sigma = sigma;
    this.eps = eps;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.require(x, 2, "localcontrastnorm", path());
    Tensor centred = x.sub(surroundings(x));
    Tensor squares = surroundings(centred.square());
    Tensor zero = Tensor.scalar(x.dtype(), 0);
    // The root never sees 0, where its slope is infinite.
    Tensor positive = squares.greater(0);
    Tensor deviation =
        positive.where(positive.where(squares, Tensor.scalar(x.dtype(), 1)).sqrt(), zero);
    Tensor usual = deviation.sumKeep(2, 3).div((double) (x.dim(2) * x.dim(3)));
    return centred.div(deviation.maximum(usual).maximum(Tensor.scalar(x.dtype(), eps)));
  }

  /** Returns the weighted mean over channels and window, [n, 1, h, w]. */
  private Tensor surroundings(Tensor x) {
    Tensor mean = x.sumKeep(1).div((double) x.dim(1));
    return along(along(mean, 2), 3);
  }

  /** The Gaussian is a product: one axis after the other. */
  private Tensor along(Tensor x, int axis) {
    int reach = size / 2;
    boolean rows = axis == 2;
    double[] gaussian = new double[size];
    for (int p = 0; p < size; p++) {
      gaussian[p] = Math.exp(-(p - reach) * (p - reach) / (2 * sigma * sigma));
    }
    int n = Math.toIntExact(x.dim(axis));
    double[] inside = new double[n];
    for (int j = 0; j < n; j++) {
      for (int p = Math.max(0, reach - j); p < Math.min(size, n + reach - j); p++) {
        inside[j] += gaussian[p];
      }
    }
    List<Integer> padding = rows ? List.of(reach, 0) : List.of(0, reach);
    Shape kernel = rows ? Shape.of(1, 1, size, 1) : Shape.of(1, 1, 1, size);
    Shape places = rows ? Shape.of(n, 1) : Shape.of(n);
    return x.conv(
            Tensor.of(kernel, gaussian).cast(x.dtype()), Window.of(2).padding(padding, padding))
        .div(Tensor.of(places, inside).cast(x.dtype()));
  }

  @Override
  public String toString() {
    return "LocalContrastNorm(" + size + ")";
  }
}
