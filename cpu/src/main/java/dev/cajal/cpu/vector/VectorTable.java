package dev.cajal.cpu.vector;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The vector loop of each code. The loops are called through an interface of many implementations
 * so that C2 compiles each by itself: put together in one method they exceed its limits, and
 * vectors become objects.
 */
final class VectorTable {
  private static final EnumMap<Code, Unary> UNARY = table(VectorTable::unaryLoop);
  private static final EnumMap<Code, Binary> BINARY = table(VectorTable::binaryLoop);
  private static final EnumMap<Code, Ternary> TERNARY = table(VectorTable::ternaryLoop);

  private static final EnumMap<Code, Quaternary> QUATERNARY = table(VectorTable::quaternaryLoop);

  private VectorTable() {}

  /** A loop over one operand. */
  @FunctionalInterface
  interface Unary {
    void run(MemorySegment a, long ao, MemorySegment to, long o, int n);
  }

  /** A loop over two operands. */
  @FunctionalInterface
  interface Binary {
    void run(MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n);
  }

  /** A loop over three operands. */
  @FunctionalInterface
  interface Ternary {
    void run(
        MemorySegment a,
        long ao,
        MemorySegment b,
        long bo,
        MemorySegment c,
        long co,
        MemorySegment to,
        long o,
        int n);
  }

  /** A loop over four operands. */
  @FunctionalInterface
  interface Quaternary {
    void run(
        MemorySegment a,
        long ao,
        MemorySegment b,
        long bo,
        MemorySegment c,
        long co,
        MemorySegment e,
        long eo,
        MemorySegment to,
        long o,
        int n);
  }

  /** Returns whether there is a loop on vectors. */
  static boolean covers(Code code) {
    return switch (code.arity()) {
      case 1 -> UNARY.containsKey(code);
      case 2 -> BINARY.containsKey(code);
      case 3 -> TERNARY.containsKey(code);
      default -> QUATERNARY.containsKey(code);
    };
  }

  /** Returns the loop over one operand. */
  static Unary unary(Code code) {
    return Objects.requireNonNull(UNARY.get(code));
  }

  /** Returns the loop over two operands. */
  static Binary binary(Code code) {
    return Objects.requireNonNull(BINARY.get(code));
  }

  /** Returns the loop over three operands. */
  static Ternary ternary(Code code) {
    return Objects.requireNonNull(TERNARY.get(code));
  }

  /** Returns the loop over four operands. */
  static Quaternary quaternary(Code code) {
    return Objects.requireNonNull(QUATERNARY.get(code));
  }

  private static <T> EnumMap<Code, T> table(Function<Code, @Nullable T> loops) {
    EnumMap<Code, T> table = new EnumMap<>(Code.class);
    for (Code code : Code.values()) {
      T loop = loops.apply(code);
      if (loop != null) {
        table.put(code, loop);
      }
    }
    return table;
  }

  private static @Nullable Unary unaryLoop(Code code) {
    return switch (code) {
      case COPY -> VectorArithmeticLoops::copy;
      case ROUND -> VectorShortLoops::round;
      case NEG -> VectorArithmeticLoops::neg;
      case ABS -> VectorArithmeticLoops::abs;
      case RELU -> VectorArithmeticLoops::relu;
      case SIGN -> VectorArithmeticLoops::sign;
      case TRUTH -> VectorArithmeticLoops::truth;
      case SQRT -> VectorArithmeticLoops::sqrt;
      case EXP -> VectorFunctionLoops::exp;
      case TANH -> VectorFunctionLoops::tanh;
      case SIGMOID -> VectorFunctionLoops::sigmoid;
      case ERF -> VectorFunctionLoops::erf;
      default -> null;
    };
  }

  private static @Nullable Binary binaryLoop(Code code) {
    return switch (code) {
      case ADD -> VectorArithmeticLoops::add;
      case SUB -> VectorArithmeticLoops::sub;
      case MUL -> VectorArithmeticLoops::mul;
      case DIV -> VectorArithmeticLoops::div;
      case MAX -> VectorArithmeticLoops::max;
      case MIN -> VectorArithmeticLoops::min;
      case LESS -> VectorArithmeticLoops::less;
      case LESS_OR_EQUAL -> VectorArithmeticLoops::lessOrEqual;
      case EQUAL -> VectorArithmeticLoops::equal;
      default -> null;
    };
  }

  private static @Nullable Ternary ternaryLoop(Code code) {
    return switch (code) {
      case WHERE -> VectorArithmeticLoops::where;
      case MUL_ADD -> VectorArithmeticLoops::mulAdd;
      case MUL_SUB -> VectorArithmeticLoops::mulSub;
      case SUB_MUL -> VectorArithmeticLoops::subMul;
      case SUB_SCALE -> VectorScaleLoops::subScale;
      default -> null;
    };
  }

  private static @Nullable Quaternary quaternaryLoop(Code code) {
    return switch (code) {
      case MUL_ADD_MUL -> VectorArithmeticLoops::mulAddMul;
      case SCALE_ADD_SCALE -> VectorScaleLoops::scaleAddScale;
      case WHERE_LESS -> VectorArithmeticLoops::whereLess;
      default -> null;
    };
  }
}
