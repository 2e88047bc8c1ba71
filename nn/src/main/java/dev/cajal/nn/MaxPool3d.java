package dev.cajal.nn;

/**
 * The largest value of each window of each channel of volumes, see {@link dev.cajal.op.MaxPool}.
 * What the last window leaves over is passed by, unless the kernel says {@link Kernel#ceil}.
 *
 * <ul>
 *   <li>input [n, c, d, h, w], output [n, c, ⌊(d + 2·padding − dilation·(k−1) − 1)/stride⌋ + 1, …]
 * </ul>
 *
 * <pre>{@code
 * new MaxPool3d(kernel(1, 2, 2));
 * }</pre>
 */
public final class MaxPool3d extends MaxPoolNd {

  /** Creates a pooling of cubic windows side by side. */
  public MaxPool3d(int size) {
    this(Kernel.kernel(size));
  }

  /**
   * Creates a pooling.
   *
   * @param kernel the window; its default stride is its size
   */
  public MaxPool3d(Kernel kernel) {
    super(3, kernel);
  }
}
