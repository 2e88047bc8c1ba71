package dev.cajal.grad.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way to write expressions: where signs, fractions and parentheses go. */
abstract class Notation {
  static final int SUM = 1;
  static final int PRODUCT = 2;
  static final int POWER = 3;
  static final int ATOM = 4;

  private static final long LONGEST = 100_000;

  /** Parts that are written as a name. */
  final Map<Expression, String> names = new HashMap<>();

  /** A piece of text and how tightly it holds together. */
  record Piece(String text, int level) {}

  abstract Piece number(double magnitude);

  abstract String symbol(String name);

  abstract String parenthesised(String text);

  abstract Piece power(Expression base, Expression exponent);

  abstract Piece function(Expression function);

  /** The larger or smaller of two. */
  abstract String extreme(Expression extreme);

  abstract String comparison(String left, Kind kind, String right);

  abstract Piece choice(Expression choice);

  /** Factors side by side. */
  abstract Piece joined(List<Expression> factors, List<String> texts);

  abstract Piece fraction(Piece numerator, List<Expression> divisors);

  /**
   * Returns the formula written out.
   *
   * @throws IllegalArgumentException if it would be too long
   */
  final String written(Expression x) {
    if (x.size() > LONGEST && names.isEmpty()) {
      throw new IllegalArgumentException(
          "symbolic: the formula has "
              + x.size()
              + " parts if written out, and "
              + x.sharedSize()
              + " different ones; print its Java, which shares them");
    }
    return at(x, 0);
  }

  /** Writes an expression, in parentheses where it holds together less tightly than asked. */
  final String at(Expression x, int level) {
    String name = names.get(x);
    Piece piece = name != null ? new Piece(name, ATOM) : piece(x);
    return enclosed(piece, level);
  }

  final String enclosed(Piece piece, int level) {
    return piece.level < level ? parenthesised(piece.text) : piece.text;
  }

  /** Writes an expression, even one that has a name, by its operands. */
  final String definition(Expression x) {
    return piece(x).text;
  }

  private Piece piece(Expression x) {
    return switch (x.kind()) {
      case NUMBER, PRODUCT -> {
        Piece magnitude = magnitude(x);
        yield isNegative(x) ? new Piece("-" + enclosed(magnitude, PRODUCT), SUM) : magnitude;
      }
      case SYMBOL -> new Piece(symbol(x.name()), ATOM);
      case SUM -> new Piece(sum(x), SUM);
      case POWER -> {
        Expression exponent = x.operand(1);
        yield isDivisor(x) ? fraction(number(1), List.of(x)) : power(x.operand(0), exponent);
      }
      case MAXIMUM, MINIMUM -> new Piece(extreme(x), ATOM);
      case LESS, LESS_OR_EQUAL, EQUAL -> new Piece(condition(x), 0);
      case CHOICE -> choice(x);
      default -> function(x);
    };
  }

  final String condition(Expression x) {
    return switch (x.kind()) {
      case LESS, LESS_OR_EQUAL, EQUAL ->
          comparison(at(x.operand(0), SUM), x.kind(), at(x.operand(1), SUM));
      default -> at(x, SUM);
    };
  }

  private String sum(Expression sum) {
    List<Expression> terms = new ArrayList<>(sum.operands());
    // 1 - x rather than -x + 1.
    for (int t = 0; t < terms.size() && isNegative(terms.getFirst()); t++) {
      terms.add(terms.removeFirst());
    }
    StringBuilder text = new StringBuilder(at(terms.getFirst(), SUM));
    for (Expression term : terms.subList(1, terms.size())) {
      text.append(isNegative(term) ? " - " : " + ");
      text.append(isNegative(term) ? enclosed(magnitude(term), PRODUCT) : at(term, SUM + 1));
    }
    return text.toString();
  }

  private boolean isNegative(Expression x) {
    return !names.containsKey(x) && !x.is(Kind.SUM) && Terms.isNegative(x);
  }

  /** A number, product or other term without its sign. */
  private Piece magnitude(Expression x) {
    if (x.is(Kind.NUMBER)) {
      return number(Math.abs(x.value()));
    }
    List<Expression> factors = new ArrayList<>();
    List<Expression> divisors = new ArrayList<>();
    double coefficient = 1;
    for (Expression factor : x.operands()) {
      if (factor.is(Kind.NUMBER) && factor == x.operand(0)) {
        coefficient = Math.abs(factor.value());
      } else {
        (isDivisor(factor) ? divisors : factors).add(factor);
      }
    }
    Piece numerator = numerator(coefficient, factors);
    return divisors.isEmpty() ? numerator : fraction(numerator, divisors);
  }

  private Piece numerator(double coefficient, List<Expression> factors) {
    List<String> texts = new ArrayList<>();
    if (coefficient != 1 || factors.isEmpty()) {
      texts.add(enclosed(number(coefficient), PRODUCT));
    }
    if (texts.isEmpty() && factors.size() == 1) {
      return new Piece(at(factors.getFirst(), PRODUCT), PRODUCT);
    }
    factors.forEach(f -> texts.add(at(f, PRODUCT + (f.is(Kind.SUM) ? 1 : 0))));
    return texts.size() == 1 ? new Piece(texts.getFirst(), PRODUCT) : joined(factors, texts);
  }

  private boolean isDivisor(Expression x) {
    return !names.containsKey(x)
        && x.is(Kind.POWER)
        && x.operand(1).is(Kind.NUMBER)
        && x.operand(1).value() < 0;
  }

  /** Writes 1/x as x, and x to the power −n as x to the power n. */
  final String divisor(Expression x, int level) {
    double exponent = -x.operand(1).value();
    return exponent == 1
        ? at(x.operand(0), level)
        : enclosed(power(x.operand(0), numberOf(exponent)), level);
  }

  private static Expression numberOf(double value) {
    return new Algebra().number(value);
  }

  /** Returns p and q of a number that is p/q with a small q. */
  static long @Nullable [] ratio(double value) {
    for (long q = 1; q <= 1000; q++) {
      double p = Math.rint(value * q);
      if (Math.abs(p) < 1e9 && Math.abs(p / q - value) <= Math.ulp(value)) {
        return new long[] {(long) p, q};
      }
    }
    return null;
  }
}
