package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLanes.load;
import static dev.cajal.cpu.vector.VectorLanes.store;
import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;

import jdk.incubator.vector.FloatVector;

/** The transforms of F(2×2, 3×3) on the Vector API. */
final class VectorTileLoops implements TileLoops {
  private static final long PIXEL = 4L * LANES;

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void kernels(long from, long step, long to, long row, long slice, int n) {
    outerKernels(from, step, to, row, slice, n);
    innerKernels(from, step, 0.5f, to + 4 * slice, row, slice, n);
    innerKernels(from, step, -0.5f, to + 8 * slice, row, slice, n);
    outerKernels(from + 6 * step, step, to + 12 * slice, row, slice, n);
  }

  /** The first or the last row of U, from a row of g. */
  private static void outerKernels(long from, long step, long to, long row, long slice, int n) {
    for (int i = 0; i < n; i++) {
      long g = from + i * PIXEL;
      long u = to + i * row;
      FloatVector g0 = load(g, 0);
      FloatVector g1 = load(g + step, 0).mul(0.5f);
      FloatVector g2 = load(g + 2 * step, 0);
      FloatVector half = g0.add(g2).mul(0.5f);
      store(g0, u, 0);
      store(half.add(g1), u + slice, 0);
      store(half.sub(g1), u + 2 * slice, 0);
      store(g2, u + 3 * slice, 0);
    }
  }

  /** The second or the third row of U: half the outer rows of g and, plus or minus, the inner. */
  private static void innerKernels(
      long from, long step, float sign, long to, long row, long slice, int n) {
    FloatVector inner = FloatVector.broadcast(SPECIES, sign);
    for (int i = 0; i < n; i++) {
      long g = from + i * PIXEL;
      long u = to + i * row;
      FloatVector g0 = load(g, 0).add(load(g + 6 * step, 0)).mul(0.5f);
      FloatVector g1 = load(g + step, 0).add(load(g + 7 * step, 0)).mul(0.5f);
      FloatVector g2 = load(g + 2 * step, 0).add(load(g + 8 * step, 0)).mul(0.5f);
      g0 = load(g + 3 * step, 0).fma(inner, g0);
      g1 = load(g + 4 * step, 0).fma(inner, g1).mul(0.5f);
      g2 = load(g + 5 * step, 0).fma(inner, g2);
      FloatVector half = g0.add(g2).mul(0.5f);
      store(g0, u, 0);
      store(half.add(g1), u + slice, 0);
      store(half.sub(g1), u + 2 * slice, 0);
      store(g2, u + 3 * slice, 0);
    }
  }

