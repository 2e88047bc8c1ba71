package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.cajal.op.Erf;
import dev.cajal.op.Remainder;
import java.lang.foreign.MemorySegment;

/** The loops in plain Java. They also finish what does not fill a vector. */
final class ScalarLoops implements Loops {
  static final ScalarLoops INSTANCE = new ScalarLoops();
  private static final Erf ERF = new Erf();
  private static final Remainder REMAINDER = new Remainder();

  private ScalarLoops() {}

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void apply(Step step, Frame frame, int n) {
    MemorySegment a = frame.segments[step.a()];
    MemorySegment b = frame.segments[step.b()];
    MemorySegment c = frame.segments[step.c()];
    MemorySegment to = frame.segments[step.to()];
    long ao = frame.offsets[step.a()];
    long bo = frame.offsets[step.b()];
    long co = frame.offsets[step.c()];
    long o = frame.offsets[step.to()];
    switch (step.code()) {
      case ADD -> add(a, ao, b, bo, to, o, n);
      case SUB -> sub(a, ao, b, bo, to, o, n);
      case MUL -> mul(a, ao, b, bo, to, o, n);
      case RELU -> relu(a, ao, to, o, n);
      case MUL_ADD -> mulAdd(a, ao, b, bo, c, co, to, o, n);
      case SUB_MUL -> subMul(a, ao, b, bo, c, co, to, o, n);
      default -> general(step, frame, n);
    }
  }

