package dev.cajal.grad.symbolic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes expressions. The same application to the same operands is the same object, always, so that
 * parts are shared and equality is identity. As it stands it simplifies nothing.
 */
class Algebra {
  private final Map<Key, Expression> pool = new HashMap<>();

  private record Key(Kind kind, double value, String name, List<Expression> operands) {}

  /** Returns the one expression of a kind and operands. */
  final Expression make(Kind kind, List<Expression> operands) {
    return pooled(new Key(kind, 0, "", List.copyOf(operands)));
  }

  final Expression make(Kind kind, Expression... operands) {
    return make(kind, List.of(operands));
  }

  private Expression pooled(Key key) {
    Expression known = pool.get(key);
    if (known == null) {
      known = new Expression(pool.size(), key.kind, key.value, key.name, key.operands);
      pool.put(key, known);
    }
    return known;
  }

  final Expression number(double value) {
    return pooled(new Key(Kind.NUMBER, value == 0 ? 0 : value, "", List.of()));
  }

  final Expression symbol(String name) {
    return pooled(new Key(Kind.SYMBOL, 0, name, List.of()));
  }

  Expression sum(List<Expression> terms) {
    return terms.size() == 1 ? terms.getFirst() : make(Kind.SUM, terms);
  }

  Expression product(List<Expression> factors) {
    return make(Kind.PRODUCT, factors);
  }

  Expression power(Expression base, Expression exponent) {
    return make(Kind.POWER, base, exponent);
  }

  /** Applies a function of one number. */
  Expression function(Kind kind, Expression x) {
    return make(kind, x);
  }

  /** Returns the larger or the smaller of two. */
  Expression extreme(Kind kind, Expression x, Expression y) {
    return make(kind, x, y);
  }

  Expression compare(Kind kind, Expression x, Expression y) {
    return make(kind, x, y);
  }

  Expression choice(Expression condition, Expression then, Expression otherwise) {
    return make(Kind.CHOICE, condition, then, otherwise);
  }

  final Expression sum(Expression x, Expression y) {
    return sum(List.of(x, y));
  }

  final Expression product(Expression x, Expression y) {
    return product(List.of(x, y));
  }

  final Expression negative(Expression x) {
    return product(number(-1), x);
  }

  final Expression difference(Expression x, Expression y) {
    return sum(x, negative(y));
  }

  final Expression quotient(Expression x, Expression y) {
    return product(x, power(y, number(-1)));
  }
}
