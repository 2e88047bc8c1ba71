package dev.cajal.grad.symbolic;

import dev.cajal.op.Erf;

/** What an expression is at its top. */
enum Kind {
  NUMBER,
  SYMBOL,
  SUM,
  PRODUCT,
  /** A base and an exponent. */
  POWER,
  SIN,
  COS,
  ASIN,
  ACOS,
  ATAN,
  EXP,
  LOG,
  TANH,
  SIGMOID,
  ERF,
  ABS,
  SIGN,
  FLOOR,
  MAXIMUM,
  MINIMUM,
  LESS,
  LESS_OR_EQUAL,
  EQUAL,
  /** A condition, the value where it holds, and the value elsewhere. */
  CHOICE;

  /** Returns whether this is a function of one number, f(x). */
  boolean isFunction() {
    return compareTo(SIN) >= 0 && compareTo(FLOOR) <= 0;
  }

  /** Computes a function of one number. */
  double apply(double x) {
    return switch (this) {
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case ASIN -> Math.asin(x);
      case ACOS -> Math.acos(x);
      case ATAN -> Math.atan(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case ERF -> new Erf().compute(x);
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case FLOOR -> Math.floor(x);
      default -> throw new IllegalStateException(this + " is no function of one number");
    };
  }

  /** Computes what depends on two numbers; a comparison that holds is 1. */
  double apply(double x, double y) {
    return switch (this) {
      case POWER -> Math.pow(x, y);
      case MAXIMUM -> Math.max(x, y);
      case MINIMUM -> Math.min(x, y);
      case LESS -> x < y ? 1 : 0;
      case LESS_OR_EQUAL -> x <= y ? 1 : 0;
      case EQUAL -> x == y ? 1 : 0;
      default -> throw new IllegalStateException(this + " does not depend on two numbers");
    };
  }
}
