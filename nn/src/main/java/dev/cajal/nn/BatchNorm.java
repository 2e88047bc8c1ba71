package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.Moments;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Normalises each channel, y = γ·(x − μ)/√(v + ε) + β (Ioffe, Szegedy 2015). In training μ and v
 * are the mean and the biased variance of the batch over all axes but the channels; running
 * averages of them, the variance unbiased, are used otherwise.
 *
 * <ul>
 *   <li>input and output [n, c, ...]
 *   <li>{@code weight} γ [c], {@code bias} β [c]
 *   <li>buffers {@code running_mean} [c], {@code running_var} [c], {@code num_batches_tracked}
 * </ul>
 */
public final class BatchNorm extends Module {
  private final double epsilon;
  private final double momentum;
  private final Parameter weight = parameter("weight", Initializers.constant(1));
  private final Parameter bias = parameter("bias", Initializers.constant(0));
  private final Parameter runningMean = buffer("running_mean", 0);
  private final Parameter runningVar = buffer("running_var", 1);
  private final Parameter batches = buffer("num_batches_tracked", DType.INT64, 0);

  /** Creates a normalisation with ε = 1e-5 and momentum 0.1. */
  public BatchNorm() {
    this(1e-5, 0.1);
  }

  /**
   * Creates a normalisation.
   *
   * @param epsilon ε, which keeps the root away from zero
   * @param momentum the weight of the new value in a running average: average ← (1 −
   *     momentum)·average + momentum·value
   */
  public BatchNorm(double epsilon, double momentum) {
    this.epsilon = epsilon;
    this.momentum = momentum;
  }

  @Override
  protected Tensor forward(Tensor x) {
    if (x.rank() < 2) {
      throw new ShapeException("input is " + x.shape() + ", expected [n, channels, ...]")
          .at("batchnorm", path());
    }
    Shape channels = Shape.of(x.dim(1));
    Tensor mean = wide(runningMean.at(x, channels), x);
    Tensor variance = wide(runningVar.at(x, channels), x);
    Tensor count = batches.at(x, Shape.of());
    Trace trace = training(x);
    if (trace != null) {
      List<Integer> axes = IntStream.range(0, x.rank()).filter(a -> a != 1).boxed().toList();
      List<Tensor> moments = Tensor.applyAll(new Moments(axes), List.of(x));
      double n = samples(x);
      track(trace, runningMean, mean, moments.get(0));
      track(trace, runningVar, variance, moments.get(1).mul(n).div(n - 1));
      trace.assign(batches.variable(), count.add(1));
      mean = moments.get(0);
      variance = moments.get(1);
    }
    Tensor scale = wide(weight.at(x, channels), x).div(variance.add(epsilon).sqrt());
    return x.sub(mean).mul(scale).add(wide(bias.at(x, channels), x));
  }

  private void track(Trace trace, Parameter average, Tensor old, Tensor value) {
    Tensor next = old.mul(1 - momentum).add(value.mul(momentum));
    trace.assign(average.variable(), next.reshape(average.variable().type().shape()));
  }

  private double samples(Tensor x) {
    long n = x.shape().count() / Math.max(x.dim(1), 1);
    if (n < 2) {
      throw new ShapeException(
              "input "
                  + x.shape()
                  + " has one value per channel, and one value has no variance; train with larger"
                  + " batches, and drop a last batch of one")
          .at("batchnorm", path());
    }
    return n;
  }

  /** Channels [c] as [1, c, 1, ...], to broadcast against x. */
  private static Tensor wide(Tensor channels, Tensor x) {
    long[] sizes = new long[x.rank()];
    Arrays.fill(sizes, 1);
    sizes[1] = channels.dim(0);
    return channels.reshape(sizes);
  }
}
