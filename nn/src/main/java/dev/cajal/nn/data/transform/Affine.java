package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Transform;

/**
 * Turns, shears, scales and shifts images by random amounts.
 *
 * <p>A pixel p of the result shows the source at {@code c + A⁻¹ (p - c - t)}, with c the centre of
 * the image, A = R(θ) · [1 h; 0 1] · s, θ the angle, h the shear, s the scale and t the shift; all
 * four are drawn uniformly from the ranges below. Values between pixels are interpolated
 * bilinearly, and outside of the source is 0, so apply it before a normalisation.
 *
 * <pre>{@code
 * Transform augment = Affine.NONE.rotate(10).shift(0.07).scale(0.1).shear(0.1);
 * }</pre>
 *
 * @param degrees θ lies within ± this angle, counter-clockwise
 * @param shift t lies within ± this share of the width and of the height
 * @param scale s lies within 1 ± this, less than 1
 * @param shear h lies within ± this
 */
public record Affine(double degrees, double shift, double scale, double shear)
    implements Transform {
  /** Changes nothing; the beginning of every other. */
  public static final Affine NONE = new Affine(0, 0, 0, 0);

  /** Checks the ranges. */
  public Affine {
    boolean valid = degrees >= 0 && degrees <= 180 && shift >= 0 && shear >= 0;
    if (!valid || !(scale >= 0 && scale < 1) || Double.isInfinite(shift + shear)) {
      throw new IllegalArgumentException(
          "affine: angle %s, shift %s, scale %s, shear %s; all are ranges from 0 up, scale below 1"
              .formatted(degrees, shift, scale, shear));
    }
  }

  /** Returns this with another greatest angle. */
  public Affine rotate(double newDegrees) {
    return new Affine(newDegrees, shift, scale, shear);
  }

  /** Returns this with another greatest shift. */
  public Affine shift(double newShift) {
    return new Affine(degrees, newShift, scale, shear);
  }

  /** Returns this with another greatest change of scale. */
  public Affine scale(double newScale) {
    return new Affine(degrees, shift, newScale, shear);
  }

  /** Returns this with another greatest shear. */
  public Affine shear(double newShear) {
    return new Affine(degrees, shift, scale, newShear);
  }

  @Override
  public Stage on(Shape input) {
    ImageSize size = ImageSize.of(input, "affine");
    return new BoundStage(
        input,
        (source, target, random) -> {
          double angle = Math.toRadians(random.uniform(-degrees, degrees));
          double h = random.uniform(-shear, shear);
          double s = random.uniform(1 - scale, 1 + scale);
          double tx = random.uniform(-shift, shift) * size.width();
          double ty = random.uniform(-shift, shift) * size.height();
          double cos = StrictMath.cos(angle) / s;
          double sin = StrictMath.sin(angle) / s;
          // The inverse of A, row by row, with the y axis pointing down.
          float xx = (float) (cos - h * sin);
          float xy = (float) (-sin - h * cos);
          float yx = (float) sin;
          float yy = (float) cos;
          move(source, target, size, xx, xy, yx, yy, (float) tx, (float) ty);
        });
  }

  private static void move(
      float[] source,
      float[] target,
      ImageSize size,
      float xx,
      float xy,
      float yx,
      float yy,
      float tx,
      float ty) {
    float cx = (size.width() - 1) / 2f;
    float cy = (size.height() - 1) / 2f;
    for (int c = 0; c < size.channels(); c++) {
      int plane = c * size.plane();
      for (int y = 0; y < size.height(); y++) {
        float dy = y - cy - ty;
        for (int x = 0; x < size.width(); x++) {
          float dx = x - cx - tx;
          target[plane + y * size.width() + x] =
              Warp.bilinear(source, plane, size, cx + xx * dx + xy * dy, cy + yx * dx + yy * dy);
        }
      }
    }
  }
}
