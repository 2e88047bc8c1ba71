package dev.cajal.nn;

import dev.cajal.tensor.PaddingMode;

/**
 * Puts zeros around the spatial axes: {@code ZeroPad1d} to {@code ZeroPad3d} of PyTorch in one.
 *
 * <ul>
 *   <li>input [n, c, spatial…], output with each padded axis longer by what lies before and after
 *       it
 * </ul>
 *
 * <pre>{@code
 * new ZeroPad(2); // two elements on all sides of all spatial axes
 * new ZeroPad(1, 1, 2, 0); // one column on both sides, two rows above
 * }</pre>
 */
public final class ZeroPad extends PadNd {

  /**
   * Creates the layer.
   *
   * @param pads elements for all sides; or two numbers for each axis from the last one on, before
   *     and after it. Negative numbers crop
   */
  public ZeroPad(long... pads) {
    super(PaddingMode.ZEROS, 0, pads);
  }
}
