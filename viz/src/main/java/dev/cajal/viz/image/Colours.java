package dev.cajal.viz.image;

/** Mixtures of colours. */
final class Colours {
  private Colours() {}

  /** The colour at a share of the way along equally distant stops. */
  static int between(int[] stops, double share) {
    double place = share * (stops.length - 1);
    int from = Math.min((int) place, stops.length - 2);
    double part = place - from;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = stops[from] >> shift & 0xff;
      int b = stops[from + 1] >> shift & 0xff;
      rgb |= (int) Math.round(a + part * (b - a)) << shift;
    }
    return rgb;
  }
}
