package dev.cajal.vision.generate;

/** Lays ink on a square grey picture: 1 within the radius of the line, falling to 0 at its edge. */
final class Pen {
  private final int side;
  private final float[] ink;

  Pen(int side) {
    this.side = side;
    this.ink = new float[side * side];
  }

  /**
   * Draws a path.
   *
   * @param path where to, in pixels
   * @param radius half the width of the line
   * @param softness over how many pixels the ink fades
   */
  void draw(PenPath path, float radius, float softness) {
    for (int s = 0; s < path.segments(); s++) {
      line(path.get(s, 0), path.get(s, 1), path.get(s, 2), path.get(s, 3), radius, softness);
    }
  }

  /** Returns the ink of a pixel; 0 outside of the picture. */
  float ink(int x, int y) {
    return x >= 0 && y >= 0 && x < side && y < side ? ink[y * side + x] : 0;
  }

  /** Returns how far the centre of the ink lies right of and below the picture's centre. */
  float[] imbalance() {
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float value = ink[y * side + x];
        sum += value;
        sumX += x * value;
        sumY += y * value;
      }
    }
    double centre = (side - 1) / 2.0;
    return new float[] {(float) (sumX / sum - centre), (float) (sumY / sum - centre)};
  }

  private void line(float x0, float y0, float x1, float y1, float radius, float softness) {
    float reach = radius + softness / 2;
    int left = Math.max(0, (int) Math.ceil(Math.min(x0, x1) - reach));
    int right = Math.min(side - 1, (int) Math.floor(Math.max(x0, x1) + reach));
    int top = Math.max(0, (int) Math.ceil(Math.min(y0, y1) - reach));
    int bottom = Math.min(side - 1, (int) Math.floor(Math.max(y0, y1) + reach));
    float dx = x1 - x0;
    float dy = y1 - y0;
    float length = dx * dx + dy * dy;
    float inverse = length > 0 ? 1 / length : 0;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        float t = Math.clamp(((x - x0) * dx + (y - y0) * dy) * inverse, 0f, 1f);
        float ex = x0 + t * dx - x;
        float ey = y0 + t * dy - y;
        float distance = (float) Math.sqrt(ex * ex + ey * ey);
        float value = Math.clamp((reach - distance) / softness, 0f, 1f);
        int at = y * side + x;
        ink[at] = Math.max(ink[at], value);
      }
    }
  }
}
