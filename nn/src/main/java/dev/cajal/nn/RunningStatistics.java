package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.OptionalDouble;

/** The buffers in which a normalisation keeps the average mean and variance of its batches. */
final class RunningStatistics {
  private final OptionalDouble momentum;
  private final boolean counts;
  private final Parameter mean;
  private final Parameter variance;
  private final Parameter batches;

  /**
   * Registers the buffers at a module.
   *
   * @param momentum the weight of a new value; empty for the plain average of all
   * @param counts whether the batches are counted
   */
  RunningStatistics(Module owner, OptionalDouble momentum, boolean counts) {
    this.momentum = momentum;
    this.counts = counts;
    this.mean = owner.buffer("running_mean", 0);
    this.variance = owner.buffer("running_var", 1);
    this.batches = owner.buffer("num_batches_tracked", DType.INT64, 0);
  }

  /** Returns the average mean [c]. */
  Tensor mean(Tensor x) {
    return mean.at(x, Shape.of(x.dim(1)));
  }

  /** Returns the average variance [c]; declares the count as well. */
  Tensor variance(Tensor x) {
    batches.at(x, Shape.of());
    return variance.at(x, Shape.of(x.dim(1)));
  }

  /** Takes the mean and the unbiased variance [c] of a batch into the averages. */
  void track(Trace trace, Tensor x, Tensor newMean, Tensor newVariance) {
    if (momentum.isPresent()) {
      double share = momentum.getAsDouble();
      trace.assign(mean.variable(), mean(x).mul(1 - share).add(newMean.mul(share)));
      trace.assign(variance.variable(), variance(x).mul(1 - share).add(newVariance.mul(share)));
    } else {
      Tensor n = batches.at(x, Shape.of()).add(1).cast(x.dtype());
      trace.assign(mean.variable(), mean(x).add(newMean.sub(mean(x)).div(n)));
      trace.assign(variance.variable(), variance(x).add(newVariance.sub(variance(x)).div(n)));
    }
    count(trace, x);
  }

  /** Counts a batch; of a batch of nothing this is all there is to remember. */
  void count(Trace trace, Tensor x) {
    if (counts) {
      trace.assign(batches.variable(), batches.at(x, Shape.of()).add(1));
    }
  }
}
