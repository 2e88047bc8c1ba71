package dev.cajal.grad.symbolic;

import java.util.List;

/**
 * An algebra that keeps expressions simple as they grow: constants are computed, the rules of 0 and
 * 1 apply, signs come to the front, like terms and like factors are collected ({@link Terms},
 * {@link Factors}), exponentials are joined, and comparisons are decided where signs tell.
 */
final class Simplifier extends Algebra {

  @Override
  Expression sum(List<Expression> terms) {
    Terms collected = new Terms(this);
    terms.forEach(term -> collected.add(term, 1));
    return collected.result();
  }

  @Override
  Expression product(List<Expression> factors) {
    Factors collected = new Factors(this);
    factors.forEach(factor -> collected.multiply(factor, number(1)));
    return collected.result();
  }

  @Override
  Expression power(Expression base, Expression exponent) {
    if (exponent.is(0) || base.is(1)) {
      return number(1);
    }
    if (exponent.is(1)) {
      return base;
    }
    if (exponent.is(Kind.NUMBER)) {
      double e = exponent.value();
      boolean whole = e == Math.rint(e);
      if (base.is(Kind.NUMBER) && Double.isFinite(Math.pow(base.value(), e))) {
        return number(Math.pow(base.value(), e));
      }
      if (base.is(Kind.POWER) && whole) {
        return power(base.operand(0), product(base.operand(1), exponent));
      }
      if (base.is(Kind.PRODUCT) && whole) {
        return product(base.operands().stream().map(f -> power(f, exponent)).toList());
      }
    }
    return base.is(Kind.EXP)
        ? function(Kind.EXP, product(base.operand(0), exponent))
        : make(Kind.POWER, base, exponent);
  }

  @Override
  Expression function(Kind kind, Expression x) {
    if (x.is(Kind.NUMBER)) {
      return number(kind.apply(x.value()));
    }
    boolean negative = Terms.isNegative(x);
    return switch (kind) {
      case SIN, ASIN, ATAN, TANH, ERF, SIGN ->
          negative ? negative(function(kind, negative(x))) : make(kind, x);
      case COS -> make(kind, negative ? negative(x) : x);
      case ABS -> Signs.notNegative(x) ? x : make(kind, negative ? negative(x) : x);
      case LOG -> x.is(Kind.EXP) ? x.operand(0) : make(kind, x);
      case EXP -> x.is(Kind.LOG) ? x.operand(0) : make(kind, x);
      default -> make(kind, x);
    };
  }

  @Override
  Expression extreme(Kind kind, Expression x, Expression y) {
    if (x.is(Kind.NUMBER) && y.is(Kind.NUMBER)) {
      return number(kind.apply(x.value(), y.value()));
    }
    boolean larger = kind == Kind.MAXIMUM;
    if (Signs.notNegative(difference(x, y))) {
      return larger ? x : y;
    }
    if (Signs.notNegative(difference(y, x))) {
      return larger ? y : x;
    }
    return make(kind, x, y);
  }

  @Override
  Expression compare(Kind kind, Expression x, Expression y) {
    if (x.is(Kind.NUMBER) && y.is(Kind.NUMBER)) {
      return number(kind.apply(x.value(), y.value()));
    }
    if (x == y) {
      return number(kind == Kind.LESS ? 0 : 1);
    }
    if (Signs.positive(difference(y, x))) {
      return number(kind == Kind.EQUAL ? 0 : 1);
    }
    if (Signs.positive(difference(x, y))) {
      return number(0);
    }
    // 0 < max(x, 0) says no more than 0 < x.
    if (kind == Kind.LESS && y.is(Kind.MAXIMUM) && y.operand(1) == x) {
      return compare(kind, x, y.operand(0));
    }
    return make(kind, x, y);
  }

  @Override
  Expression choice(Expression condition, Expression then, Expression otherwise) {
    if (condition.is(Kind.NUMBER)) {
      return condition.value() != 0 ? then : otherwise;
    }
    return then == otherwise ? then : make(Kind.CHOICE, condition, then, otherwise);
  }
}
