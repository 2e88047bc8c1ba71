package dev.cajal.nn;

import java.util.OptionalInt;

/**
 * The mean of each window of each channel of sequences, see {@link dev.cajal.op.AvgPool}. What the
 * last window leaves over is passed by, unless the kernel says {@link Kernel#ceil}; what a window
 * sees beyond the padding then never counts.
 *
 * <ul>
 *   <li>input [n, c, length], output [n, c, ⌊(length + 2·padding − k)/stride⌋ + 1]
 * </ul>
 *
 * <pre>{@code
 * new AvgPool1d(kernel(3).stride(2).padding(1), false);
 * }</pre>
 */
public final class AvgPool1d extends AvgPoolNd {

  /** Creates a pooling of windows side by side. */
  public AvgPool1d(int size) {
    this(Kernel.kernel(size));
  }

  /**
   * Creates a pooling where padding counts as zeros.
   *
   * @param kernel the window; its default stride is its size
   */
  public AvgPool1d(Kernel kernel) {
    this(kernel, true);
  }

  /**
   * Creates a pooling.
   *
   * @param kernel the window; its default stride is its size
   * @param countIncludePad whether padding counts as zeros, or not at all
   */
  public AvgPool1d(Kernel kernel, boolean countIncludePad) {
    this(kernel, countIncludePad, OptionalInt.empty());
  }

  /**
   * Creates a pooling.
   *
   * @param kernel the window; its default stride is its size
   * @param countIncludePad whether padding counts as zeros, or not at all
   * @param divisorOverride by what sums are divided instead of the number of elements
   */
  public AvgPool1d(Kernel kernel, boolean countIncludePad, OptionalInt divisorOverride) {
    super(1, kernel, countIncludePad, divisorOverride);
  }
}
