package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorFunctionLoops.sigmoid;
import static dev.cajal.cpu.vector.VectorFunctionLoops.tanh;
import static dev.cajal.cpu.vector.VectorLanes.load;
import static dev.cajal.cpu.vector.VectorLanes.store;
import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;

import dev.cajal.recurrent.Cell;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * Steps of cells in few passes, each with few functions: in longer loops C2 makes objects of the
 * vectors, as it does where it inlines several loops into one method. So whoever runs the passes
 * calls them through an interface.
 */
final class VectorCellLoops {
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);

  private VectorCellLoops() {}

  /** Returns the passes of a step; none if there are only those of the program. */
  static List<CellLoop> forward(Cell cell) {
    return switch (cell) {
      case LSTM ->
          List.of(
              (at, n) -> sigmoids(at[0], at[4], at[12], n),
              (at, n) -> sigmoids(at[1], at[5], at[13], n),
              (at, n) -> tanhs(at[2], at[6], at[14], n),
              (at, n) -> sigmoids(at[3], at[7], at[15], n),
              (at, n) -> state(at[12], at[13], at[14], at[15], at[9], at[11], at[10], n));
      case GRU ->
          List.of(
              (at, n) -> sigmoids(at[0], at[3], at[8], n),
              (at, n) -> sigmoids(at[1], at[4], at[9], n),
              (at, n) -> candidate(at[2], at[8], at[5], at[10], at[11], n),
              (at, n) -> mix(at[9], at[10], at[6], at[7], n));
      case RNN_TANH -> List.of((at, n) -> tanhs(at[0], at[1], at[3], n));
      case RNN_RELU -> List.of();
    };
  }

  /**
   * Returns the passes of the reverse of a step; none if there are only those of the program.
   *
   * @param given for each state and each kept number whether its gradient is given
   */
  static List<CellLoop> backward(Cell cell, List<Boolean> given) {
    if (given.indexOf(true) != 0 || given.lastIndexOf(true) != 0) {
      return List.of();
    }
    return switch (cell) {
      case LSTM ->
          List.of(
              (at, n) -> sum(at[8], at[14], at[15], at[21], n),
              (at, n) -> tanhOf(at[3], at[22], n),
              (at, n) -> stateBack(at[21], at[7], at[16], at[22], at[20], n),
              (at, n) -> candidateBack(at[22], at[4], at[6], at[17], at[19], n),
              (at, n) -> forgetBack(at[22], at[5], at[1], at[18], n),
              (at, n) -> zero(at[21], n));
      case GRU ->
          List.of(
              (at, n) -> sum(at[6], at[11], at[12], at[19], n),
              (at, n) -> candidateBack(at[19], at[3], at[4], at[15], n),
              (at, n) -> resetBack(at[15], at[2], at[5], at[13], at[16], at[18], n),
              (at, n) -> updateBack(at[19], at[3], at[4], at[0], at[14], at[17], n));
      case RNN_TANH ->
          List.of(
              (at, n) -> sum(at[2], at[3], at[4], at[5], n),
              (at, n) -> tanhBack(at[1], at[5], n),
              (at, n) -> zero(at[6], n));
      case RNN_RELU -> List.of();
    };
  }

  private static void state(long i, long f, long g, long o, long before, long c, long h, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector candidate = load(i, j).mul(load(g, j));
      FloatVector state = VectorArithmeticLoops.flushed(load(f, j).fma(load(before, j), candidate));
      store(state, c, j);
      store(load(o, j).mul(tanh(state)), h, j);
    }
  }

  private static void tanhOf(long x, long to, int n) {
    for (int j = 0; j < n; j += LANES) {
      store(tanh(load(x, j)), to, j);
    }
  }

  /** Replaces tanh c by the gradient of c. */
  private static void stateBack(long dh, long o, long beside, long dc, long toO, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector tanh = load(dc, j);
      FloatVector gate = load(o, j);
      FloatVector through = load(dh, j).mul(gate);
      FloatVector slope = ONE.sub(tanh.mul(tanh));
      store(VectorArithmeticLoops.flushed(through.fma(slope, load(beside, j))), dc, j);
      store(through.mul(tanh).mul(ONE.sub(gate)), toO, j);
    }
  }

  private static void candidateBack(long dc, long i, long g, long toI, long toG, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector input = load(i, j);
      FloatVector candidate = load(g, j);
      FloatVector through = load(dc, j).mul(input);
      store(through.mul(candidate).mul(ONE.sub(input)), toI, j);
      store(through.mul(ONE.sub(candidate.mul(candidate))), toG, j);
    }
  }

  /** Replaces the gradient of c by what passes to c′. */
  private static void forgetBack(long dc, long f, long before, long toF, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector gate = load(f, j);
      FloatVector through = load(dc, j).mul(gate);
      store(through.mul(load(before, j)).mul(ONE.sub(gate)), toF, j);
      store(through, dc, j);
    }
  }

  private static void sum(long a, long b, long c, long to, int n) {
    for (int j = 0; j < n; j += LANES) {
      store(load(a, j).add(load(b, j).add(load(c, j))), to, j);
    }
  }

  private static void candidate(long x, long r, long a, long to, long kept, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector sum = load(a, j);
      store(sum, kept, j);
      store(tanh(load(r, j).fma(sum, load(x, j))), to, j);
    }
  }

  private static void mix(long z, long candidate, long before, long h, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector share = load(z, j);
      FloatVector fresh = ONE.sub(share).mul(load(candidate, j));
      store(share.fma(load(before, j), fresh), h, j);
    }
  }

  private static void candidateBack(long dh, long z, long candidate, long to, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector fresh = load(candidate, j);
      FloatVector slope = ONE.sub(fresh.mul(fresh));
      store(load(dh, j).mul(ONE.sub(load(z, j))).mul(slope), to, j);
    }
  }

  private static void resetBack(long dn, long r, long a, long toX, long toA, long through, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector gate = load(r, j);
      FloatVector candidate = load(dn, j).mul(gate);
      FloatVector reset = candidate.mul(load(a, j)).mul(ONE.sub(gate));
      store(reset, toX, j);
      store(reset, toA, j);
      store(candidate, through, j);
    }
  }

  /** Replaces the gradient of h by what passes to h′ beside the product. */
  private static void updateBack(
      long dh, long z, long candidate, long before, long toX, long toA, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector share = load(z, j);
      FloatVector through = VectorArithmeticLoops.flushed(load(dh, j).mul(share));
      FloatVector change = load(before, j).sub(load(candidate, j));
      FloatVector update = through.mul(change).mul(ONE.sub(share));
      store(update, toX, j);
      store(update, toA, j);
      store(through, dh, j);
    }
  }

  private static void tanhBack(long h, long gradient, int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector y = load(h, j);
      store(load(gradient, j).mul(ONE.sub(y.mul(y))), gradient, j);
    }
  }

  private static void zero(long to, int n) {
    for (int j = 0; j < n; j += LANES) {
      store(FloatVector.zero(SPECIES), to, j);
    }
  }

  private static void sigmoids(long x, long a, long to, int n) {
    for (int j = 0; j < n; j += LANES) {
      store(sigmoid(load(x, j).add(load(a, j))), to, j);
    }
  }

  private static void tanhs(long x, long a, long to, int n) {
    for (int j = 0; j < n; j += LANES) {
      store(tanh(load(x, j).add(load(a, j))), to, j);
    }
  }
}
