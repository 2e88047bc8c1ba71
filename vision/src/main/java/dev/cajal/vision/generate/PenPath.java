package dev.cajal.vision.generate;

import java.util.Arrays;

/** Line segments that a pen follows, with the pen's radius at each end of them. */
final class PenPath {
  private static final int STEPS = 7;

  private float[] ends = new float[512];
  private int count;

  /** Returns the number of segments. */
  int segments() {
    return count / 4;
  }

  /** Returns coordinate {@code part} of a segment: x0, y0, x1, y1. */
  float get(int segment, int part) {
    return ends[4 * segment + part];
  }

  /**
   * Adds a smooth curve through points (Catmull and Rom, 1974).
   *
   * @param points x0, y0, x1, y1, …; at least two points
   */
  void addCurve(float[] points) {
    int last = points.length / 2 - 1;
    float x0 = points[0];
    float y0 = points[1];
    for (int i = 0; i < last; i++) {
      int before = 2 * Math.max(0, i - 1);
      int from = 2 * i;
      int to = from + 2;
      int after = 2 * Math.min(last, i + 2);
      for (int step = 1; step <= STEPS; step++) {
        float t = step / (float) STEPS;
        float x1 = spline(points[before], points[from], points[to], points[after], t);
        float y1 =
            spline(points[before + 1], points[from + 1], points[to + 1], points[after + 1], t);
        add(x0, y0, x1, y1);
        x0 = x1;
        y0 = y1;
      }
    }
  }

  /** Moves every point by a function. */
  void map(Motion motion) {
    float[] point = new float[2];
    for (int i = 0; i < count; i += 2) {
      point[0] = ends[i];
      point[1] = ends[i + 1];
      motion.move(point);
      ends[i] = point[0];
      ends[i + 1] = point[1];
    }
  }

  /** Returns the least x, least y, greatest x and greatest y. */
  float[] bounds() {
    float[] box = {ends[0], ends[1], ends[0], ends[1]};
    for (int i = 0; i < count; i += 2) {
      box[0] = Math.min(box[0], ends[i]);
      box[1] = Math.min(box[1], ends[i + 1]);
      box[2] = Math.max(box[2], ends[i]);
      box[3] = Math.max(box[3], ends[i + 1]);
    }
    return box;
  }

  private void add(float x0, float y0, float x1, float y1) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
    }
    ends[count++] = x0;
    ends[count++] = y0;
    ends[count++] = x1;
    ends[count++] = y1;
  }

  private static float spline(float a, float b, float c, float d, float t) {
    return b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }

  /** Moves a point (x, y) in place. */
  interface Motion {
    void move(float[] point);
  }
}
