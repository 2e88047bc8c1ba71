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
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Tasks and networks small enough to be trained many times in a test. */
final class Toys {
  private Toys() {}

  /** Points of the unit square; the class is the quadrant. */
  static Dataset quadrants(int samples, long seed) {
    byte[] pixels = new byte[2 * samples];
    new Random(seed).nextBytes(pixels);
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = (pixels[2 * i] < 0 ? 1 : 0) + (pixels[2 * i + 1] < 0 ? 2 : 0);
    }
    return new PixelDataset(
        Shape.of(2), new byte[][] {pixels}, labels, List.of("a", "b", "c", "d"), "quadrants");
  }

  /** Random points with random classes: nothing can be learned. */
  static Dataset noise(int samples, int classes, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[2 * samples];
    random.nextBytes(pixels);
    int[] labels = random.ints(samples, 0, classes).toArray();
    List<String> names = IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
    return new PixelDataset(Shape.of(2), new byte[][] {pixels}, labels, names, "noise");
  }

  /** A network with running statistics and dropout, built. */
  static Module network(long seed) {
    return network(4, seed);
  }

  static Module network(int classes, long seed) {
    return new Sequential(
            new Linear(16),
            new BatchNorm(),
            Activation.relu(),
            new Dropout(0.1),
            new Linear(classes))
        .build(Shape.of(2), seed);
  }

  /** Returns everything that a model saves, bit for bit. */
  static Map<String, List<Byte>> bits(Module model) {
    Map<String, List<Byte>> bits = new LinkedHashMap<>();
    model.state().forEach((path, variable) -> bits.put(path, bits(variable)));
    return bits;
  }

  private static List<Byte> bits(Variable variable) {
    MemorySegment values = variable.rowMajor().asSlice(0, variable.type().bytes());
    byte[] bytes = values.toArray(ValueLayout.JAVA_BYTE);
    return IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList();
  }
}
