package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLanes.load;
import static dev.cajal.cpu.vector.VectorLanes.store;

import dev.cajal.recurrent.Cell;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops on the Vector API. One method a loop: large methods over segments are where C2 gives
 * up. Loaded only where the incubator module is present.
 */
final class VectorLoops implements Loops {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final ByteOrder ORDER = ByteOrder.nativeOrder();
  static final int LANES = SPECIES.length();
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorShuffle<Float> TURN_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
  private static final VectorShuffle<Float> TURN_4 = VectorShuffle.iota(SPECIES, 4, 1, true);
  private static final VectorShuffle<Float> TURN_2 = VectorShuffle.iota(SPECIES, 2, 1, true);
  private static final VectorShuffle<Float> TURN_1 = VectorShuffle.iota(SPECIES, 1, 1, true);
  private static final ScalarLoops REST = ScalarLoops.INSTANCE;

  private VectorLoops() {}

  /**
   * Returns the loops.
   *
   * @throws IllegalCallerException if this module may not address memory
   */
  @SuppressWarnings("restricted")
  static VectorLoops create() {
    // Asked here first: a refusal in the middle of a class's initialisation would spoil the class.
    MemorySegment.NULL.reinterpret(0);
    return new VectorLoops();
  }

  @Override
  public String name() {
    return "vector" + SPECIES.vectorBitSize();
  }

  @Override
  public void apply(Step step, Frame frame, int n) {
    if (!VectorTable.covers(step.code())) {
      REST.apply(step, frame, n);
      return;
    }
    int whole = SPECIES.loopBound(n);
    if (whole > 0) {
      vectors(step, frame, whole);
    }
    if (whole < n) {
      rest(step, frame, 4L * whole, 4L * (n - whole));
    }
  }

  @Override
  public List<CellLoop> forward(Cell cell, int hidden) {
    return hidden % LANES == 0 ? VectorCellLoops.forward(cell) : List.of();
  }

  @Override
  public List<CellLoop> backward(Cell cell, List<Boolean> given, int hidden) {
    return hidden % LANES == 0 ? VectorCellLoops.backward(cell, given) : List.of();
  }

  @Override
  public Optional<TileLoops> tiles() {
    return LANES == 8 || LANES == 16 ? Optional.of(new VectorTileLoops()) : Optional.empty();
  }

  /** Computes what does not fill a vector in one that is filled up with anything. */
  private static void rest(Step step, Frame frame, long from, long bytes) {
    Frame rest = frame.rest();
    int arity = step.code().arity();
    in(frame, step, 0, step.a(), from, bytes);
    if (arity > 1) {
      in(frame, step, 1, step.b(), from, bytes);
    }
    if (arity > 2) {
      in(frame, step, 2, step.c(), from, bytes);
    }
    if (arity > 3) {
      in(frame, step, 3, step.d(), from, bytes);
    }
    vectors(step, rest, LANES);
    int to = step.to();
    MemorySegment.copy(
        rest.segments[to], rest.offsets[to], frame.segments[to], frame.offsets[to] + from, bytes);
  }

  private static void in(Frame frame, Step step, int operand, int place, long from, long bytes) {
    Frame rest = frame.rest();
    boolean number = step.code().isNumber(operand);
    MemorySegment.copy(
        frame.segments[place],
        frame.offsets[place] + (number ? 0 : from),
        rest.segments[place],
        rest.offsets[place],
        number ? Float.BYTES : bytes);
  }

  private static void vectors(Step step, Frame frame, int n) {
    switch (step.code().arity()) {
      case 1 -> unary(step, frame, n);
      case 2 -> binary(step, frame, n);
      case 3 -> ternary(step, frame, n);
      default -> quaternary(step, frame, n);
    }
  }

  private static void unary(Step step, Frame frame, int n) {
    VectorTable.Unary loop = VectorTable.unary(step.code());
    loop.run(
        frame.segments[step.a()],
        frame.offsets[step.a()],
        frame.segments[step.to()],
        frame.offsets[step.to()],
        n);
  }

