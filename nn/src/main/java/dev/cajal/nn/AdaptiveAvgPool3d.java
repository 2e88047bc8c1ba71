package dev.cajal.nn;

/**
 * The mean of each of the windows that divide volumes as evenly as can be: on an axis of n
 * elements, window i of o holds elements ⌊i·n/o⌋ to ⌈(i+1)·n/o⌉ − 1.
 *
 * <ul>
 *   <li>input [n, c, d, h, w], output [n, c, out, out, out]
 * </ul>
 */
public final class AdaptiveAvgPool3d extends AdaptiveAvgPoolNd {

  /**
   * Creates a pooling.
   *
   * @param output the sizes of the output, one for all axes or one for each; −1 keeps that of the
   *     input
   */
  public AdaptiveAvgPool3d(long... output) {
    super(3, output);
  }
}
