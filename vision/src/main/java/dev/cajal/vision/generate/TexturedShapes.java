package dev.cajal.vision.generate;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.RandomStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Coloured images of ten shapes, in the format of CIFAR-10: [3, 32, 32].
 *
 * <p>The class is the shape. Its place, size, angle, colours and texture, the ground behind it and
 * some noise are random and say nothing about the class.
 */
public final class TexturedShapes {
  private static final int SIDE = 32;
  private static final int TRAIN = 50_000;
  private static final int TEST = 10_000;
  private static final Shape SHAPE = Shape.of(3, SIDE, SIDE);
  private static final Outline[] OUTLINES = Outline.values();
  private static final List<String> CLASSES =
      Stream.of(OUTLINES).map(outline -> outline.name().toLowerCase(Locale.ROOT)).toList();

  private TexturedShapes() {}

  /** Returns 50,000 training and 10,000 test images; they are drawn when they are first read. */
  public static DataSource source(long seed) {
    return new DataSource(
        "shapes",
        dataset(TRAIN, seed, "shapes-train"),
        dataset(TEST, seed, "shapes-test"),
        "shapes: %d training and %d test images %s, drawn by the built-in generator, seed %d"
            .formatted(TRAIN, TEST, SHAPE, seed));
  }

  /**
   * Returns drawn shapes; sample {@code i} is of class {@code i % 10}.
   *
   * @param size how many
   * @param seed the same seed gives the same images
   * @param purpose sets of different purposes, such as training and test, share no image
   */
  public static Dataset dataset(int size, long seed, String purpose) {
    return new PaintedDataset(
        size,
        SHAPE,
        CLASSES,
        "%d textured shapes, seed %d".formatted(size, seed),
        (index, label, target) ->
            paint(OUTLINES[label], new RandomStream(seed, purpose).at(index, 0), target));
  }

  private static void paint(Outline outline, RandomStream random, byte[] target) {
    float[] ground = colour(random);
    float[] front = contrasting(ground, random);
    Texture behind = new Texture(ground, near(ground, random), random);
    Texture inside = new Texture(front, near(front, random), random);
    double radius = random.uniform(9, 15);
    double centreX = SIDE / 2.0 + random.uniform(-4, 4);
    double centreY = SIDE / 2.0 + random.uniform(-4, 4);
    double angle = random.uniform(-0.6, 0.6);
    double cos = StrictMath.cos(angle) / radius;
    double sin = StrictMath.sin(angle) / radius;
    float noise = random.uniform(0, 0.1);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double dx = x + 0.5 - centreX;
        double dy = y + 0.5 - centreY;
        double depth = outline.depth(cos * dx + sin * dy, cos * dy - sin * dx);
        float cover = Math.clamp((float) (depth * radius) + 0.5f, 0f, 1f);
        float front1 = inside.mix(x, y);
        float ground1 = behind.mix(x, y);
        float grain = noise * (random.nextFloat() + random.nextFloat() - 1);
        for (int c = 0; c < 3; c++) {
          float value = behind.colour(c, ground1);
          value += cover * (inside.colour(c, front1) - value) + grain;
          target[(c * SIDE + y) * SIDE + x] = (byte) Math.round(255 * Math.clamp(value, 0f, 1f));
        }
      }
    }
  }

  private static float[] colour(RandomStream random) {
    return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
  }

  /** Returns a colour that is not too unlike another, for the other half of its texture. */
  private static float[] near(float[] colour, RandomStream random) {
    float[] other = colour(random);
    for (int c = 0; c < 3; c++) {
      other[c] = 0.6f * colour[c] + 0.4f * other[c];
    }
    return other;
  }

  /** Returns a colour that stands out: of the farther of each channel's two halves. */
  private static float[] contrasting(float[] colour, RandomStream random) {
    float[] other = colour(random);
    int kept = random.nextInt(4);
    for (int c = 0; c < 3; c++) {
      if (c != kept) {
        other[c] = colour[c] > 0.5f ? 0.45f * other[c] : 1 - 0.45f * other[c];
      }
    }
    return other;
  }
}