  @Override
  public void frame(long from, long row, int top, int bottom, int left, int right, long to) {
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        long at = to + (4 * y + x) * PIXEL;
        if (y >= top && y < bottom && x >= left && x < right) {
          store(load(from + y * row + x * PIXEL, 0), at, 0);
        } else {
          store(FloatVector.zero(SPECIES), at, 0);
        }
      }
    }
  }

  @Override
  public void patches(long from, long row, long plane, int planes, long to, long slice) {
    upperPatches(from, row, plane, planes, to, slice);
    lowerPatches(from, row, plane, planes, to, slice);
  }

  private static void upperPatches(
      long from, long row, long plane, int planes, long to, long slice) {
    for (int p = 0; p < planes; p++) {
      long d = from + p * plane;
      long v = to + p * PIXEL;
      long third = d + 2 * row;
      FloatVector c0 = load(third, 0);
      FloatVector c1 = load(third + PIXEL, 0);
      FloatVector c2 = load(third + 2 * PIXEL, 0);
      FloatVector c3 = load(third + 3 * PIXEL, 0);
      FloatVector t0 = load(d, 0).sub(c0);
      FloatVector t1 = load(d + PIXEL, 0).sub(c1);
      FloatVector t2 = load(d + 2 * PIXEL, 0).sub(c2);
      FloatVector t3 = load(d + 3 * PIXEL, 0).sub(c3);
      store(t0.sub(t2), v, 0);
      store(t1.add(t2), v + slice, 0);
      store(t2.sub(t1), v + 2 * slice, 0);
      store(t1.sub(t3), v + 3 * slice, 0);
      long second = d + row;
      t0 = c0.add(load(second, 0));
      t1 = c1.add(load(second + PIXEL, 0));
      t2 = c2.add(load(second + 2 * PIXEL, 0));
      t3 = c3.add(load(second + 3 * PIXEL, 0));
      store(t0.sub(t2), v + 4 * slice, 0);
      store(t1.add(t2), v + 5 * slice, 0);
      store(t2.sub(t1), v + 6 * slice, 0);
      store(t1.sub(t3), v + 7 * slice, 0);
    }
  }

  private static void lowerPatches(
      long from, long row, long plane, int planes, long to, long slice) {
    for (int p = 0; p < planes; p++) {
      long d = from + p * plane + row;
      long v = to + p * PIXEL;
      FloatVector b0 = load(d, 0);
      FloatVector b1 = load(d + PIXEL, 0);
      FloatVector b2 = load(d + 2 * PIXEL, 0);
      FloatVector b3 = load(d + 3 * PIXEL, 0);
      long third = d + row;
      FloatVector t0 = load(third, 0).sub(b0);
      FloatVector t1 = load(third + PIXEL, 0).sub(b1);
      FloatVector t2 = load(third + 2 * PIXEL, 0).sub(b2);
      FloatVector t3 = load(third + 3 * PIXEL, 0).sub(b3);
      store(t0.sub(t2), v + 8 * slice, 0);
      store(t1.add(t2), v + 9 * slice, 0);
      store(t2.sub(t1), v + 10 * slice, 0);
      store(t1.sub(t3), v + 11 * slice, 0);
      long fourth = third + row;
      t0 = b0.sub(load(fourth, 0));
      t1 = b1.sub(load(fourth + PIXEL, 0));
      t2 = b2.sub(load(fourth + 2 * PIXEL, 0));
      t3 = b3.sub(load(fourth + 3 * PIXEL, 0));
      store(t0.sub(t2), v + 12 * slice, 0);
      store(t1.add(t2), v + 13 * slice, 0);
      store(t2.sub(t1), v + 14 * slice, 0);
      store(t1.sub(t3), v + 15 * slice, 0);
    }
  }

  @Override
  public void pixels(
      long from,
      long slice,
      int planes,
      long bias,
      boolean relu,
      long to,
      long plane,
      long down,
      long across) {
    float least = relu ? 0 : Float.NEGATIVE_INFINITY;
    lowerPixels(from, slice, planes, bias, least, to + down, plane, across);
    upperPixels(from, slice, planes, bias, least, to, plane, across);
  }

  private static void upperPixels(
      long from, long slice, int planes, long bias, float least, long to, long plane, long across) {
    FloatVector floor = FloatVector.broadcast(SPECIES, least);
    for (int p = 0; p < planes; p++) {
      long m = from + p * PIXEL;
      long y = to + p * plane;
      FloatVector start = load(bias + p * PIXEL, 0);
      FloatVector s0 = load(m, 0).add(load(m + 4 * slice, 0)).add(load(m + 8 * slice, 0));
      FloatVector s1 = load(m + slice, 0).add(load(m + 5 * slice, 0)).add(load(m + 9 * slice, 0));
      FloatVector s2 =
          load(m + 2 * slice, 0).add(load(m + 6 * slice, 0)).add(load(m + 10 * slice, 0));
      FloatVector s3 =
          load(m + 3 * slice, 0).add(load(m + 7 * slice, 0)).add(load(m + 11 * slice, 0));
      store(s1.sub(s2).sub(s3).add(start).max(floor), y + across, 0);
      store(s0.add(s1).add(s2).add(start).max(floor), y, 0);
    }
  }

  private static void lowerPixels(
      long from, long slice, int planes, long bias, float least, long to, long plane, long across) {
    FloatVector floor = FloatVector.broadcast(SPECIES, least);
    for (int p = 0; p < planes; p++) {
      long m = from + p * PIXEL;
      long y = to + p * plane;
      FloatVector start = load(bias + p * PIXEL, 0);
      FloatVector s0 =
          load(m + 4 * slice, 0).sub(load(m + 8 * slice, 0)).sub(load(m + 12 * slice, 0));
      FloatVector s1 =
          load(m + 5 * slice, 0).sub(load(m + 9 * slice, 0)).sub(load(m + 13 * slice, 0));
      FloatVector s2 =
          load(m + 6 * slice, 0).sub(load(m + 10 * slice, 0)).sub(load(m + 14 * slice, 0));
      FloatVector s3 =
          load(m + 7 * slice, 0).sub(load(m + 11 * slice, 0)).sub(load(m + 15 * slice, 0));
      store(s1.sub(s2).sub(s3).add(start).max(floor), y + across, 0);
      store(s0.add(s1).add(s2).add(start).max(floor), y, 0);
    }
  }
}
