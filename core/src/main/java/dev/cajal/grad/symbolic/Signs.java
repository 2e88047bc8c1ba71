package dev.cajal.grad.symbolic;

/** What the form of an expression tells of its sign, whatever the values of its symbols. */
final class Signs {

  private Signs() {}

  /** Returns whether an expression is certainly above 0. */
  static boolean positive(Expression x) {
    return switch (x.kind()) {
      case NUMBER -> x.value() > 0;
      case EXP, SIGMOID -> true;
      case SUM ->
          x.operands().stream().allMatch(Signs::notNegative)
              && x.operands().stream().anyMatch(Signs::positive);
      case PRODUCT -> x.operands().stream().allMatch(Signs::positive);
      case POWER -> positive(x.operand(0));
      case MAXIMUM -> x.operands().stream().anyMatch(Signs::positive);
      default -> false;
    };
  }

  /** Returns whether an expression is certainly not below 0. */
  static boolean notNegative(Expression x) {
    return switch (x.kind()) {
      case NUMBER -> x.value() >= 0;
      case ABS -> true;
      case SUM, PRODUCT -> x.operands().stream().allMatch(Signs::notNegative);
      case POWER -> isEven(x.operand(1)) || notNegative(x.operand(0));
      case MAXIMUM -> x.operands().stream().anyMatch(Signs::notNegative);
      default -> positive(x);
    };
  }

  private static boolean isEven(Expression exponent) {
    return exponent.is(Kind.NUMBER) && exponent.value() % 2 == 0;
  }
}
