package dev.cajal.nn.data.format;

import dev.cajal.backend.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which files a set of binary batches consists of, and what is in a record.
 *
 * @param name the name of the set
 * @param title what people call it
 * @param train the files of training samples, in order
 * @param test the file of test samples
 * @param namesFile the file of class names
 * @param classes the class names unless that file says otherwise
 * @param labelBytes labels before the values of a record
 * @param label which of them is meant
 */
record CifarLayout(
    String name,
    String title,
    List<String> train,
    String test,
    String namesFile,
    List<String> classes,
    int labelBytes,
    int label) {
  static final Shape SHAPE = Shape.of(3, 32, 32);
  static final CifarLayout TEN =
      new CifarLayout(
          "cifar10",
          "CIFAR-10",
          IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList(),
          "test_batch.bin",
          "batches.meta.txt",
          List.of(
              "airplane",
              "automobile",
              "bird",
              "cat",
              "deer",
              "dog",
              "frog",
              "horse",
              "ship",
              "truck"),
          1,
          0);
  private static final int COARSE = 20;
  private static final int FINE = 100;

  /** Returns the layout of CIFAR-100 under its 100 fine or 20 coarse labels. */
  static CifarLayout hundred(CifarBinary.Labels labels) {
    boolean fine = labels == CifarBinary.Labels.FINE;
    return new CifarLayout(
        fine ? "cifar100" : "cifar100-coarse",
        "CIFAR-100",
        List.of("train.bin"),
        "test.bin",
        fine ? "fine_label_names.txt" : "coarse_label_names.txt",
        IntStream.range(0, fine ? FINE : COARSE).mapToObj(Integer::toString).toList(),
        2,
        fine ? 1 : 0);
  }

  int recordBytes() {
    return labelBytes + Math.toIntExact(SHAPE.count());
  }

  boolean holdsSamples(String file) {
    return train.contains(file) || test.equals(file);
  }

  void add(PixelStore store, byte[] record, ByteInput in, String file) throws FormatException {
    int given = record[label] & 0xff;
    if (given >= classes.size()) {
      throw in.fail(
          "image %d of %s has label %d, but %s has %d classes"
              .formatted(store.size(), file, given, title, classes.size()));
    }
    store.add(record, labelBytes, given);
  }

  List<String> names(String file, byte[] text, int length) throws FormatException {
    List<String> names =
        new String(text, 0, length, StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .toList();
    if (names.size() != classes.size()) {
      throw new FormatException(
          file, 0, "%d class names, expected %d".formatted(names.size(), classes.size()));
    }
    return names;
  }
}
