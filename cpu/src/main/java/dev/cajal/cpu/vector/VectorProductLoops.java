package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.ORDER;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** The loops of {@link ThinProduct} on the Vector API. */
final class VectorProductLoops {
  private VectorProductLoops() {}

  /** Computes four rows, four vectors at a time; {@code n} is a multiple of four vectors. */
  static void fourRows(
      ThinProduct product,
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment to,
      long at,
      long toRow,
      int n) {
    for (int j = 0; j < n; j += 4 * LANES) {
      fourByFour(product, a, aAt, b, bAt + 4L * j, to, at + 4L * j, toRow);
    }
  }

  private static void fourByFour(
      ThinProduct product,
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment to,
      long at,
      long toRow) {
    long aRow = 4 * product.rowStep();
    long aStep = 4 * product.termStep();
    long bStep = 4 * product.columns();
    int terms = product.terms();
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c02 = FloatVector.zero(SPECIES);
    FloatVector c03 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c12 = FloatVector.zero(SPECIES);
    FloatVector c13 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c22 = FloatVector.zero(SPECIES);
    FloatVector c23 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c32 = FloatVector.zero(SPECIES);
    FloatVector c33 = FloatVector.zero(SPECIES);
    long left = aAt;
    long right = bAt;
    for (int p = 0; p < terms; p++) {
      FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, right, ORDER);
      FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, right + 4L * LANES, ORDER);
      FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, right + 8L * LANES, ORDER);
      FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, right + 12L * LANES, ORDER);
      FloatVector a0 = FloatVector.broadcast(SPECIES, a.get(JAVA_FLOAT, left));
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      FloatVector a1 = FloatVector.broadcast(SPECIES, a.get(JAVA_FLOAT, left + aRow));
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(SPECIES, a.get(JAVA_FLOAT, left + 2 * aRow));
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(SPECIES, a.get(JAVA_FLOAT, left + 3 * aRow));
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      left += aStep;
      right += bStep;
    }
    c00.intoMemorySegment(to, at, ORDER);
    c01.intoMemorySegment(to, at + 4L * LANES, ORDER);
    c02.intoMemorySegment(to, at + 8L * LANES, ORDER);
    c03.intoMemorySegment(to, at + 12L * LANES, ORDER);
    c10.intoMemorySegment(to, at + toRow, ORDER);
    c11.intoMemorySegment(to, at + toRow + 4L * LANES, ORDER);
    c12.intoMemorySegment(to, at + toRow + 8L * LANES, ORDER);
    c13.intoMemorySegment(to, at + toRow + 12L * LANES, ORDER);
    c20.intoMemorySegment(to, at + 2 * toRow, ORDER);
    c21.intoMemorySegment(to, at + 2 * toRow + 4L * LANES, ORDER);
    c22.intoMemorySegment(to, at + 2 * toRow + 8L * LANES, ORDER);
    c23.intoMemorySegment(to, at + 2 * toRow + 12L * LANES, ORDER);
    c30.intoMemorySegment(to, at + 3 * toRow, ORDER);
    c31.intoMemorySegment(to, at + 3 * toRow + 4L * LANES, ORDER);
    c32.intoMemorySegment(to, at + 3 * toRow + 8L * LANES, ORDER);
    c33.intoMemorySegment(to, at + 3 * toRow + 12L * LANES, ORDER);
  }

  /** Computes one row; {@code n} is a multiple of a vector. */
  static void row(
      ThinProduct product,
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment to,
      long at,
      int n) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int p = 0; p < product.terms(); p++) {
        float factor = a.get(JAVA_FLOAT, aAt + 4L * p * product.termStep());
        long from = bAt + 4L * p * product.columns() + 4L * j;
        sum = FloatVector.fromMemorySegment(SPECIES, b, from, ORDER).mul(factor).add(sum);
      }
      sum.intoMemorySegment(to, at + 4L * j, ORDER);
    }
  }
}
