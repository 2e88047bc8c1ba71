package dev.cajal.nn;

/**
 * Convolution of sequences with learned kernels, see {@link dev.cajal.op.Conv} for the formula.
 *
 * <ul>
 *   <li>input [n, c, length], output [n, out, ⌊(length + 2·padding − dilation·(k−1) − 1)/stride⌋ +
 *       1]
 *   <li>{@code weight} [out, c/groups, k], {@code bias} [out]
 * </ul>
 *
 * <p>Without padding, a stride that leaves elements over at the end is refused unless the kernel
 * allows it by {@link Kernel#floor}.
 *
 * <pre>{@code
 * new Conv1d(32, kernel(3).dilation(2).same()); // keeps the length
 * }</pre>
 */
public final class Conv1d extends ConvNd {

  /**
   * Creates a convolution with bias.
   *
   * @param out the number of kernels, which is the number of channels of the output
   * @param kernel the window; its default stride is 1
   */
  public Conv1d(long out, Kernel kernel) {
    this(out, kernel, true);
  }

  /**
   * Creates a convolution.
   *
   * @param out the number of kernels, which is the number of channels of the output
   * @param kernel the window; its default stride is 1
   * @param bias whether a number is added to each channel
   */
  public Conv1d(long out, Kernel kernel, boolean bias) {
    super(1, out, kernel, bias);
  }
}
