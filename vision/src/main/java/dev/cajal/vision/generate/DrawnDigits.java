package dev.cajal.vision.generate;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.RandomStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Digits drawn by a program that imitates handwriting, in the format of MNIST: [1, 28, 28], light
 * ink on a dark ground.
 *
 * <p>Each sample takes one of several ways to write its digit, moves the points of its strokes,
 * slants, turns and stretches them, bends them smoothly as if drawn on rubber, and follows them
 * with a soft pen of random width. Like MNIST's, the digit is fitted into 20 × 20 pixels and then
 * centred by its mass.
 */
public final class DrawnDigits {
  private static final int SIDE = 28;
  private static final int BOX = 20;
  private static final int TRAIN = 60_000;
  private static final int TEST = 10_000;
  private static final int TERMS = 7;
  private static final Shape SHAPE = Shape.of(1, SIDE, SIDE);
  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  private DrawnDigits() {}

  /** Returns 60,000 training and 10,000 test digits; they are drawn when they are first read. */
  public static DataSource source(long seed) {
    return new DataSource(
        "digits",
        dataset(TRAIN, seed, "digits-train"),
        dataset(TEST, seed, "digits-test"),
        "digits: %d training and %d test images %s, drawn by the built-in generator, seed %d"
            .formatted(TRAIN, TEST, SHAPE, seed));
  }

  /**
   * Returns drawn digits; sample {@code i} shows the digit {@code i % 10}.
   *
   * @param size how many
   * @param seed the same seed gives the same digits
   * @param purpose sets of different purposes, such as training and test, share no digit
   */
  public static Dataset dataset(int size, long seed, String purpose) {
    return new PaintedDataset(
        size,
        SHAPE,
        CLASSES,
        "%d drawn digits, seed %d".formatted(size, seed),
        (index, label, target) ->
            paint(label, new RandomStream(seed, purpose).at(index, 0), target));
  }

  private static void paint(int digit, RandomStream random, byte[] target) {
    PenPath path = new PenPath();
    float[][] strokes = DigitStrokes.strokes(digit, random.nextInt(DigitStrokes.styles(digit)));
    float jitter = random.uniform(0.005, 0.04);
    for (float[] stroke : strokes) {
      path.addCurve(moved(stroke, jitter, random));
    }
    bend(path, random);
    slant(path, random);
    float radius = 0.65f + random.nextFloat() * (0.4f + 1.7f * random.nextFloat());
    float softness = random.uniform(0.8, 1.6);
    fit(path, radius + softness / 4);
    Pen pen = new Pen(SIDE);
    pen.draw(path, radius, softness);
    float[] off = pen.imbalance();
    int right = Math.round(off[0]);
    int down = Math.round(off[1]);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        target[y * SIDE + x] = (byte) Math.round(255 * pen.ink(x + right, y + down));
      }
    }
  }

  private static float[] moved(float[] stroke, float jitter, RandomStream random) {
    float[] points = new float[stroke.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = stroke[i] + jitter * random.gaussian();
    }
    return points;
  }

  /** Displaces every point by a random cubic polynomial of its place, smoothly, as rubber does. */
  private static void bend(PenPath path, RandomStream random) {
    float strength = random.uniform(0, 0.1);
    float[] right = new float[TERMS];
    float[] down = new float[TERMS];
    for (int i = 0; i < TERMS; i++) {
      right[i] = strength * random.gaussian();
      down[i] = strength * random.gaussian();
    }
    path.map(point -> {
      float x = 2 * point[0] - 1;
      float y = 2 * point[1] - 1;
      point[0] += polynomial(right, x, y);
      point[1] += polynomial(down, x, y);
    });
  }

  private static float polynomial(float[] c, float x, float y) {
    float square = x * (c[0] * x + c[1] * y) + c[2] * y * y;
    float cube = x * x * (c[3] * x + c[4] * y) + y * y * (c[5] * x + c[6] * y);
    return square + cube;
  }

  private static void slant(PenPath path, RandomStream random) {
    float shear = 0.15f + 0.23f * random.gaussian();
    float width = random.uniform(0.55, 1.2);
    double angle = Math.toRadians(7 * random.gaussian());
    float cos = (float) StrictMath.cos(angle);
    float sin = (float) StrictMath.sin(angle);
    path.map(point -> {
      float x = (point[0] - 0.5f) * width - (point[1] - 0.5f) * shear;
      float y = point[1] - 0.5f;
      point[0] = cos * x - sin * y;
      point[1] = sin * x + cos * y;
    });
  }

  /** Scales and moves a path so that its ink fills the box in the middle of the picture. */
  private static void fit(PenPath path, float margin) {
    float[] box = path.bounds();
    float extent = Math.max(box[2] - box[0], box[3] - box[1]);
    float scale = (BOX - 2 * margin) / extent;
    float middleX = (box[0] + box[2]) / 2;
    float middleY = (box[1] + box[3]) / 2;
    float centre = (SIDE - 1) / 2f;
    path.map(point -> {
      point[0] = centre + scale * (point[0] - middleX);
      point[1] = centre + scale * (point[1] - middleY);
    });
  }
}
