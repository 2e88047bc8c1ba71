package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The negative log-likelihood of counts y of which the mean is predicted, PyTorch's {@code
 * PoissonNLLLoss}:
 *
 * <pre>
 * ℓ = eˣ − y·x                  where x is the logarithm of the mean
 * ℓ = x − y·log(x + ε)          where x is the mean
 * </pre>
 *
 * <p>The constant log y! is left out, unless asked for: then y·log y − y + ½·log(2πy) is added
 * where y &gt; 1.
 *
 * @param logInput whether x is a logarithm
 * @param full whether the constant is added
 * @param eps ε
 * @param reduction how the terms become one number
 */
public record PoissonNll(boolean logInput, boolean full, double eps, Reduction reduction)
    implements Loss {

  /** Creates the loss with the usual options. */
  public PoissonNll() {
    this(true, false, 1e-8, Reduction.MEAN);
  }

  /** Returns this for predictions that are logarithms of the mean, or the mean itself. */
  public PoissonNll logInput(boolean value) {
    return new PoissonNll(value, full, eps, reduction);
  }

  /** Returns this with the constant, or without. */
  public PoissonNll full(boolean value) {
    return new PoissonNll(logInput, value, eps, reduction);
  }

  /** Returns this with another ε. */
  public PoissonNll eps(double value) {
    return new PoissonNll(logInput, full, value, reduction);
  }

  /** Returns this with another reduction. */
  public PoissonNll reduction(Reduction value) {
    return new PoissonNll(logInput, full, eps, value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor y = Terms.target("poissonNll", prediction, target);
    Tensor terms =
        logInput
            ? prediction.exp().sub(y.mul(prediction))
            : prediction.sub(y.mul(prediction.add(eps).log()));
    return reduction.of(full ? terms.add(stirling(y)) : terms);
  }

  private static Tensor stirling(Tensor y) {
    Tensor one = Tensor.scalar(y.dtype(), 1);
    Tensor many = one.less(y);
    Tensor safe = many.where(y, one);
    Tensor value = safe.mul(safe.log()).sub(safe).add(safe.mul(2 * Math.PI).log().mul(0.5));
    return many.where(value, Terms.zero(y));
  }
}
