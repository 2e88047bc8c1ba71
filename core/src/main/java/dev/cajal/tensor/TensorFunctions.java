package dev.cajal.tensor;

import dev.cajal.op.Abs;
import dev.cajal.op.Cos;
import dev.cajal.op.Erf;
import dev.cajal.op.Exp;
import dev.cajal.op.Expm1;
import dev.cajal.op.Floor;
import dev.cajal.op.Log;
import dev.cajal.op.Log1p;
import dev.cajal.op.Neg;
import dev.cajal.op.Sign;
import dev.cajal.op.Sin;
import dev.cajal.op.Sqrt;
import dev.cajal.op.Tanh;

/** Functions of each element. */
public sealed interface TensorFunctions extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns −x. */
  default Tensor neg() {
    return Tensor.apply(new Neg(), self());
  }

  /** Returns |x|; its derivative at 0 is 0. */
  default Tensor abs() {
    return Tensor.apply(new Abs(), self());
  }

  /** Returns −1, 0 or 1. */
  default Tensor sign() {
    return Tensor.apply(new Sign(), self());
  }

  /** Returns the largest integer that is not above x. */
  default Tensor floor() {
    return Tensor.apply(new Floor(), self());
  }

  /** Returns e to the power x. */
  default Tensor exp() {
    return Tensor.apply(new Exp(), self());
  }

  /** Returns eˣ − 1, exact also near 0. */
  default Tensor expm1() {
    return Tensor.apply(new Expm1(), self());
  }

  /** Returns ln(1 + x), exact also near 0. */
  default Tensor log1p() {
    return Tensor.apply(new Log1p(), self());
  }

  /** Returns the natural logarithm. */
  default Tensor log() {
    return Tensor.apply(new Log(), self());
  }

  /** Returns the square root. */
  default Tensor sqrt() {
    return Tensor.apply(new Sqrt(), self());
  }

  /** Returns x · x. */
  default Tensor square() {
    return self().mul(self());
  }

  /** Returns the sine of x in radians. */
  default Tensor sin() {
    return Tensor.apply(new Sin(), self());
  }

  /** Returns the cosine of x in radians. */
  default Tensor cos() {
    return Tensor.apply(new Cos(), self());
  }

  /** Returns the error function. */
  default Tensor erf() {
    return Tensor.apply(new Erf(), self());
  }

  /** Returns the hyperbolic tangent. */
  default Tensor tanh() {
    return Tensor.apply(new Tanh(), self());
  }
}
