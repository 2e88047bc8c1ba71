package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolution of images with learned kernels, see {@link dev.cajal.op.Conv} for the formula.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, out, ⌊(h + 2·padding − dilation·(k−1) − 1)/stride⌋ + 1, …]
 *   <li>{@code weight} [out, c/groups, k, k], {@code bias} [out]
 * </ul>
 *
 * <pre>{@code
 * new Conv2d(16, kernel(5).padding(2)); // keeps the size of the image
 * }</pre>
 */
public final class Conv2d extends Module {
  private final long out;
  private final Kernel kernel;
  private final Window window;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  /**
   * Creates a convolution with bias.
   *
   * @param out the number of kernels, which is the number of channels of the output
   * @param kernel the window; its default stride is 1
   */
  public Conv2d(long out, Kernel kernel) {
    this(out, kernel, true);
  }

  /**
   * Creates a convolution.
   *
   * @param out the number of kernels, which is the number of channels of the output
   * @param kernel the window; its default stride is 1
   * @param bias whether a number is added to each channel
   */
  public Conv2d(long out, Kernel kernel, boolean bias) {
    if (out < 1 || out % kernel.groups() != 0) {
      throw new IllegalArgumentException(
          "conv2d: " + out + " kernels in " + kernel.groups() + " groups; expected a multiple");
    }
    this.out = out;
    this.kernel = kernel.over(2, "conv2d");
    this.window = this.kernel.window(List.of(1, 1));
    this.weight = parameter("weight");
    this.bias = bias ? parameter("bias", Initializers.constant(0)) : null;
  }

  @Override
  protected Tensor forward(Tensor x) {
    requireImages(x, "conv2d", path());
    if (x.dim(1) % kernel.groups() != 0) {
      throw new ShapeException(
              "input "
                  + x.shape()
                  + " has "
                  + x.dim(1)
                  + " channels, which do not divide into "
                  + kernel.groups()
                  + " groups")
          .at("conv2d", path());
    }
    kernel.refuseRest(window, x.shape(), "conv2d", path());
    Shape kernels =
        Shape.of(
            out, x.dim(1) / kernel.groups(), kernel.size().getFirst(), kernel.size().getLast());
    Tensor y = x.conv(weight.at(x, kernels), window);
    return bias == null ? y : y.add(bias.at(x, Shape.of(out)).reshape(1, out, 1, 1));
  }

  static void requireImages(Tensor x, String layer, String path) {
    if (x.rank() != 4) {
      throw new ShapeException(
              "input is "
                  + x.shape()
                  + ", expected images [n, channels, height, width]; reshape or unsqueeze it")
          .at(layer, path);
    }
  }

  @Override
  public String toString() {
    return "Conv2d(" + out + ", " + kernel + (bias == null ? ", no bias)" : ")");
  }
}
