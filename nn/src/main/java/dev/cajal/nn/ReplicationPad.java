package dev.cajal.nn;

import dev.cajal.tensor.PaddingMode;

/**
 * Repeats the edge elements of the spatial axes: {@code ReplicationPad1d} to {@code
 * ReplicationPad3d} of PyTorch in one.
 *
 * <ul>
 *   <li>input [n, c, spatial…], output with each padded axis longer by what lies before and after
 *       it
 * </ul>
 *
 * <pre>{@code
 * new ReplicationPad(2); // two elements on all sides of all spatial axes
 * new ReplicationPad(1, 1, 2, 0); // one column on both sides, two rows above
 * }</pre>
 */
public final class ReplicationPad extends PadNd {

  /**
   * Creates the layer.
   *
   * @param pads elements for all sides; or two numbers for each axis from the last one on, before
   *     and after it. Negative numbers crop
   */
  public ReplicationPad(long... pads) {
    super(PaddingMode.REPLICATE, 0, pads);
  }
}
