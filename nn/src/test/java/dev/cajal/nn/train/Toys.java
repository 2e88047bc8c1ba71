package dev.cajal.nn.train;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import java.util.List;
import java.util.Random;

/** Tasks and networks small enough to be trained many times in a test. */
final class Toys {
  private Toys() {}

  /** Points of the unit square; the class is the quadrant. */
  static Dataset quadrants(int samples, long seed) {
    Random random = new Random(seed);
    Shape shape = Shape.of(2);
    byte[] pixels = new byte[2 * samples];
    random.nextBytes(pixels);
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = (pixels[2 * i] < 0 ? 1 : 0) + (pixels[2 * i + 1] < 0 ? 2 : 0);
    }
    return new PixelDataset(
        shape, new byte[][] {pixels}, labels, List.of("a", "b", "c", "d"), "quadrants");
  }

  /** A network with running statistics and dropout, built. */
  static Module network(long seed) {
    return new Sequential(
            new Linear(16), new BatchNorm(), Activation.relu(), new Dropout(0.1), new Linear(4))
        .build(Shape.of(2), seed);
  }
}
