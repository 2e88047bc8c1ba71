package dev.cajal.grad.symbolic;

import java.util.List;
import java.util.Set;

/** Formulas as LaTeX. */
final class LatexNotation extends Notation {
  private static final Set<String> GREEK =
      Set.of(
          "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa", "lambda", "mu",
          "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega");

  @Override
  Piece number(double magnitude) {
    long[] ratio = ratio(magnitude);
    if (ratio == null) {
      String text = Double.toString(magnitude);
      int e = text.indexOf('E');
      return e < 0
          ? new Piece(text, ATOM)
          : new Piece(text.substring(0, e) + " \\cdot 10^{" + text.substring(e + 1) + "}", PRODUCT);
    }
    return ratio[1] == 1
        ? new Piece(Long.toString(ratio[0]), ATOM)
        : new Piece("\\frac{" + ratio[0] + "}{" + ratio[1] + "}", PRODUCT);
  }

  @Override
  String symbol(String name) {
    int bracket = name.indexOf('[');
    String stem = bracket < 0 ? name : name.substring(0, bracket);
    String written =
        GREEK.contains(stem)
            ? "\\" + stem
            : stem.length() == 1 ? stem : "\\mathrm{" + stem.replace("_", "\\_") + "}";
    return bracket < 0
        ? written
        : written + "_{" + name.substring(bracket + 1, name.length() - 1).replace(" ", "") + "}";
  }

  @Override
  String parenthesised(String text) {
    return "\\left(" + text + "\\right)";
  }

  @Override
  Piece power(Expression base, Expression exponent) {
    return exponent.is(0.5)
        ? new Piece("\\sqrt{" + at(base, 0) + "}", ATOM)
        : new Piece(at(base, ATOM) + "^{" + at(exponent, 0) + "}", POWER);
  }

  @Override
  Piece function(Expression x) {
    String argument = at(x.operand(0), 0);
    return switch (x.kind()) {
      case EXP -> new Piece("e^{" + argument + "}", POWER);
      case ABS -> new Piece("\\left|" + argument + "\\right|", ATOM);
      case FLOOR -> new Piece("\\left\\lfloor " + argument + " \\right\\rfloor", ATOM);
      case SIN -> applied("\\sin", argument);
      case COS -> applied("\\cos", argument);
      case ASIN -> applied("\\arcsin", argument);
      case ACOS -> applied("\\arccos", argument);
      case ATAN -> applied("\\arctan", argument);
      case LOG -> applied("\\ln", argument);
      case TANH -> applied("\\tanh", argument);
      case SIGMOID -> applied("\\sigma", argument);
      case SIGN -> applied("\\operatorname{sgn}", argument);
      default -> applied("\\operatorname{erf}", argument);
    };
  }

  private Piece applied(String name, String argument) {
    return new Piece(name + parenthesised(argument), ATOM);
  }

  @Override
  String extreme(Expression x) {
    return (x.is(Kind.MAXIMUM) ? "\\max" : "\\min")
        + parenthesised(at(x.operand(0), 0) + ", " + at(x.operand(1), 0));
  }

  @Override
  String comparison(String left, Kind kind, String right) {
    return left + (kind == Kind.LESS ? " < " : kind == Kind.EQUAL ? " = " : " \\le ") + right;
  }

  @Override
  Piece choice(Expression x) {
    String cases =
        "\\begin{cases} "
            + at(x.operand(1), 0)
            + " & "
            + condition(x.operand(0))
            + " \\\\ "
            + at(x.operand(2), 0)
            + " & \\text{otherwise} \\end{cases}";
    return new Piece(cases, PRODUCT);
  }

  @Override
  Piece joined(List<Expression> factors, List<String> texts) {
    StringBuilder text = new StringBuilder(texts.getFirst());
    for (String factor : texts.subList(1, texts.size())) {
      text.append(Character.isDigit(factor.charAt(0)) ? " \\cdot " : " ").append(factor);
    }
    return new Piece(text.toString(), PRODUCT);
  }

  @Override
  Piece fraction(Piece numerator, List<Expression> divisors) {
    int level = divisors.size() == 1 ? 0 : PRODUCT;
    List<String> below = divisors.stream().map(d -> divisor(d, level)).toList();
    return new Piece("\\frac{" + numerator.text() + "}{" + String.join(" ", below) + "}", PRODUCT);
  }
}
