package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The triplet loss, PyTorch's {@code TripletMarginLoss}: an anchor a shall be nearer to a positive
 * example p than to a negative n,
 *
 * <pre>
 * ℓ = max(0, d(a, p) − d(a, n) + margin),   d(u, v) = ‖u − v + ε‖
 * </pre>
 *
 * <p>With the swap, d(a, n) becomes min(d(a, n), d(p, n)) (Balntas et al., BMVC 2016). Source:
 * Schroff, Kalenichenko and Philbin, <i>FaceNet</i>, CVPR 2015.
 *
 * @param margin the margin
 * @param p the degree of the norm, positive; infinite for the largest difference
 * @param eps ε
 * @param swap whether the negative may be measured from the positive
 * @param reduction how the terms become one number
 */
public record TripletMargin(
    double margin, double p, double eps, boolean swap, Reduction reduction) {

  /** Checks the ranges. */
  public TripletMargin {
    if (!(p > 0)) {
      throw new IllegalArgumentException("tripletMargin: p must be a positive number, found " + p);
    }
  }

  /** Creates the loss with the usual options. */
  public TripletMargin() {
    this(1, 2, 1e-6, false, Reduction.MEAN);
  }

  /** Returns this with another margin. */
  public TripletMargin margin(double value) {
    return new TripletMargin(value, p, eps, swap, reduction);
  }

  /** Returns this with another norm. */
  public TripletMargin p(double value) {
    return new TripletMargin(margin, value, eps, swap, reduction);
  }

  /** Returns this with another ε. */
  public TripletMargin eps(double value) {
    return new TripletMargin(margin, p, value, swap, reduction);
  }

  /** Returns this with the swap, or without. */
  public TripletMargin swap(boolean value) {
    return new TripletMargin(margin, p, eps, value, reduction);
  }

  /** Returns this with another reduction. */
  public TripletMargin reduction(Reduction value) {
    return new TripletMargin(margin, p, eps, swap, value);
  }

  /**
   * Returns the loss.
   *
   * @param anchor [..., d]
   * @param positive the same shape
   * @param negative the same shape
   * @throws dev.cajal.backend.ShapeException if the shapes differ
   */
  public Tensor of(Tensor anchor, Tensor positive, Tensor negative) {
    Terms.same("tripletMargin", "anchor", anchor, "positive", positive);
    Terms.same("tripletMargin", "anchor", anchor, "negative", negative);
    Tensor near = distance(anchor, positive);
    Tensor far = distance(anchor, negative);
    if (swap) {
      far = far.minimum(distance(positive, negative));
    }
    return reduction.of(Terms.clamped(near.sub(far).add(margin)));
  }

  private Tensor distance(Tensor u, Tensor v) {
    Tensor d = u.sub(v).add(eps);
    if (p == 2) {
      return Terms.root(d.square().sum(-1));
    }
    if (p == 1) {
      return d.abs().sum(-1);
    }
    return p == Double.POSITIVE_INFINITY ? d.abs().max(-1) : d.abs().pow(p).sum(-1).pow(1 / p);
  }
}
