package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.ORDER;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Products with a panel, two vectors of columns at a time. Eight rows need 16 registers for their
 * sums, and hide the latency of the additions; where vectors have 8 lanes there are only 16
 * registers. A row alone hides it by four sums a column.
 */
final class VectorPanelLoops {
  private static final boolean EIGHT = LANES != 8;
  private static final long SECOND = 4L * LANES;
  private static final long ROW = 4L * Loops.PANEL;

  private VectorPanelLoops() {}

  /** See {@link Loops#product}. */
  static void product(
      MemorySegment a,
      long ao,
      long stride,
      int rows,
      MemorySegment b,
      long bo,
      int depth,
      MemorySegment start,
      long so,
      MemorySegment to,
      long o,
      long toStride) {
    for (long j = 0; j < ROW; j += 2 * SECOND) {
      int r = 0;
      for (; EIGHT && r <= rows - 8; r += 8) {
        eight(
            a,
            ao + r * stride,
            stride,
            b,
            bo + j,
            depth,
            start,
            so + j,
            to,
            o + j + r * toStride,
            toStride);
      }
      for (; r <= rows - 4; r += 4) {
        four(
            a,
            ao + r * stride,
            stride,
            b,
            bo + j,
            depth,
            start,
            so + j,
            to,
            o + j + r * toStride,
            toStride);
      }
      for (; r < rows; r++) {
        one(a, ao + r * stride, b, bo + j, depth, start, so + j, to, o + j + r * toStride);
      }
    }
  }

  private static void eight(
      MemorySegment a,
      long ao,
      long stride,
      MemorySegment b,
      long bo,
      int depth,
      MemorySegment start,
      long so,
      MemorySegment to,
      long o,
      long toStride) {
    FloatVector s0 = load(start, so);
    FloatVector t0 = load(start, so + SECOND);
    FloatVector s1 = s0;
    FloatVector t1 = t0;
    FloatVector s2 = s0;
    FloatVector t2 = t0;
    FloatVector s3 = s0;
    FloatVector t3 = t0;
    FloatVector s4 = s0;
    FloatVector t4 = t0;
    FloatVector s5 = s0;
    FloatVector t5 = t0;
    FloatVector s6 = s0;
    FloatVector t6 = t0;
    FloatVector s7 = s0;
    FloatVector t7 = t0;
    long a1 = ao + stride;
    long a2 = a1 + stride;
    long a3 = a2 + stride;
    long a4 = a3 + stride;
    long a5 = a4 + stride;
    long a6 = a5 + stride;
    long a7 = a6 + stride;
    for (int k = 0; k < depth; k++) {
      FloatVector s = load(b, bo + k * ROW);
      FloatVector t = load(b, bo + k * ROW + SECOND);
      FloatVector x = number(a, ao + 4L * k);
      s0 = x.fma(s, s0);
      t0 = x.fma(t, t0);
      x = number(a, a1 + 4L * k);
      s1 = x.fma(s, s1);
      t1 = x.fma(t, t1);
      x = number(a, a2 + 4L * k);
      s2 = x.fma(s, s2);
      t2 = x.fma(t, t2);
      x = number(a, a3 + 4L * k);
      s3 = x.fma(s, s3);
      t3 = x.fma(t, t3);
      x = number(a, a4 + 4L * k);
      s4 = x.fma(s, s4);
      t4 = x.fma(t, t4);
      x = number(a, a5 + 4L * k);
      s5 = x.fma(s, s5);
      t5 = x.fma(t, t5);
      x = number(a, a6 + 4L * k);
      s6 = x.fma(s, s6);
      t6 = x.fma(t, t6);
      x = number(a, a7 + 4L * k);
      s7 = x.fma(s, s7);
      t7 = x.fma(t, t7);
    }
    s0.intoMemorySegment(to, o, ORDER);
    t0.intoMemorySegment(to, o + SECOND, ORDER);
    s1.intoMemorySegment(to, o + toStride, ORDER);
    t1.intoMemorySegment(to, o + toStride + SECOND, ORDER);
    s2.intoMemorySegment(to, o + 2 * toStride, ORDER);
    t2.intoMemorySegment(to, o + 2 * toStride + SECOND, ORDER);
    s3.intoMemorySegment(to, o + 3 * toStride, ORDER);
    t3.intoMemorySegment(to, o + 3 * toStride + SECOND, ORDER);
    s4.intoMemorySegment(to, o + 4 * toStride, ORDER);
    t4.intoMemorySegment(to, o + 4 * toStride + SECOND, ORDER);
    s5.intoMemorySegment(to, o + 5 * toStride, ORDER);
    t5.intoMemorySegment(to, o + 5 * toStride + SECOND, ORDER);
    s6.intoMemorySegment(to, o + 6 * toStride, ORDER);
    t6.intoMemorySegment(to, o + 6 * toStride + SECOND, ORDER);
    s7.intoMemorySegment(to, o + 7 * toStride, ORDER);
    t7.intoMemorySegment(to, o + 7 * toStride + SECOND, ORDER);
  }