  private static void binary(Step step, Frame frame, int n) {
    VectorTable.Binary loop = VectorTable.binary(step.code());
    loop.run(
        frame.segments[step.a()],
        frame.offsets[step.a()],
        frame.segments[step.b()],
        frame.offsets[step.b()],
        frame.segments[step.to()],
        frame.offsets[step.to()],
        n);
  }

  private static void ternary(Step step, Frame frame, int n) {
    VectorTable.Ternary loop = VectorTable.ternary(step.code());
    loop.run(
        frame.segments[step.a()],
        frame.offsets[step.a()],
        frame.segments[step.b()],
        frame.offsets[step.b()],
        frame.segments[step.c()],
        frame.offsets[step.c()],
        frame.segments[step.to()],
        frame.offsets[step.to()],
        n);
  }

  private static void quaternary(Step step, Frame frame, int n) {
    VectorTable.Quaternary loop = VectorTable.quaternary(step.code());
    loop.run(
        frame.segments[step.a()],
        frame.offsets[step.a()],
        frame.segments[step.b()],
        frame.offsets[step.b()],
        frame.segments[step.c()],
        frame.offsets[step.c()],
        frame.segments[step.d()],
        frame.offsets[step.d()],
        frame.segments[step.to()],
        frame.offsets[step.to()],
        n);
  }

  @Override
  public void fill(MemorySegment to, long at, float value, int n) {
    FloatVector v = FloatVector.broadcast(SPECIES, value);
    int i = 0;
    for (; i < SPECIES.loopBound(n); i += LANES) {
      store(v, to, at, i);
    }
    if (i < n) {
      REST.fill(to, at + 4L * i, value, n - i);
    }
  }

  @Override
  public double sum(MemorySegment from, long at, int n) {
    int i = 0;
    double sum = 0;
    if (n >= LANES) {
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (; i <= n - 4 * LANES; i += 4 * LANES) {
        s0 = s0.add(load(from, at, i));
        s1 = s1.add(load(from, at, i + LANES));
        s2 = s2.add(load(from, at, i + 2 * LANES));
        s3 = s3.add(load(from, at, i + 3 * LANES));
      }
      for (; i <= n - LANES; i += LANES) {
        s0 = s0.add(load(from, at, i));
      }
      sum = total(s0.add(s1).add(s2.add(s3)));
    }
    return i < n ? sum + REST.sum(from, at + 4L * i, n - i) : sum;
  }

  /** Adds the lanes in a fixed order; {@code reduceLanes} takes another one once it is compiled. */
  static float total(FloatVector v) {
    FloatVector sum = v;
    if (LANES > 8) {
      sum = sum.add(sum.rearrange(TURN_8));
    }
    if (LANES > 4) {
      sum = sum.add(sum.rearrange(TURN_4));
    }
    if (LANES > 2) {
      sum = sum.add(sum.rearrange(TURN_2));
    }
    return sum.add(sum.rearrange(TURN_1)).lane(0);
  }

  @Override
  public float max(MemorySegment from, long at, int n) {
    int i = 0;
    float max = Float.NEGATIVE_INFINITY;
    if (n >= LANES) {
      FloatVector m = load(from, at, 0);
      for (i = LANES; i <= n - LANES; i += LANES) {
        m = m.max(load(from, at, i));
      }
      max = m.reduceLanes(VectorOperators.MAX);
    }
    return i < n ? Math.max(max, REST.max(from, at + 4L * i, n - i)) : max;
  }

  @Override
  public void sumColumns(
      MemorySegment from, long at, int rows, int columns, double[] sums, int first) {
    int whole = SPECIES.loopBound(columns);
    for (int j = 0; j < whole; j += LANES) {
      sumColumn(from, at + 4L * j, rows, 4L * columns, sums, first + j);
    }
    if (whole < columns) {
      REST.sumColumns(from, at, rows, columns, whole, sums, first);
    }
  }

