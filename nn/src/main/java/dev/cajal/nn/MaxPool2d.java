package dev.cajal.nn;

/**
 * The largest value of each window of each channel of images, see {@link dev.cajal.op.MaxPool}.
 * What the last window leaves over is passed by, unless the kernel says {@link Kernel#ceil}.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, c, ⌊(h + 2·padding − dilation·(k−1) − 1)/stride⌋ + 1, …]
 * </ul>
 *
 * <pre>{@code
 * new MaxPool2d(kernel(3).stride(2).ceil());
 * }</pre>
 */
public final class MaxPool2d extends MaxPoolNd {

  /** Creates a pooling of square windows side by side. */
  public MaxPool2d(int size) {
    this(Kernel.kernel(size));
  }

  /**
   * Creates a pooling.
   *
   * @param kernel the window; its default stride is its size
   */
  public MaxPool2d(Kernel kernel) {
    super(2, kernel);
  }
}