  private static void four(
      MemorySegment a,
      long ao,
      long stride,
      MemorySegment b,
      long bo,
      int depth,
      MemorySegment start,
      long so,
      MemorySegment to,
      long o,
      long toStride) {
    FloatVector s0 = load(start, so);
    FloatVector t0 = load(start, so + SECOND);
    FloatVector s1 = s0;
    FloatVector t1 = t0;
    FloatVector s2 = s0;
    FloatVector t2 = t0;
    FloatVector s3 = s0;
    FloatVector t3 = t0;
    long a1 = ao + stride;
    long a2 = a1 + stride;
    long a3 = a2 + stride;
    for (int k = 0; k < depth; k++) {
      FloatVector s = load(b, bo + k * ROW);
      FloatVector t = load(b, bo + k * ROW + SECOND);
      FloatVector x = number(a, ao + 4L * k);
      s0 = x.fma(s, s0);
      t0 = x.fma(t, t0);
      x = number(a, a1 + 4L * k);
      s1 = x.fma(s, s1);
      t1 = x.fma(t, t1);
      x = number(a, a2 + 4L * k);
      s2 = x.fma(s, s2);
      t2 = x.fma(t, t2);
      x = number(a, a3 + 4L * k);
      s3 = x.fma(s, s3);
      t3 = x.fma(t, t3);
    }
    s0.intoMemorySegment(to, o, ORDER);
    t0.intoMemorySegment(to, o + SECOND, ORDER);
    s1.intoMemorySegment(to, o + toStride, ORDER);
    t1.intoMemorySegment(to, o + toStride + SECOND, ORDER);
    s2.intoMemorySegment(to, o + 2 * toStride, ORDER);
    t2.intoMemorySegment(to, o + 2 * toStride + SECOND, ORDER);
    s3.intoMemorySegment(to, o + 3 * toStride, ORDER);
    t3.intoMemorySegment(to, o + 3 * toStride + SECOND, ORDER);
  }

  private static void one(
      MemorySegment a,
      long ao,
      MemorySegment b,
      long bo,
      int depth,
      MemorySegment start,
      long so,
      MemorySegment to,
      long o) {
    FloatVector s0 = load(start, so);
    FloatVector t0 = load(start, so + SECOND);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector t1 = s1;
    FloatVector s2 = s1;
    FloatVector t2 = s1;
    FloatVector s3 = s1;
    FloatVector t3 = s1;
    int k = 0;
    for (; k <= depth - 4; k += 4) {
      long row = bo + k * ROW;
      FloatVector x = number(a, ao + 4L * k);
      s0 = x.fma(load(b, row), s0);
      t0 = x.fma(load(b, row + SECOND), t0);
      x = number(a, ao + 4L * k + 4);
      s1 = x.fma(load(b, row + ROW), s1);
      t1 = x.fma(load(b, row + ROW + SECOND), t1);
      x = number(a, ao + 4L * k + 8);
      s2 = x.fma(load(b, row + 2 * ROW), s2);
      t2 = x.fma(load(b, row + 2 * ROW + SECOND), t2);
      x = number(a, ao + 4L * k + 12);
      s3 = x.fma(load(b, row + 3 * ROW), s3);
      t3 = x.fma(load(b, row + 3 * ROW + SECOND), t3);
    }
    for (; k < depth; k++) {
      FloatVector x = number(a, ao + 4L * k);
      s0 = x.fma(load(b, bo + k * ROW), s0);
      t0 = x.fma(load(b, bo + k * ROW + SECOND), t0);
    }
    s0.add(s1).add(s2.add(s3)).intoMemorySegment(to, o, ORDER);
    t0.add(t1).add(t2.add(t3)).intoMemorySegment(to, o + SECOND, ORDER);
  }

  private static FloatVector number(MemorySegment from, long at) {
    return FloatVector.broadcast(SPECIES, from.get(JAVA_FLOAT, at));
  }

  private static FloatVector load(MemorySegment from, long at) {
    return FloatVector.fromMemorySegment(SPECIES, from, at, ORDER);
  }
}