  private static void add(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i++) {
      set(to, o, i, get(a, ao, i) + get(b, bo, i));
    }
  }

  private static void sub(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i++) {
      set(to, o, i, get(a, ao, i) - get(b, bo, i));
    }
  }

  private static void mul(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i++) {
      set(to, o, i, get(a, ao, i) * get(b, bo, i));
    }
  }

  private static void relu(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i++) {
      set(to, o, i, Math.max(get(a, ao, i), 0));
    }
  }

  private static void mulAdd(
      MemorySegment a,
      long ao,
      MemorySegment b,
      long bo,
      MemorySegment c,
      long co,
      MemorySegment to,
      long o,
      int n) {
    for (int i = 0; i < n; i++) {
      set(to, o, i, flushed(get(a, ao, i) * get(b, bo, i) + get(c, co, i)));
    }
  }

  private static void subMul(
      MemorySegment a,
      long ao,
      MemorySegment b,
      long bo,
      MemorySegment c,
      long co,
      MemorySegment to,
      long o,
      int n) {
    for (int i = 0; i < n; i++) {
      set(to, o, i, get(c, co, i) - get(a, ao, i) * get(b, bo, i));
    }
  }

  private static void general(Step step, Frame frame, int n) {
    Code code = step.code();
    for (int i = 0; i < n; i++) {
      float a = get(frame, step.a(), code.isNumber(0) ? 0 : i);
      float b = code.arity() > 1 ? get(frame, step.b(), i) : 0;
      float c = code.arity() > 2 ? get(frame, step.c(), code.isNumber(2) ? 0 : i) : 0;
      float d = code.arity() > 3 ? get(frame, step.d(), i) : 0;
      float y = code.arity() == 1 ? function(code, a) : combine(code, a, b, c, d);
      set(frame.segments[step.to()], frame.offsets[step.to()], i, y);
    }
  }

  private static float get(Frame frame, int place, int i) {
    return get(frame.segments[place], frame.offsets[place], i);
  }

  private static float function(Code code, float a) {
    return switch (code) {
      case COPY -> a;
      case ROUND -> Bfloat16.widened(Bfloat16.rounded(a));
      case NEG -> -a;
      case ABS -> Math.abs(a);
      case RELU -> Math.max(a, 0);
      case SIGN -> Math.signum(a);
      case TRUTH -> truth(a != 0);
      case FLOOR -> (float) Math.floor(a);
      case SQRT -> (float) Math.sqrt(a);
      case EXP -> (float) Math.exp(a);
      case EXPM1 -> (float) Math.expm1(a);
      case LOG -> (float) Math.log(a);
      case LOG1P -> (float) Math.log1p(a);
      case TANH -> (float) Math.tanh(a);
      case SIGMOID -> (float) (1 / (1 + Math.exp(-a)));
      case SIN -> (float) Math.sin(a);
      case COS -> (float) Math.cos(a);
      case ASIN -> (float) Math.asin(a);
      case ACOS -> (float) Math.acos(a);
      case ATAN -> (float) Math.atan(a);
      case ERF -> (float) ERF.compute(a);
      default -> throw new IllegalArgumentException(code + " has more than one operand");
    };
  }

  /** Returns one element of a step with two or more operands. */
  static float combine(Code code, float a, float b, float c, float d) {
    return switch (code) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
      case POW -> (float) Math.pow(a, b);
      case REMAINDER -> (float) REMAINDER.compute(a, b);
      case LESS -> truth(a < b);
      case LESS_OR_EQUAL -> truth(a <= b);
      case EQUAL -> truth(a == b);
      case WHERE -> a != 0 ? b : c;
      case MUL_ADD -> flushed(a * b + c);
      case MUL_SUB -> a * b - c;
      case SUB_MUL, SUB_SCALE -> c - a * b;
      case MUL_ADD_MUL, SCALE_ADD_SCALE -> flushed(a * b + c * d);
      case WHERE_LESS -> a < b ? c : d;
      default -> throw new IllegalArgumentException(code + " has one operand");
    };
  }

  /** Returns one element of any step. */
  static float compute(Code code, float a, float b, float c, float d) {
    return code.arity() == 1 ? function(code, a) : combine(code, a, b, c, d);
  }

  private static float flushed(float value) {
    return Math.abs(value) < Float.MIN_NORMAL ? 0 : value;
  }

  private static float truth(boolean value) {
    return value ? 1 : 0;
  }

  @Override
  public void fill(MemorySegment to, long at, float value, int n) {
    for (int i = 0; i < n; i++) {
      set(to, at, i, value);
    }
  }

  @Override
  public double sum(MemorySegment from, long at, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += get(from, at, i);
    }
    return sum;
  }

  @Override
  public float max(MemorySegment from, long at, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, get(from, at, i));
    }
    return max;
  }

  @Override
  public void sumColumns(
      MemorySegment from, long at, int rows, int columns, double[] sums, int first) {
    sumColumns(from, at, rows, columns, 0, sums, first);
  }

  /** Adds the sums of the columns from {@code column} on. */
  void sumColumns(
      MemorySegment from, long at, int rows, int columns, int column, double[] sums, int first) {
    for (int r = 0; r < rows; r++) {
      long row = at + 4L * r * columns;
      for (int j = column; j < columns; j++) {
        sums[first + j] += get(from, row, j);
      }
    }
  }

  @Override
  public double expSum(
      MemorySegment from, long at, float shift, MemorySegment to, long toAt, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      float y = (float) Math.exp(get(from, at, i) - shift);
      set(to, toAt, i, y);
      sum += y;
    }
    return sum;
  }

  @Override
  public void scale(
      MemorySegment from, long at, float factor, float addend, MemorySegment to, long toAt, int n) {
    for (int i = 0; i < n; i++) {
      set(to, toAt, i, get(from, at, i) * factor + addend);
    }
  }

  @Override
  public void product(
      MemorySegment a,
      long aAt,
      long stride,
      int rows,
      MemorySegment b,
      long bAt,
      int depth,
      MemorySegment start,
      long startAt,
      MemorySegment to,
      long toAt,
      long toStride) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < PANEL; j++) {
        float sum = get(start, startAt, j);
        for (int k = 0; k < depth; k++) {
          sum += get(a, aAt + r * stride, k) * get(b, bAt + 4L * k * PANEL, j);
        }
        set(to, toAt + r * toStride, j, sum);
      }
    }
  }

  @Override
  public void fromBytes(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    for (int i = 0; i < n; i++) {
      set(to, toAt, i, from.get(JAVA_BYTE, at + i) & 0xff);
    }
  }

  @Override
  public void toBytes(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    for (int i = 0; i < n; i++) {
      to.set(JAVA_BYTE, toAt + i, (byte) get(from, at, i));
    }
  }

  @Override
  public void fromBfloats(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    for (int i = 0; i < n; i++) {
      set(to, toAt, i, Bfloat16.widened(from.get(JAVA_SHORT, at + 2L * i)));
    }
  }

  @Override
  public void toBfloats(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    for (int i = 0; i < n; i++) {
      to.set(JAVA_SHORT, toAt + 2L * i, Bfloat16.rounded(get(from, at, i)));
    }
  }

  private static float get(MemorySegment segment, long offset, int i) {
    return segment.get(JAVA_FLOAT, offset + 4L * i);
  }

  private static void set(MemorySegment segment, long offset, int i, float value) {
    segment.set(JAVA_FLOAT, offset + 4L * i, value);
  }

  @Override
  public void fourRows(
      ThinProduct product,
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment to,
      long at,
      long toRow,
      int n) {
    for (int r = 0; r < ThinProduct.TOGETHER; r++) {
      row(product, a, aAt + 4L * r * product.rowStep(), b, bAt, to, at + r * toRow, n);
    }
  }

  @Override
  public void row(
      ThinProduct product,
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment to,
      long at,
      int n) {
    fill(to, at, 0, n);
    for (int p = 0; p < product.terms(); p++) {
      float factor = a.get(JAVA_FLOAT, aAt + 4L * p * product.termStep());
      long from = bAt + 4L * p * product.columns();
      for (int j = 0; j < n; j++) {
        set(to, at, j, get(to, at, j) + factor * get(b, from, j));
      }
    }
  }
}
