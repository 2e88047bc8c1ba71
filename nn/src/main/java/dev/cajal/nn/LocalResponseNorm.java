package dev.cajal.nn;

import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Divides by the activity of neighbouring channels at the same place,
 *
 * <pre>y_c = x_c / (k + α/size · Σ x_j²)^β,   j from c − ⌊size/2⌋ to c + ⌊(size−1)/2⌋</pre>
 *
 * <p>Krizhevsky et al. 2012, section 3.3, where α is not divided by the size: their α = 1e-4 is
 * 5e-4 here, with k = 2.
 *
 * <ul>
 *   <li>input and output [n, c, places...]
 * </ul>
 */
public final class LocalResponseNorm extends Module {
  private final int size;
  private final double alpha;
  private final double beta;
  private final double k;

  /** Creates a normalisation over 5 channels with α = 1e-4, β = 0.75 and k = 1. */
  public LocalResponseNorm() {
    this(5);
  }

  /** Creates a normalisation over neighbouring channels with α = 1e-4, β = 0.75 and k = 1. */
  public LocalResponseNorm(int size) {
    this(size, 1e-4, 0.75, 1);
  }

  /** Creates a normalisation. */
  public LocalResponseNorm(int size, double alpha, double beta, double k) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "localresponsenorm: size " + size + ", expected 1 or more");
    }
    this.size = size;
    this.alpha = alpha;
    this.beta = beta;
    this.k = k;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.requireRank(x, 3, "[n, channels, places...]", "localresponsenorm", path());
    if (x.shape().count() == 0) {
      return x;
    }
    // The channels become the rows of an image, so that the sum is a pooling.
    Window window = Window.of(2).padding(List.of(size / 2, 0), List.of((size - 1) / 2, 0));
    Tensor mean =
        x.square()
            .reshape(x.dim(0), 1, x.dim(1), x.shape().slice(2, x.rank()).count())
            .avgPool(List.of(size, 1), window)
            .reshape(x.shape());
    return x.div(power(mean.mul(alpha).add(k)));
  }

  /** The usual β need roots only, which are far quicker than powers. */
  private Tensor power(Tensor base) {
    if (beta == 0.75) {
      Tensor root = base.sqrt();
      return root.mul(root.sqrt());
    }
    if (beta == 0.5) {
      return base.sqrt();
    }
    return beta == 1 ? base : base.pow(beta);
  }

  @Override
  public String toString() {
    return "LocalResponseNorm(" + size + ")";
  }
}
