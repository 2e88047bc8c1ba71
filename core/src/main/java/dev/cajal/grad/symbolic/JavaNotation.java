package dev.cajal.grad.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Formulas as Java, with a local variable for each part that occurs more than once. */
final class JavaNotation extends Notation {
  private static final Set<String> RESERVED =
      Set.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "const",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "false",
          "final",
          "finally",
          "float",
          "for",
          "goto",
          "if",
          "implements",
          "import",
          "instanceof",
          "int",
          "interface",
          "long",
          "native",
          "new",
          "null",
          "package",
          "private",
          "protected",
          "public",
          "return",
          "short",
          "static",
          "strictfp",
          "super",
          "switch",
          "synchronized",
          "this",
          "throw",
          "throws",
          "transient",
          "true",
          "try",
          "void",
          "volatile",
          "while",
          "_");

  private final Map<String, String> parameters = new HashMap<>();

  String method(String method, Expression x) {
    List<String> declared = new ArrayList<>();
    for (String symbol : x.symbols()) {
      String name = symbol.replaceAll("[^A-Za-z0-9]+$", "").replaceAll("[^A-Za-z0-9]+", "_");
      while (name.isEmpty()
          || RESERVED.contains(name)
          || name.matches("[0-9].*|t[0-9]+")
          || parameters.containsValue(name)) {
        name = name.isEmpty() || Character.isDigit(name.charAt(0)) ? "x" + name : name + "_";
      }
      parameters.put(symbol, name);
      declared.add("double " + name);
    }
    StringBuilder text = new StringBuilder("static double " + method + "(");
    text.append(String.join(", ", declared)).append(") {\n");
    for (Map.Entry<Expression, String> part : Sharing.named(x).entrySet()) {
      text.append("  double ").append(part.getValue()).append(" = ");
      text.append(definition(part.getKey())).append(";\n");
      names.put(part.getKey(), part.getValue());
    }
    return text.append("  return ").append(definition(x)).append(";\n}\n").toString();
  }

  @Override
  Piece number(double magnitude) {
    if (Double.isNaN(magnitude)) {
      return new Piece("Double.NaN", ATOM);
    }
    String text =
        Double.isInfinite(magnitude) ? "Double.POSITIVE_INFINITY" : Double.toString(magnitude);
    return new Piece(text, ATOM);
  }

  @Override
  String symbol(String name) {
    return parameters.getOrDefault(name, name);
  }

  @Override
  String parenthesised(String text) {
    return "(" + text + ")";
  }

  @Override
  Piece power(Expression base, Expression exponent) {
    if (exponent.is(2) && (base.is(Kind.SYMBOL) || names.containsKey(base))) {
      return new Piece(at(base, ATOM) + " * " + at(base, ATOM), PRODUCT);
    }
    return exponent.is(0.5)
        ? new Piece("Math.sqrt(" + at(base, 0) + ")", ATOM)
        : new Piece("Math.pow(" + at(base, 0) + ", " + at(exponent, 0) + ")", ATOM);
  }

  @Override
  Piece function(Expression x) {
    String argument = at(x.operand(0), 0);
    return switch (x.kind()) {
      case SIGMOID -> new Piece("1.0 / (1.0 + Math.exp(-" + at(x.operand(0), ATOM) + "))", PRODUCT);
      case SIN -> applied("sin", argument);
      case COS -> applied("cos", argument);
      case ASIN -> applied("asin", argument);
      case ACOS -> applied("acos", argument);
      case ATAN -> applied("atan", argument);
      case EXP -> applied("exp", argument);
      case LOG -> applied("log", argument);
      case TANH -> applied("tanh", argument);
      case ABS -> applied("abs", argument);
      case SIGN -> applied("signum", argument);
      case FLOOR -> applied("floor", argument);
      default ->
          throw new IllegalArgumentException(
              "symbolic: Java has no function for " + x + "; evaluate the expression instead");
    };
  }

  private static Piece applied(String name, String argument) {
    return new Piece("Math." + name + "(" + argument + ")", ATOM);
  }

  @Override
  String extreme(Expression x) {
    String name = x.is(Kind.MAXIMUM) ? "max" : "min";
    return "Math." + name + "(" + at(x.operand(0), 0) + ", " + at(x.operand(1), 0) + ")";
  }

  @Override
  String comparison(String left, Kind kind, String right) {
    return left + (kind == Kind.LESS ? " < " : kind == Kind.EQUAL ? " == " : " <= ") + right;
  }

  @Override
  Piece choice(Expression x) {
    String text =
        condition(x.operand(0)) + " ? " + at(x.operand(1), SUM) + " : " + at(x.operand(2), SUM);
    return new Piece("(" + text + ")", ATOM);
  }

  @Override
  Piece joined(List<Expression> factors, List<String> texts) {
    return new Piece(String.join(" * ", texts), PRODUCT);
  }

  @Override
  Piece fraction(Piece numerator, List<Expression> divisors) {
    StringBuilder text = new StringBuilder(enclosed(numerator, PRODUCT));
    divisors.forEach(d -> text.append(" / ").append(divisor(d, PRODUCT + 1)));
    return new Piece(text.toString(), PRODUCT);
  }
}
