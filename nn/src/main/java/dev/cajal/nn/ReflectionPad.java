package dev.cajal.nn;

import dev.cajal.tensor.PaddingMode;

/**
 * Mirrors the spatial axes at their edge elements, which are not repeated: {@code ReflectionPad1d}
 * to {@code ReflectionPad3d} of PyTorch in one.
 *
 * <ul>
 *   <li>input [n, c, spatial…], output with each padded axis longer by what lies before and after
 *       it
 * </ul>
 *
 * <pre>{@code
 * new ReflectionPad(2); // two elements on all sides of all spatial axes
 * new ReflectionPad(1, 1, 2, 0); // one column on both sides, two rows above
 * }</pre>
 */
public final class ReflectionPad extends PadNd {

  /**
   * Creates the layer.
   *
   * @param pads elements for all sides; or two numbers for each axis from the last one on, before
   *     and after it. Negative numbers crop. An axis must be longer than its padding
   */
  public ReflectionPad(long... pads) {
    super(PaddingMode.REFLECT, 0, pads);
  }
}
