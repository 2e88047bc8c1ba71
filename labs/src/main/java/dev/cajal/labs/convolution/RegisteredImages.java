package dev.cajal.labs.convolution;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.RandomStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images that are registered as aligned faces are: the same part lies at the same place in all of
 * them. A person is a choice of traits; noise and the strength of the light are random, and so is
 * the place of the whole, if asked for.
 */
final class RegisteredImages implements Dataset {
  static final int SIDE = Face.SIDE;
  private static final int PEOPLE = 10;
  private static final int LEAST_APART = 3;
  private static final List<String> NAMES =
      IntStream.range(0, PEOPLE).mapToObj(person -> "person " + person).toList();

  private final int size;
  private final double noise;
  private final int shift;
  private final long seed;
  private final String purpose;
  private final float[][] people;

  /**
   * Draws the people.
   *
   * @param size how many images
   * @param noise the standard deviation of the noise, of tones between 0 and 1
   * @param shift the largest shift, in pixels
   * @param seed decides people and noise
   * @param purpose sets of different purposes show the same people on different images
   */
  RegisteredImages(int size, double noise, int shift, long seed, String purpose) {
    this.size = size;
    this.noise = noise;
    this.shift = shift;
    this.seed = seed;
    this.purpose = purpose;
    RandomStream random = new RandomStream(seed, "people");
    int[] traits = new int[PEOPLE];
    for (int person = 0; person < PEOPLE; person++) {
      do {
        traits[person] = random.nextInt(1 << Face.TRAITS);
      } while (nearest(traits, person) < LEAST_APART);
    }
    people = IntStream.of(traits).mapToObj(Face::drawn).toArray(float[][]::new);
  }

  /** In how many traits a person differs from the most similar one before. */
  private static int nearest(int[] traits, int person) {
    return IntStream.range(0, person)
        .map(i -> Integer.bitCount(traits[person] ^ traits[i]))
        .min()
        .orElse(Face.TRAITS);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Shape shape() {
    return Shape.of(1, SIDE, SIDE);
  }

  @Override
  public List<String> classes() {
    return NAMES;
  }

  @Override
  public String description() {
    return "%d generated faces of %d people, noise %s, moved by up to %d pixels, seed %d"
        .formatted(size, PEOPLE, noise, shift, seed);
  }

  @Override
  public int label(int index) {
    return index % PEOPLE;
  }

  @Override
  public void read(int index, float[] target, int offset) {
    float[] face = people[label(index)];
    RandomStream random = new RandomStream(seed, purpose).at(index, 0);
    float light = random.uniform(0.6, 1.4);
    int down = random.nextInt(2 * shift + 1) - shift;
    int right = random.nextInt(2 * shift + 1) - shift;
    for (int i = 0; i < face.length; i++) {
      int row = Math.floorMod(Math.floorDiv(i, SIDE) - down, SIDE);
      int column = Math.floorMod(i % SIDE - right, SIDE);
      double value = light * (face[row * SIDE + column] - 0.5) + noise * random.gaussian();
      target[offset + i] = (float) Math.clamp(0.5 + 0.5 * value, 0, 1);
    }
  }
}
