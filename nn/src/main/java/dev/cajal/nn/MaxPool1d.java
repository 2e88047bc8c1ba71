package dev.cajal.nn;

/**
 * The largest value of each window of each channel of sequences, see {@link dev.cajal.op.MaxPool}.
 * What the last window leaves over is passed by, unless the kernel says {@link Kernel#ceil}.
 *
 * <ul>
 *   <li>input [n, c, length], output [n, c, ⌊(length + 2·padding − dilation·(k−1) − 1)/stride⌋ + 1]
 * </ul>
 *
 * <pre>{@code
 * new MaxPool1d(kernel(3).stride(2));
 * }</pre>
 */
public final class MaxPool1d extends MaxPoolNd {

  /** Creates a pooling of windows side by side. */
  public MaxPool1d(int size) {
    this(Kernel.kernel(size));
  }

  /**
   * Creates a pooling.
   *
   * @param kernel the window; its default stride is its size
   */
  public MaxPool1d(Kernel kernel) {
    super(1, kernel);
  }
}