  private static void sumColumn(
      MemorySegment from, long at, int rows, long stride, double[] sums, int to) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int r = 0;
    for (; r <= rows - 4; r += 4) {
      long row = at + r * stride;
      s0 = s0.add(load(from, row, 0));
      s1 = s1.add(load(from, row + stride, 0));
      s2 = s2.add(load(from, row + 2 * stride, 0));
      s3 = s3.add(load(from, row + 3 * stride, 0));
    }
    for (; r < rows; r++) {
      s0 = s0.add(load(from, at + r * stride, 0));
    }
    FloatVector column = s0.add(s1).add(s2.add(s3));
    for (int half = 0; half < LANES / DOUBLES.length(); half++) {
      int place = to + half * DOUBLES.length();
      column
          .convertShape(VectorOperators.F2D, DOUBLES, half)
          .reinterpretAsDoubles()
          .add(DoubleVector.fromArray(DOUBLES, sums, place))
          .intoArray(sums, place);
    }
  }

  @Override
  public double expSum(
      MemorySegment from, long at, float shift, MemorySegment to, long toAt, int n) {
    int whole = SPECIES.loopBound(n);
    double sum = VectorFunctionLoops.expSum(from, at, shift, to, toAt, whole);
    return whole < n
        ? sum + REST.expSum(from, at + 4L * whole, shift, to, toAt + 4L * whole, n - whole)
        : sum;
  }

  @Override
  public void scale(
      MemorySegment from, long at, float factor, float addend, MemorySegment to, long toAt, int n) {
    FloatVector f = FloatVector.broadcast(SPECIES, factor);
    int i = 0;
    for (; i < SPECIES.loopBound(n); i += LANES) {
      store(load(from, at, i).mul(f).add(addend), to, toAt, i);
    }
    if (i < n) {
      REST.scale(from, at + 4L * i, factor, addend, to, toAt + 4L * i, n - i);
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
    VectorPanelLoops.product(
        a, aAt, stride, rows, b, bAt, depth, start, startAt, to, toAt, toStride);
  }

  @Override
  public void fromBytes(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    int whole = VectorByteLoops.POSSIBLE ? SPECIES.loopBound(n) : 0;
    if (whole > 0) {
      VectorByteLoops.fromBytes(from, at, to, toAt, whole);
    }
    if (whole < n) {
      REST.fromBytes(from, at + whole, to, toAt + 4L * whole, n - whole);
    }
  }

  @Override
  public void toBytes(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    int whole = VectorByteLoops.POSSIBLE ? SPECIES.loopBound(n) : 0;
    if (whole > 0) {
      VectorByteLoops.toBytes(from, at, to, toAt, whole);
    }
    if (whole < n) {
      REST.toBytes(from, at + 4L * whole, to, toAt + whole, n - whole);
    }
  }

  @Override
  public void fromBfloats(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    int whole = SPECIES.loopBound(n);
    if (whole > 0) {
      VectorShortLoops.fromBfloats(from, at, to, toAt, whole);
    }
    if (whole < n) {
      REST.fromBfloats(from, at + 2L * whole, to, toAt + 4L * whole, n - whole);
    }
  }

  @Override
  public void toBfloats(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    int whole = SPECIES.loopBound(n);
    if (whole > 0) {
      VectorShortLoops.toBfloats(from, at, to, toAt, whole);
    }
    if (whole < n) {
      REST.toBfloats(from, at + 4L * whole, to, toAt + 2L * whole, n - whole);
    }
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
    int whole = n - n % (4 * LANES);
    VectorProductLoops.fourRows(product, a, aAt, b, bAt, to, at, toRow, whole);
    if (whole < n) {
      long rest = 4L * whole;
      REST.fourRows(product, a, aAt, b, bAt + rest, to, at + rest, toRow, n - whole);
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
    int whole = SPECIES.loopBound(n);
    VectorProductLoops.row(product, a, aAt, b, bAt, to, at, whole);
    if (whole < n) {
      long rest = 4L * whole;
      REST.row(product, a, aAt, b, bAt + rest, to, at + rest, n - whole);
    }
  }
}
