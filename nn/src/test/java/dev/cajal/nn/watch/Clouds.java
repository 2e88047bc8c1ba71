package dev.cajal.nn.watch;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.nn.train.Pipeline;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Clouds of points around one centre for each of four classes. */
final class Clouds {
  static final int SIZE = 16;
  static final int CLASSES = 4;

  private Clouds() {}

  /**
   * Returns samples of 16 values as images of 4 × 4.
   *
   * @param noise from 0, where classes are points, to 1, where they cannot be told apart
   */
  static Dataset of(int samples, double noise, long seed) {
    double[] centres = new Random(99).doubles((long) CLASSES * SIZE, 0, 256).toArray();
    Random random = new Random(seed);
    byte[] pixels = new byte[samples * SIZE];
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = random.nextInt(CLASSES);
      for (int j = 0; j < SIZE; j++) {
        double value =
            (1 - noise) * centres[labels[i] * SIZE + j] + noise * 256 * random.nextDouble();
        pixels[i * SIZE + j] = (byte) Math.clamp(Math.round(value), 0, 255);
      }
    }
    return new PixelDataset(
        Shape.of(1, 4, 4),
        new byte[][] {pixels},
        labels,
        IntStream.range(0, CLASSES).mapToObj(c -> "cloud " + c).toList(),
        "clouds");
  }

  /** Returns values from about −2 to 2. */
  static Pipeline centred() {
    Transform normalize = new Normalize(List.of(0.5), List.of(0.25));
    return Pipeline.plain().prepare(normalize);
  }
}
