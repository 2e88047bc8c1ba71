package dev.cajal.nn;

import java.util.OptionalDouble;

/**
 * The options of {@link BatchNorm} and {@link InstanceNorm}, named as in PyTorch; each has its own
 * defaults.
 *
 * <pre>{@code
 * new BatchNorm(BatchNorm.DEFAULT.eps(1e-3).affine(false));
 * new InstanceNorm(InstanceNorm.DEFAULT.affine(true));
 * }</pre>
 *
 * @param eps ε, which keeps the root of a variance away from zero
 * @param momentum the weight of the new value in a running average: average ← (1 −
 *     momentum)·average + momentum·value; empty for the plain average of all batches so far
 * @param affine whether the result is scaled and shifted by {@code weight} and {@code bias}
 * @param trackRunningStats whether running averages are kept, and used outside training
 */
public record NormOptions(
    double eps, OptionalDouble momentum, boolean affine, boolean trackRunningStats) {

  /** Checks the values. */
  public NormOptions {
    if (!(eps >= 0)) {
      throw new IllegalArgumentException("normalisation: eps is " + eps + ", expected 0 or more");
    }
  }

  /** Returns these options with another ε. */
  public NormOptions eps(double eps) {
    return new NormOptions(eps, momentum, affine, trackRunningStats);
  }

  /** Returns these options with another weight of the new value. */
  public NormOptions momentum(double momentum) {
    return new NormOptions(eps, OptionalDouble.of(momentum), affine, trackRunningStats);
  }

  /** Returns these options with the plain average of all batches; PyTorch's momentum None. */
  public NormOptions cumulative() {
    return new NormOptions(eps, OptionalDouble.empty(), affine, trackRunningStats);
  }

  /** Returns these options with scale and shift, or without. */
  public NormOptions affine(boolean affine) {
    return new NormOptions(eps, momentum, affine, trackRunningStats);
  }

  /** Returns these options with running averages, or without. */
  public NormOptions trackRunningStats(boolean track) {
    return new NormOptions(eps, momentum, affine, track);
  }
}
