package dev.cajal.grad.symbolic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A product in the making: numbers are multiplied, powers of one base and exponentials are joined,
 * and numbers and symbols are multiplied into a sum beside them.
 */
final class Factors {
  private static final Comparator<Expression> ORDER =
      Comparator.comparingInt(Factors::rank)
          .thenComparingLong(Expression::size)
          .thenComparingLong(Expression::id);

  private final Algebra algebra;
  private final Map<Expression, Expression> exponents = new LinkedHashMap<>();
  private final List<Expression> exponentials = new ArrayList<>();
  private double coefficient = 1;

  Factors(Algebra algebra) {
    this.algebra = algebra;
  }

  /** Multiplies by a power of a factor. */
  void multiply(Expression factor, Expression exponent) {
    switch (factor.kind()) {
      case NUMBER -> {
        Expression power = algebra.power(factor, exponent);
        if (power.is(Kind.NUMBER)) {
          coefficient *= power.value();
        } else {
          exponents.merge(factor, exponent, algebra::sum);
        }
      }
      case PRODUCT -> factor.operands().forEach(f -> multiply(f, exponent));
      case POWER -> multiply(factor.operand(0), algebra.product(factor.operand(1), exponent));
      case EXP -> exponentials.add(algebra.product(factor.operand(0), exponent));
      default -> exponents.merge(factor, exponent, algebra::sum);
    }
  }

  Expression result() {
    List<Expression> factors = new ArrayList<>();
    exponents.forEach((base, exponent) -> keep(algebra.power(base, exponent), factors));
    if (!exponentials.isEmpty()) {
      keep(algebra.function(Kind.EXP, algebra.sum(exponentials)), factors);
    }
    if (coefficient == 0 || factors.isEmpty()) {
      return algebra.number(coefficient);
    }
    List<Expression> sums = factors.stream().filter(f -> f.is(Kind.SUM)).toList();
    List<Expression> monomial = factors.stream().filter(Factors::isMonomial).toList();
    boolean alone = factors.size() == 1 + monomial.size();
    if (sums.size() == 1 && (alone || !monomial.isEmpty())) {
      return distributed(sums.getFirst(), monomial, factors, alone);
    }
    factors.sort(ORDER);
    if (coefficient != 1) {
      factors.addFirst(algebra.number(coefficient));
    }
    return factors.size() == 1 ? factors.getFirst() : algebra.make(Kind.PRODUCT, factors);
  }

  private void keep(Expression factor, List<Expression> factors) {
    if (factor.is(Kind.NUMBER)) {
      coefficient *= factor.value();
    } else {
      factors.add(factor);
    }
  }

  /** 2 x (a + 3) becomes 2 a x + 6 x; beside other factors a minus sign stays in front. */
  private Expression distributed(
      Expression sum, List<Expression> monomial, List<Expression> factors, boolean alone) {
    double inside = alone ? coefficient : Math.abs(coefficient);
    List<Expression> terms = new ArrayList<>();
    for (Expression term : sum.operands()) {
      List<Expression> scaled = new ArrayList<>(monomial);
      scaled.add(term);
      scaled.add(algebra.number(inside));
      terms.add(algebra.product(scaled));
    }
    Expression product = algebra.sum(terms);
    if (alone) {
      return product;
    }
    List<Expression> rest = new ArrayList<>(factors);
    rest.remove(sum);
    rest.removeAll(monomial);
    rest.add(product);
    rest.add(algebra.number(Math.signum(coefficient)));
    return algebra.product(rest);
  }

  /** Returns whether an expression is a symbol or a positive whole power of one. */
  static boolean isMonomial(Expression x) {
    return x.is(Kind.SYMBOL)
        || (x.is(Kind.POWER)
            && x.operand(0).is(Kind.SYMBOL)
            && x.operand(1).is(Kind.NUMBER)
            && x.operand(1).value() > 0
            && x.operand(1).value() == Math.rint(x.operand(1).value()));
  }

  private static int rank(Expression factor) {
    if (isMonomial(factor)) {
      return 0;
    }
    return factor.is(Kind.SUM) ? 3 : factor.is(Kind.POWER) ? 2 : 1;
  }
}
