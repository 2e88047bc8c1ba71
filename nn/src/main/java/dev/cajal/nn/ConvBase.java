package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.Window;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What convolutions and transposed convolutions over one to three axes have in common. */
abstract class ConvBase extends Module {
  final int axes;
  final long out;
  final Kernel kernel;
  final Parameter weight;
  private final @Nullable Parameter bias;

  ConvBase(int axes, long out, Kernel kernel, boolean bias) {
    if (out < 1 || out % kernel.groups() != 0) {
      throw new IllegalArgumentException(
          layer() + ": " + out + " kernels in " + kernel.groups() + " groups; expected a multiple");
    }
    if (kernel.rest() == Kernel.Rest.CEIL) {
      throw new IllegalArgumentException(
          layer() + ": ceil() is for pooling; add padding at the end instead");
    }
    this.axes = axes;
    this.out = out;
    this.kernel = kernel.over(axes, layer());
    this.weight = parameter("weight");
    this.bias = bias ? parameter("bias", Initializers.constant(0)) : null;
  }

  /** Returns the name of the layer in errors. */
  final String layer() {
    return type().toLowerCase(Locale.ROOT);
  }

  /** Returns the window, which pads with zeros. */
  final Window window() {
    return kernel.window(Collections.nCopies(axes, 1));
  }

  final Tensor withBias(Tensor x, Tensor y) {
    if (bias == null) {
      return y;
    }
    long[] channels = new long[axes + 2];
    Arrays.fill(channels, 1);
    channels[1] = out;
    return y.add(bias.at(x, Shape.of(out)).reshape(channels));
  }

  final Shape kernels(long first, long second) {
    return Shape.of(first, second)
        .concat(Shape.of(kernel.size().stream().mapToLong(Integer::longValue).toArray()));
  }

  /** Returns the convolution, with whatever padding the kernel asks for. */
  static Tensor convolved(Tensor x, Tensor weight, Kernel kernel, Window window) {
    if (kernel.paddingMode() == PaddingMode.ZEROS) {
      return x.conv(weight, window);
    }
    List<Integer> none = Collections.nCopies(window.axes(), 0);
    return x.pad(kernel.paddingMode(), kernel.pads()).conv(weight, window.padding(none, none));
  }

  @Override
  public String toString() {
    return type() + "(" + out + ", " + kernel + (bias == null ? ", no bias)" : ")");
  }
}
