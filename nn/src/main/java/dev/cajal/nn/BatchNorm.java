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
 * Normalises each channel, y = γ·(x − μ)/√(v + ε) + β (Ioffe, Szegedy 2015). In training μ and v
 * are the mean and the biased variance of the batch over all axes but the channels; running
 * averages of them, the variance unbiased, are used otherwise. It is PyTorch's BatchNorm1d,
 * BatchNorm2d and BatchNorm3d in one.
 *
 * <ul>
 *   <li>input and output [n, c, ...]
 *   <li>{@code weight} γ [c], {@code bias} β [c], if affine
 *   <li>buffers {@code running_mean} [c], {@code running_var} [c], {@code num_batches_tracked}, if
 *       statistics are tracked; else those of the batch are used outside training as well
 * </ul>
 *
 * <p>If γ and β are frozen, the running averages serve in training too and stay as they are, so
 * that a frozen layer computes one function (Keras does the same; in PyTorch the averages of a
 * frozen layer go on to follow the data). A batch of nothing passes and leaves the averages as they
 * are.
 */
public final class BatchNorm extends Module {
  /** PyTorch's: ε = 1e-5, momentum 0.1, affine, with running statistics. */
  public static final NormOptions DEFAULT =
      new NormOptions(1e-5, OptionalDouble.of(0.1), true, true);

  private final NormOptions options;
  private final Channels channels;
  private final @Nullable RunningStatistics running;

  /** Creates a normalisation with ε = 1e-5 and momentum 0.1. */
  public BatchNorm() {
    this(DEFAULT);
  }

  /**
   * Creates a normalisation.
   *
   * @param eps ε, which keeps the root away from zero
   * @param momentum the weight of the new value in a running average
   */
  public BatchNorm(double eps, double momentum) {
    this(DEFAULT.eps(eps).momentum(momentum));
  }

  /** Creates a normalisation; start from {@link #DEFAULT}. */
  public BatchNorm(NormOptions options) {
    this.options = options;
    this.channels = new Channels(this, options.affine());
    this.running =
        options.trackRunningStats() ? new RunningStatistics(this, options.momentum(), true) : null;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.requireRank(x, 2, "[n, channels, ...]", "batchnorm", path());
    Trace trace = running != null && channels.frozen() ? null : training(x);
    boolean ofBatch = trace != null || running == null;
    if (!ofBatch || x.shape().count() == 0) {
      return byAverages(x, trace);
    }
    double n = samples(x);
    List<Integer> axes = IntStream.range(0, x.rank()).filter(a -> a != 1).boxed().toList();
    List<Tensor> moments = Channels.moments(x, axes);
    Tensor mean = moments.get(0);
    Tensor variance = moments.get(1);
    if (trace != null && running != null) {
      Shape flat = Shape.of(x.dim(1));
      Tensor unbiased = variance.mul(n).div(n - 1);
      running.track(trace, x, mean.reshape(flat), unbiased.reshape(flat));
    }
    return channels.standardised(x, mean, variance, options.eps());
  }

  /** Normalises by the running averages, or does nothing to a batch of nothing. */
  private Tensor byAverages(Tensor x, @Nullable Trace trace) {
    if (running == null) {
      return channels.scaled(x);
    }
    if (trace != null) {
      running.count(trace, x);
    }
    Tensor mean = Channels.wide(running.mean(x), x.rank());
    Tensor variance = Channels.wide(running.variance(x), x.rank());
    return channels.standardised(x, mean, variance, options.eps());
  }

  private double samples(Tensor x) {
    long n = x.shape().count() / x.dim(1);
    // While shapes are inferred, for a summary say, one sample stands for many.
    boolean building = x.trace() != null && x.trace().mode() == Trace.Mode.BUILDING;
    if (n < 2 && !building) {
      throw new ShapeException(
              "input "
                  + x.shape()
                  + " has one value per channel, and one value has no variance; train with larger"
                  + " batches, and drop a last batch of one")
          .at("batchnorm", path());
    }
    return n;
  }
}
