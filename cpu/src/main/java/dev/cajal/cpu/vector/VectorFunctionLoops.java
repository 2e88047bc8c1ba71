package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.ORDER;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Transcendental functions; the element count is a multiple of the lanes. */
final class VectorFunctionLoops {
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);

  private VectorFunctionLoops() {}

  static void exp(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x.lanewise(VectorOperators.EXP), to, o, i);
    }
  }

  static void log(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x.lanewise(VectorOperators.LOG), to, o, i);
    }
  }

  static void tanh(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x.lanewise(VectorOperators.TANH), to, o, i);
    }
  }

  static void sin(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x.lanewise(VectorOperators.SIN), to, o, i);
    }
  }

  static void cos(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(x.lanewise(VectorOperators.COS), to, o, i);
    }
  }

  static void pow(
      MemorySegment a, long ao, MemorySegment b, long bo, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      FloatVector y = load(b, bo, i);
      store(x.lanewise(VectorOperators.POW, y), to, o, i);
    }
  }

  static void sigmoid(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i);
      store(ONE.div(x.neg().lanewise(VectorOperators.EXP).add(1)), to, o, i);
    }
  }

  static void erf(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      store(erf(load(a, ao, i)), to, o, i);
    }
  }

  /** A minimax fit of x P(x²)/Q(x²) to erf on [−3.95, 3.95], within 7 units in the last place. */
  private static FloatVector erf(FloatVector value) {
    FloatVector x = value.max(-3.95f).min(3.95f);
    FloatVector s = x.mul(x);
    FloatVector p = horner(s, -1.2967361e-8f, 4.640497e-6f, 3.7793897e-4f, 3.8433669e-3f);
    p = p.mul(s).add(0.054274786f).mul(s).add(0.1851688f).mul(s).add(1.1283792f);
    FloatVector q = horner(s, 6.26931e-5f, 1.3040646e-3f, 0.015443718f, 0.11391094f);
    q = q.mul(s).add(0.49743497f).mul(s).add(1);
    return x.mul(p).div(q).max(-1).min(1);
  }

  private static FloatVector horner(FloatVector s, float c3, float c2, float c1, float c0) {
    return s.mul(c3).add(c2).mul(s).add(c1).mul(s).add(c0);
  }

  static double expSum(MemorySegment a, long ao, float shift, MemorySegment to, long o, int n) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < n; i += LANES) {
      FloatVector y = load(a, ao, i).sub(shift).lanewise(VectorOperators.EXP);
      store(y, to, o, i);
      sum = sum.add(y);
    }
    return n == 0 ? 0 : sum.reduceLanes(VectorOperators.ADD);
  }

  private static FloatVector load(MemorySegment from, long at, int i) {
    return FloatVector.fromMemorySegment(SPECIES, from, at + 4L * i, ORDER);
  }

  private static void store(FloatVector value, MemorySegment to, long at, int i) {
    value.intoMemorySegment(to, at + 4L * i, ORDER);
  }
}
