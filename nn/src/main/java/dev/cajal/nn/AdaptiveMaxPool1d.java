package dev.cajal.nn;

/**
 * The largest value of each of the windows that divide sequences as evenly as can be: on an axis of
 * n elements, window i of o holds elements ⌊i·n/o⌋ to ⌈(i+1)·n/o⌉ − 1.
 *
 * <ul>
 *   <li>input [n, c, length], output [n, c, out]
 * </ul>
 */
public final class AdaptiveMaxPool1d extends AdaptiveMaxPoolNd {

  /**
   * Creates a pooling.
   *
   * @param output the size of the output; −1 keeps that of the input
   */
  public AdaptiveMaxPool1d(long output) {
    super(1, output);
  }
}
