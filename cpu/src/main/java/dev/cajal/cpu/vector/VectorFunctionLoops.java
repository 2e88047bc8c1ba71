package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLanes.load;
import static dev.cajal.cpu.vector.VectorLanes.store;
import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Transcendental functions; the element count is a multiple of the lanes. They are written in
 * arithmetic that is exact to the last bit: the functions of the Vector API give other bits once
 * they are compiled, and two runs of one seed would differ.
 */
final class VectorFunctionLoops {
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);
  private static final FloatVector LOG2_E = FloatVector.broadcast(SPECIES, 1.442695f);
  private static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(SPECIES, -0.6933594f);
  private static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(SPECIES, 2.1219444e-4f);
  private static final FloatVector MAGIC = FloatVector.broadcast(SPECIES, 0x1.8p23f);
  private static final int MAGIC_BITS = Float.floatToRawIntBits(0x1.8p23f);

  private VectorFunctionLoops() {}

  static void exp(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    exp(a, ao, 0, to, o, n);
  }

  /**
   * 2ⁿ eʳ with n = round(x / ln 2), |r| ≤ ½ ln 2, and a polynomial for eʳ. Source: Cephes, expf.
   * Adding 1.5 · 2²³ leaves n in the low bits; two factors keep the ends of the range from
   * overflowing early.
   */
  private static void exp(MemorySegment a, long ao, float shift, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(a, ao, i).sub(shift).max(-104).min(89);
      FloatVector shifted = x.fma(LOG2_E, MAGIC);
      FloatVector k = shifted.sub(MAGIC);
      FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x));
      FloatVector p = r.mul(1.9875691e-4f).add(1.3981999e-3f).mul(r).add(8.333452e-3f);
      p = p.mul(r).add(4.1665796e-2f).mul(r).add(0.16666666f).mul(r).add(0.5f);
      FloatVector y = p.mul(r).mul(r).add(r).add(1);
      IntVector power = shifted.reinterpretAsInts().sub(MAGIC_BITS);
      IntVector half = power.lanewise(VectorOperators.ASHR, 1);
      store(y.mul(powerOfTwo(half)).mul(powerOfTwo(power.sub(half))), to, o, i);
    }
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  static double expSum(MemorySegment a, long ao, float shift, MemorySegment to, long o, int n) {
    exp(a, ao, shift, to, o, n);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < n; i += LANES) {
      sum = sum.add(load(to, o, i));
    }
    return VectorLoops.total(sum);
  }

  // A second pass over a tile in cache costs less than an exp that C2 declines to inline.
  static void sigmoid(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    VectorArithmeticLoops.neg(a, ao, to, o, n);
    exp(to, o, 0, to, o, n);
    for (int i = 0; i < n; i += LANES) {
      store(ONE.div(load(to, o, i).add(1)), to, o, i);
    }
  }

  /** A minimax fit of x P(x²)/Q(x²) to tanh on [−7.9, 7.9]. Source: the coefficients of Eigen. */
  static void tanh(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector value = load(a, ao, i);
      FloatVector x = value.max(-7.905311f).min(7.905311f);
      FloatVector s = x.mul(x);
      FloatVector p = horner(s, -2.7607684e-16f, 2.000188e-13f, -8.604672e-11f, 5.1222973e-8f);
      p = p.mul(s).add(1.48572235e-5f).mul(s).add(6.3726195e-4f).mul(s).add(4.8935246e-3f);
      FloatVector q = horner(s, 1.1982584e-6f, 1.1853471e-4f, 2.2684347e-3f, 4.893525e-3f);
      FloatVector y = x.mul(p).div(q);
      store(y.blend(value, value.abs().compare(VectorOperators.LT, 4e-4f)), to, o, i);
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
}
