package dev.cajal.nn;

/**
 * Transposed convolution of images, also called fractionally strided: each element of the input
 * spreads a kernel over the output. As a matrix it is the transpose of the convolution with the
 * same kernel, and it undoes that one's change of size.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, out, (h − 1)·stride − 2·padding + dilation·(k−1) +
 *       outputPadding + 1, …]
 *   <li>{@code weight} [c, out/groups, k, k], {@code bias} [out]
 * </ul>
 *
 * <pre>{@code
 * new ConvTranspose2d(16, kernel(4).stride(2).padding(1)); // doubles the size
 * }</pre>
 */
public final class ConvTranspose2d extends ConvTransposeNd {

  /**
   * Creates a transposed convolution with bias.
   *
   * @param out the number of channels of the output
   * @param kernel the window; its default stride is 1, and its padding is taken off the output
   */
  public ConvTranspose2d(long out, Kernel kernel) {
    this(out, kernel, true);
  }

  /**
   * Creates a transposed convolution.
   *
   * @param out the number of channels of the output
   * @param kernel the window; its default stride is 1, and its padding is taken off the output
   * @param bias whether a number is added to each channel
   * @param outputPadding elements added at the end of each axis, fewer than the stride or the
   *     dilation: none, one number for all axes, or one for each. It tells which of the sizes that
   *     a strided convolution maps to one is meant
   */
  public ConvTranspose2d(long out, Kernel kernel, boolean bias, int... outputPadding) {
    super(2, out, kernel, bias, outputPadding);
  }
}
