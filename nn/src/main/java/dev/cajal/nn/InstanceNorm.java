package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Normalises each channel of each sample by itself, y = γ·(x − μ)/√(v + ε) + β with the mean and
 * the biased variance over its places (Ulyanov et al. 2016). If statistics are tracked, running
 * averages of them over samples and batches, the variance unbiased, are used outside training. It
 * is PyTorch's InstanceNorm1d, InstanceNorm2d and InstanceNorm3d in one.
 *
 * <ul>
 *   <li>input and output [n, c, places...]
 *   <li>{@code weight} γ [c], {@code bias} β [c], if affine
 *   <li>buffers {@code running_mean} [c], {@code running_var} [c], {@code num_batches_tracked}, if
 *       statistics are tracked; as in PyTorch the last stays 0, and without a momentum the averages
 *       stay as they are
 * </ul>
 */
public final class InstanceNorm extends Module {
  /** PyTorch's: ε = 1e-5, momentum 0.1, neither affine nor with running statistics. */
  public static final NormOptions DEFAULT =
      new NormOptions(1e-5, OptionalDouble.of(0.1), false, false);

  private final NormOptions options;
  private final Channels channels;
  private final @Nullable RunningStatistics running;

  /** Creates a normalisation without parameters. */
  public InstanceNorm() {
    this(DEFAULT);
  }

  /** Creates a normalisation; start from {@link #DEFAULT}. */
  public InstanceNorm(NormOptions options) {
    this.options = options;
    this.channels = new Channels(this, options.affine());
    OptionalDouble share = OptionalDouble.of(options.momentum().orElse(0));
    this.running = options.trackRunningStats() ? new RunningStatistics(this, share, false) : null;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.requireRank(x, 3, "[n, channels, places...]", "instancenorm", path());
    Trace trace = training(x);
    if (trace == null && running != null) {
      Tensor mean = Channels.wide(running.mean(x), x.rank());
      Tensor variance = Channels.wide(running.variance(x), x.rank());
      return channels.standardised(x, mean, variance, options.eps());
    }
    double places = x.shape().slice(2, x.rank()).count();
    if (places < 2) {
      throw new ShapeException(
              "input "
                  + x.shape()
                  + " has "
                  + (long) places
                  + " place per channel, and that has no variance; normalise before pooling over"
                  + " all places, or use BatchNorm")
          .at("instancenorm", path());
    }
    List<Tensor> moments = Channels.moments(x, IntStream.range(2, x.rank()).boxed().toList());
    Tensor mean = moments.get(0);
    Tensor variance = moments.get(1);
    if (trace != null && running != null && x.dim(0) > 0) {
      Shape each = Shape.of(x.dim(0), x.dim(1));
      Tensor unbiased = variance.mul(places).div(places - 1);
      running.track(trace, x, mean.reshape(each).mean(0), unbiased.reshape(each).mean(0));
    }
    return channels.standardised(x, mean, variance, options.eps());
  }
}
