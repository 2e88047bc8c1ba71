package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolution of each channel by kernels of its own: a {@link Conv2d} with as many groups as the
 * input has channels, whose number need not be known beforehand.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, c · multiplier, …]
 *   <li>{@code weight} [c · multiplier, 1, k, k], {@code bias} [c · multiplier]
 * </ul>
 */
public final class DepthwiseConv2d extends Module {
  private final Kernel kernel;
  private final int multiplier;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  /** Creates a convolution with bias and one kernel for each channel. */
  public DepthwiseConv2d(Kernel kernel) {
    this(kernel, 1, true);
  }

  /**
   * Creates a convolution.
   *
   * @param kernel the window; its default stride is 1
   * @param multiplier the number of kernels for each channel
   * @param bias whether a number is added to each channel
   */
  public DepthwiseConv2d(Kernel kernel, int multiplier, boolean bias) {
    if (multiplier < 1 || kernel.groups() != 1 || kernel.rest() == Kernel.Rest.CEIL) {
      throw new IllegalArgumentException(
          "depthwiseconv2d: multiplier "
              + multiplier
              + " and kernel "
              + kernel
              + ", expected at least 1, and neither groups nor ceil()");
    }
    this.kernel = kernel.over(2, "depthwiseconv2d");
    this.multiplier = multiplier;
    this.weight = parameter("weight");
    this.bias = bias ? parameter("bias", Initializers.constant(0)) : null;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.require(x, 2, "depthwiseconv2d", path());
    int groups = Math.toIntExact(x.dim(1));
    long out = Math.multiplyExact((long) groups, multiplier);
    Kernel each = kernel.groups(groups);
    Window window = each.window(List.of(1, 1));
    each.refuseRest(window, x.shape(), "depthwiseconv2d", path());
    Shape kernels = Shape.of(out, 1, kernel.size().get(0), kernel.size().get(1));
    Tensor y = ConvBase.convolved(x, weight.at(x, kernels), each, window);
    return bias == null ? y : y.add(bias.at(x, Shape.of(out)).reshape(1, out, 1, 1));
  }

  @Override
  public String toString() {
    return "DepthwiseConv2d("
        + kernel
        + (multiplier == 1 ? "" : ", multiplier " + multiplier)
        + (bias == null ? ", no bias)" : ")");
  }
}
