package dev.cajal.nn.data.transform;

import java.util.Arrays;

/**
 * Smooths a plane as a Gaussian does, in a time that does not depend on its width: three running
 * means along each axis, whose variances add up to σ². Outside of the plane is 0.
 *
 * <p>A mean over 2r + 1 pixels has two more at its ends, of a weight below 1, so that its variance
 * is exactly σ² / 3.
 *
 * <p>Source: Gwosdek, Grewenig, Bruhn and Weickert, <i>Theoretical foundations of Gaussian
 * convolution by extended box filtering</i>, 2011.
 */
final class Smoothing {
  private static final int PASSES = 3;

  private final int height;
  private final int width;
  private final int radius;
  private final float end;
  private final float scale;
  private final float[] sums;
  private final float[] other;

  Smoothing(int height, int width, double sigma) {
    this.height = height;
    this.width = width;
    double variance = sigma * sigma / PASSES;
    radius = (int) ((Math.sqrt(1 + 12 * variance) - 1) / 2);
    double squares = radius * (radius + 1.0) * (2 * radius + 1) / 3;
    double beyond = (radius + 1.0) * (radius + 1);
    double weight = (variance * (2 * radius + 1) - squares) / (2 * (beyond - variance));
    end = (float) weight;
    scale = (float) (1 / (2 * radius + 1 + 2 * weight));
    sums = new float[Math.max(height, width)];
    other = new float[space(height, width)];
  }

  /** Returns how long the arrays must be: a plane, and a row or column of zeros behind it. */
  static int space(int height, int width) {
    return height * width + Math.max(height, width);
  }

  /**
   * Smooths a plane in place.
   *
   * @param plane row by row, with zeros behind it as {@link #space} says
   */
  void apply(float[] plane) {
    // Down the columns, turned, and down again: the long loop always runs along a row.
    down(plane, other, height, width);
    transpose(other, plane, height, width);
    down(plane, other, width, height);
    transpose(other, plane, width, height);
  }

  /** Leaves the result in the target; the source serves as working memory. */
  private void down(float[] source, float[] target, int rows, int columns) {
    pass(source, target, rows, columns);
    pass(target, source, rows, columns);
    pass(source, target, rows, columns);
  }

  private void pass(float[] source, float[] target, int rows, int columns) {
    Arrays.fill(sums, 0, columns, 0);
    for (int y = 0; y < Math.min(radius, rows); y++) {
      for (int x = 0; x < columns; x++) {
        sums[x] += source[y * columns + x];
      }
    }
    for (int y = 0; y < rows; y++) {
      int enters = row(y + radius, rows, columns);
      int leaves = row(y - radius - 1, rows, columns);
      int next = row(y + radius + 1, rows, columns);
      slide(source, enters, leaves, next, target, y * columns, columns);
    }
  }

  private void slide(
      float[] source, int enters, int leaves, int next, float[] target, int to, int count) {
    for (int x = 0; x < count; x++) {
      float left = source[leaves + x];
      float sum = sums[x] + source[enters + x] - left;
      sums[x] = sum;
      target[to + x] = scale * (sum + end * (left + source[next + x]));
    }
  }

  /** Returns where a row begins; rows outside of the plane are the zeros behind it. */
  private static int row(int y, int rows, int columns) {
    return y >= 0 && y < rows ? y * columns : rows * columns;
  }

  private static void transpose(float[] source, float[] target, int rows, int columns) {
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        target[x * rows + y] = source[y * columns + x];
      }
    }
  }
}
