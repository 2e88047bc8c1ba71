package dev.cajal.grad.symbolic;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formulas as text: {@code -sin(x²)·(2x + 1)}. */
final class TextNotation extends Notation {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /** From this size on, parts that occur more than once are written once. */
  private static final long LONG = 400;

  String text(Expression x) {
    if (x.size() <= LONG) {
      return written(x);
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Expression, String> part : Sharing.named(x).entrySet()) {
      text.append(part.getValue()).append(" = ").append(definition(part.getKey())).append('\n');
      names.put(part.getKey(), part.getValue());
    }
    return text.append(definition(x)).toString();
  }

  @Override
  Piece number(double magnitude) {
    long[] ratio = ratio(magnitude);
    if (ratio == null) {
      return new Piece(Double.toString(magnitude), ATOM);
    }
    return ratio[1] == 1
        ? new Piece(Long.toString(ratio[0]), ATOM)
        : new Piece(ratio[0] + "/" + ratio[1], PRODUCT);
  }

  @Override
  String symbol(String name) {
    return name;
  }

  @Override
  String parenthesised(String text) {
    return "(" + text + ")";
  }

  @Override
  Piece power(Expression base, Expression exponent) {
    if (exponent.is(0.5)) {
      return new Piece("√(" + at(base, 0) + ")", ATOM);
    }
    double e = exponent.is(Kind.NUMBER) ? exponent.value() : -1;
    String raised =
        e >= 0 && e < 100 && e == Math.rint(e) ? raised((int) e) : "^" + at(exponent, ATOM);
    return new Piece(at(base, ATOM) + raised, POWER);
  }

  private static String raised(int exponent) {
    StringBuilder text = new StringBuilder();
    Integer.toString(exponent).chars().forEach(c -> text.append(RAISED.charAt(c - '0')));
    return text.toString();
  }

  @Override
  Piece function(Expression x) {
    String name = x.kind().name().toLowerCase(Locale.ROOT);
    return new Piece(name + "(" + at(x.operand(0), 0) + ")", ATOM);
  }

  @Override
  String extreme(Expression x) {
    return (x.is(Kind.MAXIMUM) ? "max(" : "min(")
        + at(x.operand(0), 0)
        + ", "
        + at(x.operand(1), 0)
        + ")";
  }

  @Override
  String comparison(String left, Kind kind, String right) {
    return left + (kind == Kind.LESS ? " < " : kind == Kind.EQUAL ? " = " : " ≤ ") + right;
  }

  @Override
  Piece choice(Expression x) {
    String text =
        condition(x.operand(0)) + " ? " + at(x.operand(1), SUM) + " : " + at(x.operand(2), SUM);
    return new Piece("(" + text + ")", ATOM);
  }

  @Override
  Piece joined(List<Expression> factors, List<String> texts) {
    StringBuilder text = new StringBuilder(texts.getFirst());
    // 2x, but 2·sin(x) and (1/2)·x.
    boolean number = texts.size() > factors.size() && texts.getFirst().matches("[0-9.]+");
    for (int i = 1; i < texts.size(); i++) {
      boolean close = i == 1 && number && Factors.isMonomial(factors.getFirst());
      text.append(close ? "" : "·").append(texts.get(i));
    }
    return new Piece(text.toString(), PRODUCT);
  }

  @Override
  Piece fraction(Piece numerator, List<Expression> divisors) {
    String below =
        divisors.size() == 1
            ? divisor(divisors.getFirst(), POWER)
            : "("
                + String.join("·", divisors.stream().map(d -> divisor(d, PRODUCT + 1)).toList())
                + ")";
    return new Piece(enclosed(numerator, PRODUCT) + "/" + below, PRODUCT);
  }
}
