package dev.cajal.tensor;

import dev.cajal.op.Abs;
import dev.cajal.op.Acos;
import dev.cajal.op.Asin;
import dev.cajal.op.Atan;
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

  /** Returns the smallest integer that is not below x. */
  default Tensor ceil() {
    return neg().floor().neg();
  }

  /** Returns x without its fraction. */
  default Tensor trunc() {
    return self().less(0).where(ceil(), floor());
  }

  /** Returns the nearest integer, the even one at a tie. */
  default Tensor round() {
    Tensor floor = floor();
    Tensor rest = self().sub(floor);
    Tensor odd = floor.remainder(2).equalTo(1);
    Tensor up = rest.greater(0.5).logicalOr(rest.equalTo(0.5).logicalAnd(odd));
    return up.where(floor.add(1), floor);
  }

  /** Returns 1/x. */
  default Tensor reciprocal() {
    return Tensor.scalar(dtype(), 1).div(self());
  }

  /** Returns 1/√x. */
  default Tensor rsqrt() {
    return sqrt().reciprocal();
  }

  /** Returns 2 to the power x. */
  default Tensor exp2() {
    return Tensor.scalar(dtype(), 2).pow(self());
  }

  /** Returns the logarithm to base 2. */
  default Tensor log2() {
    return log().div(Math.log(2));
  }

  /** Returns the logarithm to base 10. */
  default Tensor log10() {
    return log().div(Math.log(10));
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

  /** Returns the tangent of x in radians. */
  default Tensor tan() {
    return sin().div(cos());
  }

  /** Returns the angle in radians, from −π/2 to π/2, whose sine is x. */
  default Tensor asin() {
    return Tensor.apply(new Asin(), self());
  }

  /** Returns the angle in radians, from 0 to π, whose cosine is x. */
  default Tensor acos() {
    return Tensor.apply(new Acos(), self());
  }

  /** Returns the angle in radians, from −π/2 to π/2, whose tangent is x. */
  default Tensor atan() {
    return Tensor.apply(new Atan(), self());
  }

  /** Returns (eˣ − e⁻ˣ)/2, exact also near 0. */
  default Tensor sinh() {
    return expm1().sub(neg().expm1()).mul(0.5);
  }

  /** Returns (eˣ + e⁻ˣ)/2. */
  default Tensor cosh() {
    return exp().add(neg().exp()).mul(0.5);
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
