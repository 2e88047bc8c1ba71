package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The absolute error, smooth at 0, PyTorch's {@code SmoothL1Loss}. For each element x of the
 * prediction and y of the target it is
 *
 * <pre>
 * ℓ = (x − y)² / 2β      where |x − y| < β
 *     |x − y| − β/2      elsewhere
 * </pre>
 *
 * <p>Source: Girshick, <i>Fast R-CNN</i>, ICCV 2015, equation 3.
 *
 * @param beta β, from 0 up
 * @param reduction how the terms become one number
 */
public record SmoothL1(double beta, Reduction reduction) implements Loss {

  /** Checks the ranges. */
  public SmoothL1 {
    if (!(beta >= 0)) {
      throw new IllegalArgumentException(
          "smoothL1: beta must be a number from 0 up, found " + beta);
    }
  }

  /** Creates the loss with the usual options. */
  public SmoothL1() {
    this(1, Reduction.MEAN);
  }

  /** Returns this with another β; 0 makes it the absolute error. */
  public SmoothL1 beta(double value) {
    return new SmoothL1(value, reduction);
  }

  /** Returns this with another reduction. */
  public SmoothL1 reduction(Reduction value) {
    return new SmoothL1(beta, value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor d = prediction.sub(Terms.target("smoothL1", prediction, target));
    if (beta == 0) {
      return reduction.of(d.abs());
    }
    return reduction.of(
        d.abs()
            .less(Tensor.scalar(d.dtype(), beta))
            .where(d.square().mul(0.5 / beta), d.abs().sub(0.5 * beta)));
  }
}
