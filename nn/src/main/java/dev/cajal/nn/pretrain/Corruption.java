package dev.cajal.nn.pretrain;

import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;

/**
 * What a denoising autoencoder does to its input before it reconstructs the clean one.
 *
 * <p>Source: Vincent, Larochelle, Lajoie, Bengio and Manzagol, <i>Stacked denoising
 * autoencoders</i>, JMLR 2010, section 3.3.
 *
 * @param masking the probability with which each input is set to 0, in [0, 1)
 * @param deviation σ of normal noise that is added to each input, from 0 up
 */
public record Corruption(double masking, double deviation) {

  /** Checks the ranges. */
  public Corruption {
    if (!(masking >= 0 && masking < 1)) {
      throw new IllegalArgumentException(
          "corruption: the share of masked inputs must be in [0, 1), found " + masking);
    }
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "corruption: the deviation of the noise must be a number from 0 up, found " + deviation);
    }
  }

  /** Returns no corruption, that of an ordinary autoencoder. */
  public static Corruption none() {
    return new Corruption(0, 0);
  }

  /** Returns masking noise: each input is 0 with a probability. */
  public static Corruption masking(double probability) {
    return new Corruption(probability, 0);
  }

  /** Returns additive normal noise of a deviation. */
  public static Corruption gaussian(double deviation) {
    return new Corruption(0, deviation);
  }

  /** Returns an input with the noise of the present step, which follows from its trace. */
  Tensor of(Tensor x, Trace trace) {
    Tensor noisy = x;
    if (deviation > 0) {
      noisy = noisy.add(trace.normal(x.dtype(), x.shape()).mul(deviation));
    }
    if (masking > 0) {
      Tensor kept = trace.uniform(x.dtype(), x.shape()).greaterOrEqual(masking);
      noisy = noisy.mul(kept.cast(x.dtype()));
    }
    return noisy;
  }

  @Override
  public String toString() {
    return masking == 0 && deviation == 0
        ? "no corruption"
        : masking == 0
            ? "normal noise of " + deviation
            : "masking of " + masking + (deviation == 0 ? "" : ", normal noise of " + deviation);
  }
}
