package dev.cajal.grad.symbolic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A sum in the making: like terms are collected, and a factor that all terms share is taken out.
 */
final class Terms {
  /** Large parts first, then high powers, so that polynomials read as usual. */
  private static final Comparator<Expression> ORDER =
      Comparator.comparingLong(Expression::size)
          .thenComparingDouble(Terms::degree)
          .reversed()
          .thenComparingLong(Expression::id);

  private final Algebra algebra;
  private final Map<Expression, Double> coefficients = new LinkedHashMap<>();
  private double constant;

  Terms(Algebra algebra) {
    this.algebra = algebra;
  }

  /** Adds a multiple of a term. */
  void add(Expression term, double multiple) {
    switch (term.kind()) {
      case NUMBER -> constant += multiple * term.value();
      case SUM -> term.operands().forEach(t -> add(t, multiple));
      default -> coefficients.merge(rest(term), multiple * coefficient(term), Double::sum);
    }
  }

  Expression result() {
    coefficients.values().removeIf(c -> c == 0);
    if (coefficients.isEmpty()) {
      return algebra.number(constant);
    }
    List<Expression> rests = new ArrayList<>(coefficients.keySet());
    rests.sort(ORDER);
    List<Expression> terms = new ArrayList<>();
    for (Expression rest : rests) {
      terms.add(term(Objects.requireNonNull(coefficients.get(rest)), rest));
    }
    if (constant != 0) {
      terms.add(algebra.number(constant));
    }
    if (terms.size() == 1) {
      return terms.getFirst();
    }
    List<Expression> shared = shared(terms);
    return shared.isEmpty() ? algebra.make(Kind.SUM, terms) : takenOut(shared, terms);
  }

  private Expression term(double coefficient, Expression rest) {
    if (coefficient == 1) {
      return rest;
    }
    List<Expression> factors = new ArrayList<>(List.of(algebra.number(coefficient)));
    factors.addAll(factors(rest));
    return algebra.make(Kind.PRODUCT, factors);
  }

  /** The factors of all terms alike, other than numbers and symbols. */
  private static List<Expression> shared(List<Expression> terms) {
    List<Expression> shared = new ArrayList<>(factors(terms.getFirst()));
    shared.removeIf(f -> f.is(Kind.NUMBER) || Factors.isMonomial(f));
    terms.forEach(term -> shared.retainAll(factors(term)));
    return shared;
  }

  private Expression takenOut(List<Expression> shared, List<Expression> terms) {
    double sign = terms.stream().allMatch(Terms::isNegative) ? -1 : 1;
    Terms rests = new Terms(algebra);
    for (Expression term : terms) {
      List<Expression> rest = new ArrayList<>(factors(term));
      rest.removeAll(shared);
      rests.add(algebra.product(rest), sign);
    }
    List<Expression> factors = new ArrayList<>(shared);
    factors.add(algebra.number(sign));
    factors.add(rests.result());
    return algebra.product(factors);
  }

  /** Returns whether a minus sign stands in front. */
  static boolean isNegative(Expression term) {
    return term.is(Kind.SUM)
        ? term.operands().stream().allMatch(Terms::isNegative)
        : (term.is(Kind.NUMBER) ? term.value() : coefficient(term)) < 0;
  }

  private static double coefficient(Expression term) {
    return term.is(Kind.PRODUCT) && term.operand(0).is(Kind.NUMBER) ? term.operand(0).value() : 1;
  }

  private Expression rest(Expression term) {
    if (!term.is(Kind.PRODUCT) || !term.operand(0).is(Kind.NUMBER)) {
      return term;
    }
    List<Expression> factors = term.operands().subList(1, term.operands().size());
    return factors.size() == 1 ? factors.getFirst() : algebra.make(Kind.PRODUCT, factors);
  }

  private static List<Expression> factors(Expression term) {
    return term.is(Kind.PRODUCT) ? term.operands() : List.of(term);
  }

  private static double degree(Expression term) {
    double degree = 0;
    for (Expression factor : factors(term)) {
      degree +=
          factor.is(Kind.POWER) && factor.operand(1).is(Kind.NUMBER)
              ? factor.operand(1).value()
              : 1;
    }
    return degree;
  }
}
