package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLanes.load;
import static dev.cajal.cpu.vector.VectorLanes.store;
import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Arithmetic, comparison and choice; the element count is a multiple of the lanes. */
final class VectorArithmeticLoops {
  private static final FloatVector ZERO = FloatVector.zero(SPECIES);

  private VectorArithmeticLoops() {}

  static void copy(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x, to, o, i);
    }
  }

  static void neg(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x.neg(), to, o, i);
    }
  }

  static void abs(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x.abs(), to, o, i);
    }
  }

  static void relu(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x.max(0), to, o, i);
    }
  }

  static void sign(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(
          x.blend(1, x.compare(VectorOperators.GT, 0)).blend(-1, x.compare(VectorOperators.LT, 0)),
          to,
          o,
          i);
    }
  }

  static void truth(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(ZERO.blend(1, x.compare(VectorOperators.NE, 0)), to, o, i);
    }
  }

  static void sqrt(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x.sqrt(), to, o, i);
    }
  }

  static void add(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(x.add(y), to, o, i);
    }
  }

  static void sub(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(x.sub(y), to, o, i);
    }
  }

  static void mul(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(x.mul(y), to, o, i);
    }
  }

  static void div(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(x.div(y), to, o, i);
    }
  }

  static void max(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(x.max(y), to, o, i);
    }
  }

  static void min(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(x.min(y), to, o, i);
    }
  }

  static void less(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(ZERO.blend(1, x.compare(VectorOperators.LT, y)), to, o, i);
    }
  }

  static void lessOrEqual(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(ZERO.blend(1, x.compare(VectorOperators.LE, y)), to, o, i);
    }
  }

  static void equal(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(ZERO.blend(1, x.compare(VectorOperators.EQ, y)), to, o, i);
    }
  }

  static void where(
      MemorySegment a,
      long ao,
      MemorySegment b,
      long bo,
      MemorySegment c,
      long co,
      MemorySegment to,
      long o,
      int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      FloatVector z = load(c, co, i);
      store(z.blend(y, x.compare(VectorOperators.NE, 0)), to, o, i);
    }
  }

  static void mulAdd(
      MemorySegment a,
      long ao,
      MemorySegment b,
      long bo,
      MemorySegment c,
      long co,
      MemorySegment to,
      long o,
      int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      FloatVector z = load(c, co, i);
      store(flushed(x.mul(y).add(z)), to, o, i);
    }
  }

  static void mulAddMul(
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
      int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i).mul(load(b, bo, i));
      FloatVector y = load(c, co, i).mul(load(e, eo, i));
      store(flushed(x.add(y)), to, o, i);
    }
  }

  static void mulSub(
      MemorySegment a,
      long ao,
      MemorySegment b,
      long bo,
      MemorySegment c,
      long co,
      MemorySegment to,
      long o,
      int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      FloatVector z = load(c, co, i);
      store(x.mul(y).sub(z), to, o, i);
    }
  }

  static void subMul(
      MemorySegment a,
      long ao,
      MemorySegment b,
      long bo,
      MemorySegment c,
      long co,
      MemorySegment to,
      long o,
      int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      FloatVector z = load(c, co, i);
      store(z.sub(x.mul(y)), to, o, i);
    }
  }

  static void whereLess(
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
      int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      FloatVector z = load(c, co, i);
      FloatVector u = load(e, eo, i);
      store(u.blend(z, x.compare(VectorOperators.LT, y)), to, o, i);
    }
  }

  /**
   * Subnormal numbers cost a hundred cycles each, and a momentum that decays by products never
   * leaves them: 0.9 times the smallest number is rounded to the smallest number.
   */
  static FloatVector flushed(FloatVector x) {
    return x.blend(0, x.abs().compare(VectorOperators.LT, Float.MIN_NORMAL));
  }
}
