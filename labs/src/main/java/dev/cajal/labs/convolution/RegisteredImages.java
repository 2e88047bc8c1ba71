package dev.cajal.labs.convolution;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.RandomStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images that are registered as aligned faces are: each of 16 places holds one of two parts of its
 * own, as the left eye is open or closed, and a person is one choice for all places. Noise and the
 * strength of the light are random; so is the place of the whole, if asked for.
 *
 * @param size how many images
 * @param noise the standard deviation of the noise, of parts between −1 and 1
 * @param shift the largest shift, in pixels
 * @param seed decides people, parts and noise
 * @param purpose sets of different purposes show the same people on different images
 */
record RegisteredImages(int size, double noise, int shift, long seed, String purpose)
    implements Dataset {
  static final int SIDE = 24;
  private static final int PART = 6;
  private static final int PLACES = 16;
  private static final int PEOPLE = 10;
  private static final List<String> NAMES =
      IntStream.range(0, PEOPLE).mapToObj(person -> "person " + person).toList();

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
    RandomStream people = new RandomStream(seed, "people").at(label(index), 0);
    RandomStream random = new RandomStream(seed, purpose).at(index, 0);
    float light = random.uniform(0.6, 1.4);
    int down = random.nextInt(2 * shift + 1) - shift;
    int right = random.nextInt(2 * shift + 1) - shift;
    float[] face = new float[SIDE * SIDE];
    for (int place = 0; place < PLACES; place++) {
      RandomStream part = new RandomStream(seed, "parts").at(place, people.nextInt(2));
      int top = PART * Math.floorDiv(place, 4);
      int left = PART * (place % 4);
      for (int i = 0; i < PART * PART; i++) {
        int at = (top + Math.floorDiv(i, PART)) * SIDE + left + i % PART;
        face[at] = light * (part.nextInt(2) * 2 - 1);
      }
    }
    for (int i = 0; i < face.length; i++) {
      int row = Math.floorMod(Math.floorDiv(i, SIDE) - down, SIDE);
      int column = Math.floorMod(i % SIDE - right, SIDE);
      double value = face[row * SIDE + column] + noise * random.gaussian();
      target[offset + i] = (float) Math.clamp(0.5 + 0.08 * value, 0, 1);
    }
  }
}
