package dev.cajal.viz.image;

import dev.cajal.viz.Picture;

/**
 * A map of numbers laid over an image: the image in dim grey, and the map in colour, the stronger
 * the larger the number. Numbers above 0 are orange, those below blue; 0 leaves the image as it is.
 *
 * <pre>{@code
 * Picture shown = HeatOverlay.of(image, saliency);
 * }</pre>
 */
public final class HeatOverlay {
  private static final double DIM = 0.6;

  private HeatOverlay() {}

  /**
   * Lays numbers over an image; the largest magnitude has the strongest colour.
   *
   * @param values a number for each pixel, row by row; those that are not finite are left out
   * @throws IllegalArgumentException if there are more or fewer numbers than pixels
   */
  public static Picture of(Picture image, float... values) {
    int width = image.width();
    if (values.length != width * image.height()) {
      throw new IllegalArgumentException(
          "overlay: %d numbers for %d x %d pixels".formatted(values.length, width, image.height()));
    }
    double most = 0;
    for (float value : values) {
      most = Float.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
    }
    int[] pixels = new int[values.length];
    for (int i = 0; i < pixels.length; i++) {
      int ground = dim(image.rgb(i % width, Math.floorDiv(i, width)));
      boolean some = most > 0 && Float.isFinite(values[i]);
      double share = some ? values[i] / most : 0;
      // Past white, so that a weak colour is no veil.
      int colour = Diverging.rgb(Math.signum(share) * (0.5 + 0.2 * Math.abs(share)));
      pixels[i] = Colours.between(new int[] {ground, colour}, Math.abs(share));
    }
    return Picture.of(width, image.height(), pixels);
  }

  private static int dim(int rgb) {
    double light = 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
    int grey = (int) Math.round(DIM * light + (1 - DIM) * 60);
    return grey << 16 | grey << 8 | grey;
  }
}
