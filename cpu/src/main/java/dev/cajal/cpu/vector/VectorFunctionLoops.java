package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLanes.load;
import static dev.cajal.cpu.vector.VectorLanes.store;
import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Transcendental functions; the element count is a multiple of the lanes. They are written in
 * arithmetic that is exact to the last bit: the functions of the Vector API give other bits once
 * they are compiled, and two runs of one seed would differ.
 */
final class VectorFunctionLoops {
  private static final FloatVector ONE = FloatVector.broadcast(SPECIES, 1);
  private static final FloatVector LOG2_E = FloatVector.broadcast(SPECIES, 1.442695f);
  private static final FloatVector MINUS_LOG2_E = FloatVector.broadcast(SPECIES, -1.442695f);
  private static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(SPECIES, -0.6933594f);
  private static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(SPECIES, 2.1219444e-4f);
  private static final FloatVector E7 = FloatVector.broadcast(SPECIES, 1.9875691e-4f);
  private static final FloatVector E6 = FloatVector.broadcast(SPECIES, 1.3981999e-3f);
  private static final FloatVector E5 = FloatVector.broadcast(SPECIES, 8.333452e-3f);
  private static final FloatVector E4 = FloatVector.broadcast(SPECIES, 4.1665796e-2f);
  private static final FloatVector E3 = FloatVector.broadcast(SPECIES, 0.16666666f);
  private static final FloatVector E2 = FloatVector.broadcast(SPECIES, 0.5f);
  private static final FloatVector P6 = FloatVector.broadcast(SPECIES, -2.7607684e-16f);
  private static final FloatVector P5 = FloatVector.broadcast(SPECIES, 2.000188e-13f);
  private static final FloatVector P4 = FloatVector.broadcast(SPECIES, -8.604672e-11f);
  private static final FloatVector P3 = FloatVector.broadcast(SPECIES, 5.1222973e-8f);
  private static final FloatVector P2 = FloatVector.broadcast(SPECIES, 1.48572235e-5f);
  private static final FloatVector P1 = FloatVector.broadcast(SPECIES, 6.3726195e-4f);
  private static final FloatVector P0 = FloatVector.broadcast(SPECIES, 4.8935246e-3f);
  private static final FloatVector Q3 = FloatVector.broadcast(SPECIES, 1.1982584e-6f);
  private static final FloatVector Q2 = FloatVector.broadcast(SPECIES, 1.1853471e-4f);
  private static final FloatVector Q1 = FloatVector.broadcast(SPECIES, 2.2684347e-3f);
  private static final FloatVector Q0 = FloatVector.broadcast(SPECIES, 4.893525e-3f);
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
      FloatVector x = clamp(load(a, ao, i).sub(shift), -104, 89);
      FloatVector shifted = x.fma(LOG2_E, MAGIC);
      FloatVector k = shifted.sub(MAGIC);
      FloatVector y = expNearZero(k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x)));
      IntVector power = shifted.reinterpretAsInts().sub(MAGIC_BITS);
      IntVector half = power.lanewise(VectorOperators.ASHR, 1);
      store(y.mul(powerOfTwo(half)).mul(powerOfTwo(power.sub(half))), to, o, i);
    }
  }

  /** The powers of r are shared in pairs: that shortens the chain of additions, which is slow. */
  private static FloatVector expNearZero(FloatVector r) {
    FloatVector square = r.mul(r);
    FloatVector p = r.fma(E7, E6).fma(square, r.fma(E5, E4)).fma(square, r.fma(E3, E2));
    return p.fma(square, r.add(ONE));
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

  static void sigmoid(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      store(sigmoid(load(a, ao, i)), to, o, i);
    }
  }

  static void tanh(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      store(tanh(load(a, ao, i)), to, o, i);
    }
  }

  /**
   * 1/(1 + e⁻ˣ) with e⁻ˣ as in {@link #exp}. No power overflows here, so that adding to the
   * exponent is enough.
   */
  static FloatVector sigmoid(FloatVector value) {
    FloatVector x = clamp(value, -88.3f, 87.3f);
    FloatVector shifted = x.fma(MINUS_LOG2_E, MAGIC);
    FloatVector k = shifted.sub(MAGIC);
    FloatVector r = k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x.neg()));
    IntVector power = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector e = expNearZero(r).reinterpretAsInts().add(power).reinterpretAsFloats();
    return ONE.div(e.add(1));
  }

  /** A minimax fit of x P(x²)/Q(x²) to tanh on [−7.9, 7.9]. Source: the coefficients of Eigen. */
  static FloatVector tanh(FloatVector value) {
    FloatVector x = clamp(value, -7.905311f, 7.905311f);
    FloatVector s = x.mul(x);
    FloatVector p = s.fma(P6, P5).fma(s, P4).fma(s, P3).fma(s, P2).fma(s, P1).fma(s, P0);
    FloatVector q = s.fma(Q3, Q2).fma(s, Q1).fma(s, Q0);
    return x.mul(p).div(q).blend(value, value.abs().compare(VectorOperators.LT, 4e-4f));
  }

  /** Keeps NaN. Comparing is faster than the maximum, which minds the sign of 0 and the like. */
  private static FloatVector clamp(FloatVector x, float least, float most) {
    VectorMask<Float> above = x.compare(VectorOperators.GT, most);
    return x.blend(least, x.compare(VectorOperators.LT, least)).blend(most, above);
  }

  static void erf(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      store(erf(load(a, ao, i)), to, o, i);
    }
  }

  /** A minimax fit of x P(x²)/Q(x²) to erf on [−3.95, 3.95], within 7 units in the last place. */
  private static FloatVector erf(FloatVector value) {
    FloatVector x = clamp(value, -3.95f, 3.95f);
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
