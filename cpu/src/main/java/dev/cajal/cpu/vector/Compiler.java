package dev.cajal.cpu.vector;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Fused;
import dev.cajal.graph.Fused.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a fused operation into a {@link Program}: casts vanish, pairs of operations that need not
 * pass through memory become one loop, what would leave something else than zero in padding is
 * masked, and values get places.
 */
final class Compiler {
  private final Fused fused;
  private final List<TensorType> types;
  private final List<Integer> padded;
  private final List<Line> lines = new ArrayList<>();
  private final List<Float> constants = new ArrayList<>();

  /** The value that stands for each value of the fused operation. */
  private final int[] alias;

  /** For each result of the fused operation its value. */
  private final List<Integer> results = new ArrayList<>();

  private boolean masked;

  /** A loop whose operands are values: operands, constants from 1000, lines from 2000, mask 999. */
  record Line(Code code, List<Integer> args) {}

  static final int MASK = 999;
  static final int CONSTANTS = 1000;
  static final int LINES = 2000;

  private Compiler(Fused fused, List<TensorType> types, List<Integer> padded) {
    this.fused = fused;
    this.types = types;
    this.padded = padded;
    this.alias = new int[fused.operands() + fused.constants().size() + fused.body().size()];
  }

  /**
   * Compiles, or returns empty if the operation has types or instructions without a loop.
   *
   * @param padded the axes of the domain that end in padding
   */
  static Optional<Program> compile(Fused fused, List<TensorType> types, List<Integer> padded) {
    Compiler compiler = new Compiler(fused, types, padded);
    if (!compiler.hasLoops()) {
      return Optional.empty();
    }
    compiler.translate();
    compiler.maskResults();
    List<Line> joined = Joining.apply(compiler.lines, compiler.results);
    return Optional.of(
        new Placing(fused, types, joined, compiler.constants, compiler.results, compiler.masked)
            .program());
  }

  private boolean hasLoops() {
    for (int k = 0; k < fused.operands(); k++) {
      DType dtype = types.get(k).dtype();
      if (dtype == DType.FLOAT64) {
        return false;
      }
      if (!isReal(dtype) && dtype != DType.BOOL && !onlyCast(k)) {
        return false;
      }
    }
    return fused.body().stream().allMatch(Compiler::hasLoop)
        && fused.results().stream()
            .allMatch(r -> isReal(r.dtype()) || (r.dtype() == DType.BOOL && r.fold() == Fold.NONE));
  }

  private static boolean isReal(DType dtype) {
    return dtype == DType.FLOAT32 || dtype == DType.BFLOAT16;
  }

  private boolean onlyCast(int operand) {
    return fused.results().stream().noneMatch(r -> r.value() == operand)
        && fused.body().stream()
            .filter(i -> i.args().contains(operand))
            .allMatch(i -> i.dtype() == DType.FLOAT32 && i.args().size() == 1 && isCast(i));
  }

  private static boolean isCast(Fused.Instruction instruction) {
    return Code.of(instruction.op(), DType.FLOAT32).equals(Optional.of(Code.COPY));
  }

  private static boolean hasLoop(Fused.Instruction instruction) {
    Optional<Code> code = Code.of(instruction.op(), instruction.dtype());
    if (code.isEmpty()) {
      return false;
    }
    return switch (instruction.dtype()) {
      case FLOAT32, BFLOAT16 -> !code.get().isTruth();
      case BOOL ->
          code.get().isTruth()
              || code.get() == Code.WHERE
              || code.get() == Code.MAX
              || code.get() == Code.MIN
              || code.get() == Code.MUL;
      default -> false;
    };
  }

  private void translate() {
    int value = 0;
    for (; value < fused.operands(); value++) {
      alias[value] = value;
    }
    for (double constant : fused.constants()) {
      alias[value++] = constant((float) constant);
    }
    for (Fused.Instruction instruction : fused.body()) {
      Code code = Code.of(instruction.op(), instruction.dtype()).orElseThrow();
      List<Integer> args = instruction.args().stream().map(a -> alias[a]).toList();
      if (code == Code.POW && args.get(1).equals(find(2))) {
        code = Code.MUL;
        args = List.of(args.getFirst(), args.getFirst());
      }
      alias[value] = code == Code.COPY ? args.getFirst() : line(code, args);
      if (instruction.dtype() == DType.BFLOAT16 && !isOnlyStored(value)) {
        alias[value] = line(Code.ROUND, List.of(alias[value]));
      }
      value++;
    }
    for (Fused.Result result : fused.results()) {
      results.add(alias[result.value()]);
    }
  }

  /** Whether a value is read by nothing but stores, which round by themselves. */
  private boolean isOnlyStored(int value) {
    return fused.body().stream().noneMatch(i -> i.args().contains(value))
        && fused.results().stream()
            .allMatch(
                r -> r.value() != value || (r.fold() == Fold.NONE && r.dtype() == DType.BFLOAT16));
  }

  private int line(Code code, List<Integer> args) {
    lines.add(new Line(code, args));
    return LINES + lines.size() - 1;
  }

  private int constant(float value) {
    int found = find(value);
    if (found >= 0) {
      return found;
    }
    constants.add(value);
    return CONSTANTS + constants.size() - 1;
  }

  private int find(float value) {
    int at = constants.indexOf(value);
    return at < 0 ? -1 : CONSTANTS + at;
  }

  private void maskResults() {
    if (padded.isEmpty()) {
      return;
    }
    float[] inPadding = inPadding();
    for (int r = 0; r < results.size(); r++) {
      Fused.Result result = fused.results().get(r);
      int value = results.get(r);
      boolean zero = known(inPadding, value) == 0;
      boolean harmless =
          switch (result.fold()) {
            case NONE -> zero;
            case SUM -> zero || result.axes().stream().noneMatch(padded::contains);
            case MAX -> result.axes().stream().noneMatch(padded::contains);
          };
      if (!harmless) {
        masked = true;
        float neutral = result.fold() == Fold.MAX ? Float.NEGATIVE_INFINITY : 0;
        results.set(r, line(Code.WHERE, List.of(MASK, value, constant(neutral))));
      }
    }
  }

  /** What each line gives in padding, where whole operands are 0; NaN where that is not known. */
  private float[] inPadding() {
    float[] known = new float[lines.size()];
    for (int i = 0; i < known.length; i++) {
      Line line = lines.get(i);
      float[] args = new float[4];
      boolean zero = false;
      boolean all = true;
      for (int k = 0; k < line.args().size(); k++) {
        args[k] = known(known, line.args().get(k));
        zero |= args[k] == 0;
        all &= !Float.isNaN(args[k]);
      }
      known[i] = Float.NaN;
      if ((line.code() == Code.MUL && zero) || bothZero(line, args)) {
        known[i] = 0;
      } else if (all) {
        known[i] = ScalarLoops.compute(line.code(), args[0], args[1], args[2], args[3]);
      }
    }
    return known;
  }

  private static boolean bothZero(Line line, float[] args) {
    return line.code() == Code.WHERE && args[1] == 0 && args[2] == 0;
  }

  private float known(float[] lines, int value) {
    if (value >= LINES) {
      return lines[value - LINES];
    }
    if (value >= CONSTANTS) {
      return constants.get(value - CONSTANTS);
    }
    // An operand is 0 wherever one of the axes that it follows ends in padding.
    boolean follows =
        padded.stream().allMatch(a -> types.get(value).shape().dim(a) == fused.domain().dim(a));
    return follows ? 0 : Float.NaN;
  }
}
