package dev.cajal.nn;

import dev.cajal.tensor.PaddingMode;

/**
 * Puts a value around the spatial axes: {@code ConstantPad1d} to {@code ConstantPad3d} of PyTorch
 * in one.
 *
 * <ul>
 *   <li>input [n, c, spatial…], output with each padded axis longer by what lies before and after
 *       it
 * </ul>
 *
 * <pre>{@code
 * new ConstantPad(0.5, 2); // two elements on all sides of all spatial axes
 * new ConstantPad(0.5, 1, 1, 2, 0); // one column on both sides, two rows above
 * }</pre>
 */
public final class ConstantPad extends PadNd {

  /**
   * Creates the layer.
   *
   * @param value of the padding
   * @param pads elements for all sides; or two numbers for each axis from the last one on, before
   *     and after it. Negative numbers crop
   */
  public ConstantPad(double value, long... pads) {
    super(PaddingMode.ZEROS, value, pads);
  }
}
