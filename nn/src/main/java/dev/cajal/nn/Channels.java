package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.Moments;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the normalisations share: moments, and scale and shift of each channel. */
final class Channels {
  private final @Nullable Parameter weight;
  private final @Nullable Parameter bias;

  /** Registers {@code weight} and {@code bias} [c] at a module, if there are to be any. */
  Channels(Module owner, boolean affine) {
    weight = affine ? owner.parameter("weight", Initializers.constant(1)) : null;
    bias = affine ? owner.parameter("bias", Initializers.constant(0)) : null;
  }

  /** Returns whether scale and shift exist and no optimizer may change them. */
  boolean frozen() {
    return weight != null && bias != null && !weight.trainable() && !bias.trainable();
  }

  /** Returns γ·(x − mean)/√(variance + ε) + β. */
  Tensor standardised(Tensor x, Tensor mean, Tensor variance, double eps) {
    Tensor root = variance.add(eps).sqrt();
    if (weight == null || bias == null) {
      return x.sub(mean).div(root);
    }
    Shape channels = Shape.of(x.dim(1));
    Tensor scale = wide(weight.at(x, channels), x.rank()).div(root);
    return x.sub(mean).mul(scale).add(wide(bias.at(x, channels), x.rank()));
  }

  /** Returns γ·x + β. */
  Tensor scaled(Tensor x) {
    if (weight == null || bias == null) {
      return x;
    }
    Shape channels = Shape.of(x.dim(1));
    return x.mul(wide(weight.at(x, channels), x.rank())).add(wide(bias.at(x, channels), x.rank()));
  }

  /** Channels [c] as [1, c, 1, ...], to broadcast against images. */
  static Tensor wide(Tensor channels, int rank) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    sizes[1] = channels.dim(0);
    return channels.reshape(sizes);
  }

  /** Returns mean and biased variance over axes, which stay with size 1. */
  static List<Tensor> moments(Tensor x, List<Integer> axes) {
    return Tensor.applyAll(new Moments(axes), List.of(x));
  }
}
