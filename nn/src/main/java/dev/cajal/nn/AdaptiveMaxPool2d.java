package dev.cajal.nn;

/**
 * The largest value of each of the windows that divide images as evenly as can be: on an axis of n
 * elements, window i of o holds elements ⌊i·n/o⌋ to ⌈(i+1)·n/o⌉ − 1.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, c, out, out]
 * </ul>
 */
public final class AdaptiveMaxPool2d extends AdaptiveMaxPoolNd {

  /**
   * Creates a pooling.
   *
   * @param output the sizes of the output, one for all axes or one for each; −1 keeps that of the
   *     input
   */
  public AdaptiveMaxPool2d(long... output) {
    super(2, output);
  }
}
