package dev.cajal.nn;

import java.util.OptionalInt;

/**
 * The mean of each window of each channel of volumes, see {@link dev.cajal.op.AvgPool}. What the
 * last window leaves over is passed by, unless the kernel says {@link Kernel#ceil}; what a window
 * sees beyond the padding then never counts.
 *
 * <ul>
 *   <li>input [n, c, d, h, w], output [n, c, ⌊(d + 2·padding − k)/stride⌋ + 1, …]
 * </ul>
 *
 * <pre>{@code
 * new AvgPool3d(kernel(3).stride(2).padding(1), false);
 * }</pre>
 */
public final class AvgPool3d extends AvgPoolNd {

  /** Creates a pooling of cubic windows side by side. */
  public AvgPool3d(int size) {
    this(Kernel.kernel(size));
  }

  /**
   * Creates a pooling where padding counts as zeros.
   *
   * @param kernel the window; its default stride is its size
   */
  public AvgPool3d(Kernel kernel) {
    this(kernel, true);
  }

  /**
   * Creates a pooling.
   *
   * @param kernel the window; its default stride is its size
   * @param countIncludePad whether padding counts as zeros, or not at all
   */
  public AvgPool3d(Kernel kernel, boolean countIncludePad) {
    this(kernel, countIncludePad, OptionalInt.empty());
  }

  /**
   * Creates a pooling.
   *
   * @param kernel the window; its default stride is its size
   * @param countIncludePad whether padding counts as zeros, or not at all
   * @param divisorOverride by what sums are divided instead of the number of elements
   */
  public AvgPool3d(Kernel kernel, boolean countIncludePad, OptionalInt divisorOverride) {
    super(3, kernel, countIncludePad, divisorOverride);
  }
}
