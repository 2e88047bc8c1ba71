package dev.cajal.nn.data.format;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reader of the binary version of CIFAR-10: files {@code data_batch_1.bin} to {@code
 * data_batch_5.bin} and {@code test_batch.bin} in a folder, or in the {@code .tar.gz} in which they
 * are distributed.
 *
 * <p>A file is a row of records of 3073 bytes: the label, then 1024 red, 1024 green and 1024 blue
 * values, each row by row.
 *
 * <p>Source: Krizhevsky, <i>Learning multiple layers of features from tiny images</i>, 2009.
 */
public final class CifarBinary {
  private static final Shape SHAPE = Shape.of(3, 32, 32);
  private static final int RECORD = 3073;
  private static final int MAX_NAMES = 1 << 12;
  private static final String TEST = "test_batch.bin";
  private static final String NAMES = "batches.meta.txt";
  private static final List<String> TRAIN =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private CifarBinary() {}

  /** Says whether a folder holds the first batch of a set. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TRAIN.getFirst()));
  }

  /**
   * Reads the batches in a folder. Missing training batches are allowed, so that a part of the set
   * can be used; the test batch is needed.
   *
   * @throws FormatException if a file is damaged or missing
   * @throws IOException if the disk fails
   */
  public static DataSource folder(Path folder) throws IOException {
    Map<String, PixelStore> parts = new HashMap<>();
    List<String> classes = CLASSES;
    for (String name : TRAIN) {
      if (Files.isRegularFile(folder.resolve(name))) {
        parts.put(name, batch(folder.resolve(name)));
      }
    }
    if (Files.isRegularFile(folder.resolve(TEST))) {
      parts.put(TEST, batch(folder.resolve(TEST)));
    }
    if (Files.isRegularFile(folder.resolve(NAMES))) {
      try (ByteInput in = ByteInput.open(folder.resolve(NAMES))) {
        byte[] text = new byte[MAX_NAMES];
        classes =
            names(
                in.name(),
                new String(text, 0, in.read(text, 0, MAX_NAMES), StandardCharsets.UTF_8));
      }
    }
    return source(folder, parts, classes);
  }

  /**
   * Reads the batches out of a tar archive, gzip-compressed or not, without extracting it.
   *
   * @throws FormatException if the archive is damaged or has no batches
   * @throws IOException if the disk fails
   */
  public static DataSource tar(Path file) throws IOException {
    Map<String, PixelStore> parts = new HashMap<>();
    List<String> classes = CLASSES;
    try (ByteInput in = ByteInput.open(file)) {
      TarInput tar = new TarInput(in);
      for (String name = tar.next(); name != null; name = tar.next()) {
        if (TRAIN.contains(name) || name.equals(TEST)) {
          if (parts.put(name, batch(in, tar, name)) != null) {
            throw in.fail("the archive has two files " + name);
          }
        } else if (name.equals(NAMES)) {
          byte[] text = new byte[(int) Math.min(MAX_NAMES, tar.rest())];
          tar.readFully(text, text.length);
          classes = names(in.name(), new String(text, StandardCharsets.UTF_8));
        }
      }
    }
    return source(file, parts, classes);
  }

  private static PixelStore batch(Path file) throws IOException {
    PixelStore store = new PixelStore(SHAPE);
    byte[] record = new byte[RECORD];
    try (ByteInput in = ByteInput.open(file)) {
      for (int got = in.read(record, 0, RECORD); got > 0; got = in.read(record, 0, RECORD)) {
        if (got < RECORD) {
          throw in.fail(
              "the file ends in the middle of image " + store.size() + "; it is truncated");
        }
        add(store, record, in, file.toString());
      }
    }
    return store;
  }

  private static PixelStore batch(ByteInput in, TarInput tar, String name) throws IOException {
    if (tar.rest() % RECORD != 0) {
      throw in.fail(name + " is not a whole number of records of " + RECORD + " bytes");
    }
    PixelStore store = new PixelStore(SHAPE);
    byte[] record = new byte[RECORD];
    while (tar.rest() > 0) {
      tar.readFully(record, RECORD);
      add(store, record, in, name);
    }
    return store;
  }

  private static void add(PixelStore store, byte[] record, ByteInput in, String name)
      throws FormatException {
    int label = record[0] & 0xff;
    if (label >= CLASSES.size()) {
      throw in.fail(
          "image %d of %s has label %d, but CIFAR-10 has 10 classes"
              .formatted(store.size(), name, label));
    }
    store.add(record, 1, label);
  }

  private static List<String> names(String file, String text) throws FormatException {
    List<String> names = text.lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
    if (names.size() != CLASSES.size()) {
      throw new FormatException(file, 0, "%d class names, expected 10".formatted(names.size()));
    }
    return names;
  }

  private static DataSource source(Path origin, Map<String, PixelStore> parts, List<String> classes)
      throws FormatException {
    PixelStore train = new PixelStore(SHAPE);
    for (String name : TRAIN) {
      PixelStore part = parts.remove(name);
      if (part != null) {
        train.addAll(part);
      }
    }
    PixelStore test = parts.get(TEST);
    if (train.size() == 0 || test == null || test.size() == 0) {
      String missing = train.size() == 0 ? TRAIN.getFirst() : TEST;
      throw new FormatException(
          origin.toString(), 0, missing + " is missing or empty; CIFAR-10 needs it");
    }
    String provenance =
        "cifar10: %d training and %d test images [3, 32, 32], binary batches in %s"
            .formatted(train.size(), test.size(), origin);
    return new DataSource(
        "cifar10",
        train.dataset(classes, "cifar10 training images"),
        test.dataset(classes, "cifar10 test images"),
        provenance);
  }
}
