package dev.cajal.nn;

import dev.cajal.tensor.Tensor;

/**
 * Depthwise separable convolution (Chollet 2017): a kernel for each channel of the input, then a
 * 1×1 convolution that mixes the channels. For c channels, o kernels of size k and p places it
 * takes c·k²·p + c·o·p multiplications in place of c·o·k²·p.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, out, …] as of {@link Conv2d}
 *   <li>{@code depthwise.weight} [c, 1, k, k], {@code pointwise.weight} [out, c, 1, 1], {@code
 *       pointwise.bias} [out]
 * </ul>
 */
public final class SeparableConv2d extends Module {
  private final Module depthwise;
  private final Module pointwise;

  /** Creates a convolution with bias and one kernel for each channel. */
  public SeparableConv2d(long out, Kernel kernel) {
    this(out, kernel, 1, true);
  }

  /**
   * Creates a convolution.
   *
   * @param out the number of channels of the output
   * @param kernel the window; its default stride is 1
   * @param multiplier the number of kernels for each channel of the input
   * @param bias whether a number is added to each channel of the output
   */
  public SeparableConv2d(long out, Kernel kernel, int multiplier, boolean bias) {
    depthwise = child("depthwise", new DepthwiseConv2d(kernel, multiplier, false));
    pointwise = child("pointwise", new Conv2d(out, Kernel.kernel(1), bias));
  }

  @Override
  protected Tensor forward(Tensor x) {
    return pointwise.apply(depthwise.apply(x));
  }
}
