package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import java.util.Arrays;

/**
 * Bends images as if they were drawn on rubber.
 *
 * <p>Every pixel p shows the source at {@code p + α · (G_σ * u)(p)}, with u a field of vectors
 * drawn uniformly from [-1, 1]², G_σ a Gaussian of standard deviation σ pixels, and values between
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
    return new Bend(ImageSize.of(input, "elastic"), (float) alpha, gaussian());
  }

  private float[] gaussian() {
    int radius = (int) Math.ceil(3 * sigma);
    float[] weights = new float[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      sum += StrictMath.exp(-i * i / (2 * sigma * sigma));
    }
    for (int i = -radius; i <= radius; i++) {
      weights[i + radius] = (float) (StrictMath.exp(-i * i / (2 * sigma * sigma)) / sum);
    }
    return weights;
  }

  private static final class Bend implements Stage {
    private final ImageSize size;
    private final float alpha;
    private final float[] weights;
    private final float[] dx;
    private final float[] dy;
    private final float[] blurred;

    Bend(ImageSize size, float alpha, float[] weights) {
      this.size = size;
      this.alpha = alpha;
      this.weights = weights;
      dx = new float[size.plane()];
      dy = new float[size.plane()];
      blurred = new float[size.plane()];
    }

    @Override
    public Shape shape() {
      return size.shape();
    }

    @Override
    public void apply(float[] source, float[] target, RandomStream random) {
      field(dx, random);
      field(dy, random);
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

    private void field(float[] field, RandomStream random) {
      for (int i = 0; i < field.length; i++) {
        field[i] = 2 * random.nextFloat() - 1;
      }
      // Down the columns, turned, and down again: the long loop always runs along a row.
      blurDown(field, blurred, size.height(), size.width());
      transpose(blurred, field, size.height(), size.width());
      blurDown(field, blurred, size.width(), size.height());
      transpose(blurred, field, size.width(), size.height());
    }

    private void blurDown(float[] source, float[] target, int rows, int columns) {
      Arrays.fill(target, 0);
      int radius = weights.length / 2;
      for (int y = 0; y < rows; y++) {
        int from = Math.max(0, y - radius);
        int to = Math.min(rows - 1, y + radius);
        for (int v = from; v <= to; v++) {
          addRow(source, v * columns, target, y * columns, columns, weights[v - y + radius]);
        }
      }
    }

    private static void addRow(
        float[] source, int from, float[] target, int to, int count, float weight) {
      for (int i = 0; i < count; i++) {
        target[to + i] += weight * source[from + i];
      }
    }

    private static void transpose(float[] source, float[] target, int rows, int columns) {
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          target[x * rows + y] = source[y * columns + x];
        }
      }
    }
  }
}
