package dev.cajal.labs.convolution;

import java.util.Arrays;

/** A face drawn from twelve traits, each of which is there or not. */
final class Face {
  static final int SIDE = 32;
  static final int TRAITS = 12;
  private static final double GROUND = 0.5;
  private static final double SKIN = 0.85;
  private static final double DARK = 0.1;
  private static final double LIGHT = 1;

  /** How far a place lies outside a shape, in pixels; negative inside. */
  @FunctionalInterface
  private interface Outline {
    double distance(double x, double y);
  }

  private final float[] tones = new float[SIDE * SIDE];

  private Face(int traits) {
    Arrays.fill(tones, (float) GROUND);
    boolean[] has = new boolean[TRAITS];
    for (int i = 0; i < TRAITS; i++) {
      has[i] = (traits >> i & 1) == 1;
    }
    fill(ellipse(16, 12, 12, 11), DARK);
    if (has[0]) {
      fill(ellipse(6, 20, 3.5, 9), DARK);
    }
    if (has[1]) {
      fill(ellipse(26, 20, 3.5, 9), DARK);
    }
    fill(ellipse(16, 18.5, 9.5, 12), SKIN);
    fill(ellipse(16, 7, 9, has[2] ? 5 : 2.5), DARK);
    fill(line(9, has[3] ? 14.5 : 12.5, 13.5, has[3] ? 12.5 : 14, 1.2), DARK);
    fill(line(23, has[4] ? 14.5 : 12.5, 18.5, has[4] ? 12.5 : 14, 1.2), DARK);
    eye(11.5, has[5]);
    eye(20.5, has[6]);
    if (has[7]) {
      fill(ring(11.5, 17, 3.6), DARK);
      fill(ring(20.5, 17, 3.6), DARK);
      fill(line(15, 16.5, 17, 16.5, 1), DARK);
    }
    if (has[8]) {
      fill(line(16, 17, 14.5, 21.5, 1), DARK);
      fill(line(14.5, 21.5, 17, 21.5, 1), DARK);
    } else {
      fill(line(14.5, 21, 17.5, 21, 1.6), DARK);
    }
    if (has[9]) {
      fill(ellipse(16, 30, 6.5, 2.6), DARK);
    }
    if (has[10]) {
      fill(line(12.5, 23.4, 19.5, 23.4, 1.4), DARK);
    }
    mouth(has[11]);
  }

  /** Draws a face, row by row from the top, from 0 for black to 1 for white. */
  static float[] drawn(int traits) {
    return new Face(traits).tones;
  }

  private void eye(double x, boolean open) {
    if (open) {
      fill(ellipse(x, 17, 2.4, 1.7), LIGHT);
      fill(ellipse(x, 17, 1.1, 1.2), DARK);
    } else {
      fill(line(x - 2, 17, x + 2, 17, 1.2), DARK);
    }
  }

  /** A smile or its opposite: a parabola. */
  private void mouth(boolean smiles) {
    double bend = smiles ? 2 : -2;
    for (int i = 0; i < 8; i++) {
      double from = -1 + i / 4.0;
      double to = from + 0.25;
      fill(
          line(
              16 + 4 * from,
              26.2 + bend * (0.5 - from * from),
              16 + 4 * to,
              26.2 + bend * (0.5 - to * to),
              1.2),
          DARK);
    }
  }

  /** Paints a shape with soft edges. */
  private void fill(Outline outline, double tone) {
    for (int i = 0; i < tones.length; i++) {
      double outside = outline.distance(i % SIDE + 0.5, Math.floorDiv(i, SIDE) + 0.5);
      double cover = Math.clamp(0.5 - outside, 0, 1);
      tones[i] += (float) (cover * (tone - tones[i]));
    }
  }

  private static Outline ellipse(double middleX, double middleY, double wide, double high) {
    return (x, y) ->
        (Math.hypot((x - middleX) / wide, (y - middleY) / high) - 1) * Math.min(wide, high);
  }

  private static Outline ring(double middleX, double middleY, double radius) {
    return (x, y) -> Math.abs(Math.hypot(x - middleX, y - middleY) - radius) - 0.4;
  }

  private static Outline line(double x1, double y1, double x2, double y2, double wide) {
    double length = (x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1);
    return (x, y) -> {
      double along = Math.clamp(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length, 0, 1);
      return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)) - wide / 2;
    };
  }
}
