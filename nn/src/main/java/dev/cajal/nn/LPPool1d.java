package dev.cajal.nn;

/**
 * The norm of each window of each channel of sequences, y = (Σ xᵖ)^(1/p): for p = 1 the sum, for p
 * = 2 L2 pooling, and for large p nearly the maximum. Where the sum is 0, the gradient is taken to
 * be 0.
 *
 * <ul>
 *   <li>input [n, c, length], output [n, c, ⌊(length + 2·padding − k)/stride⌋ + 1]
 * </ul>
 *
 * <p>As in PyTorch, powers are not of absolute values, and where {@link Kernel#ceil} lets a window
 * reach over the end, the sum is what it would be if the rest were like the part inside.
 */
public final class LPPool1d extends LPPoolNd {

  /** Creates a pooling of windows side by side. */
  public LPPool1d(double normType, int size) {
    this(normType, Kernel.kernel(size));
  }

  /**
   * Creates a pooling.
   *
   * @param normType p
   * @param kernel the window; its default stride is its size
   */
  public LPPool1d(double normType, Kernel kernel) {
    super(1, normType, kernel);
  }
}
