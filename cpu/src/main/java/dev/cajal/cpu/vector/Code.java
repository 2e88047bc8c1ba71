package dev.cajal.cpu.vector;

import dev.cajal.backend.DType;
import dev.cajal.op.Abs;
import dev.cajal.op.Acos;
import dev.cajal.op.Add;
import dev.cajal.op.Asin;
import dev.cajal.op.Atan;
import dev.cajal.op.Cast;
import dev.cajal.op.Cos;
import dev.cajal.op.Div;
import dev.cajal.op.Equal;
import dev.cajal.op.Erf;
import dev.cajal.op.Exp;
import dev.cajal.op.Expm1;
import dev.cajal.op.Floor;
import dev.cajal.op.Less;
import dev.cajal.op.LessOrEqual;
import dev.cajal.op.Log;
import dev.cajal.op.Log1p;
import dev.cajal.op.Maximum;
import dev.cajal.op.Minimum;
import dev.cajal.op.Mul;
import dev.cajal.op.Neg;
import dev.cajal.op.Pow;
import dev.cajal.op.Relu;
import dev.cajal.op.Remainder;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Sign;
import dev.cajal.op.Sin;
import dev.cajal.op.Sqrt;
import dev.cajal.op.Sub;
import dev.cajal.op.Tanh;
import dev.cajal.op.Where;
import dev.cajal.tensor.Elementwise;
import java.util.Optional;

/** What one loop over a tile computes. Truth values are the floats 0 and 1 inside a program. */
enum Code {
  /** a. */
  COPY(1, 1),
  /** The bfloat16 nearest to a. */
  ROUND(1, 2),
  /** −a. */
  NEG(1, 1),
  /** |a|. */
  ABS(1, 1),
  /** max(a, 0). */
  RELU(1, 1),
  /** −1, 0 or 1. */
  SIGN(1, 1),
  /** Whether a ≠ 0. */
  TRUTH(1, 1),
  /** The largest integer that is not above a. */
  FLOOR(1, 1),
  /** √a. */
  SQRT(1, 3),
  /** eᵃ. */
  EXP(1, 6),
  /** eᵃ − 1. */
  EXPM1(1, 20),
  /** ln a. */
  LOG(1, 6),
  /** ln(1 + a). */
  LOG1P(1, 20),
  /** The hyperbolic tangent. */
  TANH(1, 10),
  /** 1/(1 + e⁻ᵃ). */
  SIGMOID(1, 8),
  /** sin a. */
  SIN(1, 10),
  /** cos a. */
  COS(1, 10),
  /** arcsin a. */
  ASIN(1, 20),
  /** arccos a. */
  ACOS(1, 20),
  /** arctan a. */
  ATAN(1, 20),
  /** The error function. */
  ERF(1, 8),
  /** a + b. */
  ADD(2, 1),
  /** a − b. */
  SUB(2, 1),
  /** a · b. */
  MUL(2, 1),
  /** a / b. */
  DIV(2, 3),
  /** The larger. */
  MAX(2, 1),
  /** The smaller. */
  MIN(2, 1),
  /** aᵇ. */
  POW(2, 30),
  /** a − b·⌊a/b⌋. */
  REMAINDER(2, 20),
  /** Whether a &lt; b. */
  LESS(2, 1),
  /** Whether a ≤ b. */
  LESS_OR_EQUAL(2, 1),
  /** Whether a = b. */
  EQUAL(2, 1),
  /** b where a ≠ 0, else c. */
  WHERE(3, 1),
  /** a · b + c, rounded twice; 0 where the sum is subnormal. */
  MUL_ADD(3, 1),
  /** a · b − c, rounded twice. */
  MUL_SUB(3, 1),
  /** c − a · b, rounded twice. */
  SUB_MUL(3, 1),
  /** a · b + c · d, rounded three times; 0 where the sum is subnormal. */
  MUL_ADD_MUL(4, 2),
  /** As MUL_ADD_MUL, where a and c are the same for all elements. */
  SCALE_ADD_SCALE(4, 2),
  /** As SUB_MUL, where a is the same for all elements. */
  SUB_SCALE(3, 1),
  /** c where a &lt; b, else d. */
  WHERE_LESS(4, 2);

  private final int arity;
  private final int weight;

  Code(int arity, int weight) {
    this.arity = arity;
    this.weight = weight;
  }

  /** Returns the number of operands. */
  int arity() {
    return arity;
  }

  /** Returns the rough time for an element, that of an addition being 1. */
  int weight() {
    return weight;
  }

  /** Returns whether an operand is one number, of which only the first element is read. */
  boolean isNumber(int operand) {
    return switch (this) {
      case SCALE_ADD_SCALE -> operand == 0 || operand == 2;
      case SUB_SCALE -> operand == 0;
      default -> false;
    };
  }

  /** Returns whether the result is 0 or 1. */
  boolean isTruth() {
    return this == TRUTH || this == LESS || this == LESS_OR_EQUAL || this == EQUAL;
  }

  /** Returns the loop for an operation with a result of the given type, if there is one. */
  static Optional<Code> of(Elementwise op, DType result) {
    return Optional.ofNullable(
        switch (op) {
          case Abs o -> ABS;
          case Acos o -> ACOS;
          case Add o -> ADD;
          case Asin o -> ASIN;
          case Atan o -> ATAN;
          case Cast o -> result == DType.BOOL ? TRUTH : COPY;
          case Cos o -> COS;
          case Div o -> DIV;
          case Equal o -> EQUAL;
          case Erf o -> ERF;
          case Exp o -> EXP;
          case Expm1 o -> EXPM1;
          case Floor o -> FLOOR;
          case Less o -> LESS;
          case LessOrEqual o -> LESS_OR_EQUAL;
          case Log o -> LOG;
          case Log1p o -> LOG1P;
          case Maximum o -> MAX;
          case Minimum o -> MIN;
          case Mul o -> MUL;
          case Neg o -> NEG;
          case Pow o -> POW;
          case Relu o -> RELU;
          case Remainder o -> REMAINDER;
          case Sigmoid o -> SIGMOID;
          case Sign o -> SIGN;
          case Sin o -> SIN;
          case Sqrt o -> SQRT;
          case Sub o -> SUB;
          case Tanh o -> TANH;
          case Where o -> WHERE;
          default -> null;
        });
  }
}
