package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;

/**
 * Bends images as if they were drawn on rubber.
 *
 * <p>Every pixel p shows the source at {@code p + α · (G_σ * u)(p)}, with u a field of vectors
 * drawn uniformly from [-1, 1)², G_σ a Gaussian of standard deviation σ pixels, and values between
 * pixels interpolated bilinearly. Outside of the source is 0, so apply it before a normalisation.
 *
 * <p>Source: Simard, Steinkraus and Platt, <i>Best practices for convolutional neural networks
 * applied to visual document analysis</i>, 2003; for digits of 28 × 28 they chose α = 34, σ = 4.
 *
 * @param alpha the strength α, at least 0
 * @param sigma the smoothness σ in pixels, greater than 0
 */
public record Elastic(double alpha, double sigma) implements Transform {
  private static final double MAX_SIGMA = 1000;

  /** Checks the numbers. */
  public Elastic {
    if (!(alpha >= 0) || Double.isInfinite(alpha) || !(sigma > 0 && sigma <= MAX_SIGMA)) {
      throw new IllegalArgumentException(
          "elastic: strength %s must be at least 0, and smoothness %s greater than 0"
              .formatted(alpha, sigma));
    }
  }

  @Override
  public Stage on(Shape input) {
    return new Bend(ImageSize.of(input, "elastic"), (float) alpha, sigma);
  }

  private static final class Bend implements Stage {
    private final ImageSize size;
    private final float alpha;
    private final Smoothing smoothing;
    private final float[] dx;
    private final float[] dy;

    Bend(ImageSize size, float alpha, double sigma) {
      this.size = size;
      this.alpha = alpha;
      smoothing = new Smoothing(size.height(), size.width(), sigma);
      dx = new float[Smoothing.space(size.height(), size.width())];
      dy = new float[Smoothing.space(size.height(), size.width())];
    }

    @Override
    public Shape shape() {
      return size.shape();
    }

    @Override
    public void apply(float[] source, float[] target, RandomStream random) {
      // One random word holds both coordinates, as fractions of 16 bits.
      for (int i = 0; i < size.plane(); i++) {
        int word = random.nextInt();
        dx[i] = (word >> 16) * 0x1p-15f;
        dy[i] = (short) word * 0x1p-15f;
      }
      smoothing.apply(dx);
      smoothing.apply(dy);
      for (int c = 0; c < size.channels(); c++) {
        int plane = c * size.plane();
        for (int y = 0; y < size.height(); y++) {
          for (int x = 0; x < size.width(); x++) {
            int at = y * size.width() + x;
            target[plane + at] =
                Warp.bilinear(source, plane, size, x + alpha * dx[at], y + alpha * dy[at]);
          }
        }
      }
    }
  }
}
