package dev.cajal.nn;

import dev.cajal.tensor.PaddingMode;

/**
 * Continues the spatial axes from their opposite edges: {@code CircularPad1d} to {@code
 * CircularPad3d} of PyTorch in one.
 *
 * <ul>
 *   <li>input [n, c, spatial…], output with each padded axis longer by what lies before and after
 *       it
 * </ul>
 *
 * <pre>{@code
 * new CircularPad(2); // two elements on all sides of all spatial axes
 * new CircularPad(1, 1, 2, 0); // one column on both sides, two rows above
 * }</pre>
 */
public final class CircularPad extends PadNd {

  /**
   * Creates the layer.
   *
   * @param pads elements for all sides; or two numbers for each axis from the last one on, before
   *     and after it. Negative numbers crop. An axis must be at least as long as its padding
   */
  public CircularPad(long... pads) {
    super(PaddingMode.CIRCULAR, 0, pads);
  }
}
