package dev.cajal.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Images that are told apart at once, in the files of MNIST. */
final class TinyDigits {
  private TinyDigits() {}

  /** Writes 400 training and 100 test images of a number of classes, at most 10. */
  static void write(Path data, int classes) throws IOException {
    write(data, "train", 400, classes);
    write(data, "t10k", 100, classes);
  }

  /** Class 1 is bright, class 0 dark, and the other eight are told by a bright row. */
  private static void write(Path data, String part, int count, int classes) throws IOException {
    Random random = new Random(count);
    ByteBuffer images = ByteBuffer.allocate(16 + count * 784);
    images.putInt(0x803).putInt(count).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + count);
    labels.putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      int label = i % classes;
      labels.put((byte) label);
      for (int p = 0; p < 784; p++) {
        boolean bright = label == 1 || (label > 1 && p / 28 / 3 == label - 1);
        images.put((byte) ((bright ? 200 : 0) + random.nextInt(50)));
      }
    }
    Files.write(data.resolve(part + "-images-idx3-ubyte"), images.array());
    Files.write(data.resolve(part + "-labels-idx1-ubyte"), labels.array());
  }
}
