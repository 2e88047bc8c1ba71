package dev.cajal.nn.data.format;

import dev.cajal.nn.data.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reader of the binary versions of CIFAR-10 and CIFAR-100, in a folder or in the {@code .tar.gz} in
 * which they are distributed.
 *
 * <p>CIFAR-10 has the files {@code data_batch_1.bin} to {@code data_batch_5.bin} and {@code
 * test_batch.bin}; a file is a row of records of 3073 bytes: the label, then 1024 red, 1024 green
 * and 1024 blue values, each row by row. CIFAR-100 has {@code train.bin} and {@code test.bin}, and
 * records of 3074 bytes with two labels in front, the coarse (one of 20) and the fine (one of 100).
 *
 * <p>Source: Krizhevsky, <i>Learning multiple layers of features from tiny images</i>, 2009.
 */
public final class CifarBinary {
  private static final int MAX_NAMES = 1 << 12;

  private CifarBinary() {}

  /** Which labels of CIFAR-100 are meant. */
  public enum Labels {
    /** 100 classes, such as {@code maple_tree}. */
    FINE,
    /** 20 classes of five fine ones each, such as {@code trees}. */
    COARSE
  }

  /** Says whether a folder holds the first batch of a set. */
  public static boolean isIn(Path folder) {
    return isTen(folder)
        || (Files.isRegularFile(folder.resolve("train.bin"))
            && Files.isRegularFile(folder.resolve("test.bin")));
  }

  /** Reads the batches in a folder; CIFAR-100 under its fine labels. */
  public static DataSource folder(Path folder) throws IOException {
    return folder(folder, Labels.FINE);
  }

  /**
   * Reads the batches in a folder. Missing training batches of CIFAR-10 are allowed, so that a part
   * of the set can be used; the test batch is needed.
   *
   * @param labels which labels of CIFAR-100 are meant
   * @throws FormatException if a file is damaged or missing
   * @throws IOException if the disk fails
   */
  public static DataSource folder(Path folder, Labels labels) throws IOException {
    boolean hundred = !isTen(folder) && Files.isRegularFile(folder.resolve("train.bin"));
    CifarLayout layout = hundred ? CifarLayout.hundred(labels) : CifarLayout.TEN;
    Map<String, PixelStore> parts = new HashMap<>();
    for (String name : layout.train()) {
      if (Files.isRegularFile(folder.resolve(name))) {
        parts.put(name, batch(layout, folder.resolve(name)));
      }
    }
    if (Files.isRegularFile(folder.resolve(layout.test()))) {
      parts.put(layout.test(), batch(layout, folder.resolve(layout.test())));
    }
    List<String> classes = layout.classes();
    Path names = folder.resolve(layout.namesFile());
    if (Files.isRegularFile(names)) {
      try (ByteInput in = ByteInput.open(names)) {
        byte[] text = new byte[MAX_NAMES];
        classes = layout.names(in.name(), text, in.read(text, 0, MAX_NAMES));
      }
    }
    return source(layout, folder, parts, classes);
  }

  /** Reads the batches out of a tar archive; CIFAR-100 under its fine labels. */
  public static DataSource tar(Path file) throws IOException {
    return tar(file, Labels.FINE);
  }

  /**
   * Reads the batches out of a tar archive, gzip-compressed or not, without extracting it.
   *
   * @param labels which labels of CIFAR-100 are meant
   * @throws FormatException if the archive is damaged or has no batches
   * @throws IOException if the disk fails
   */
  public static DataSource tar(Path file, Labels labels) throws IOException {
    CifarLayout hundred = CifarLayout.hundred(labels);
    CifarLayout layout = CifarLayout.TEN;
    Map<String, PixelStore> parts = new HashMap<>();
    Map<String, List<String>> classes = new HashMap<>();
    try (ByteInput in = ByteInput.open(file)) {
      TarInput tar = new TarInput(in);
      for (String name = tar.next(); name != null; name = tar.next()) {
        if (parts.isEmpty() && hundred.holdsSamples(name)) {
          layout = hundred;
        }
        if (layout.holdsSamples(name)) {
          if (parts.put(name, batch(layout, in, tar, name)) != null) {
            throw in.fail("the archive has two files " + name);
          }
        } else if (name.equals(CifarLayout.TEN.namesFile())) {
          classes.put(name, names(CifarLayout.TEN, in, tar));
        } else if (name.equals(hundred.namesFile())) {
          classes.put(name, names(hundred, in, tar));
        }
      }
    }
    return source(layout, file, parts, classes.getOrDefault(layout.namesFile(), layout.classes()));
  }

  private static boolean isTen(Path folder) {
    return Files.isRegularFile(folder.resolve(CifarLayout.TEN.train().getFirst()));
  }

  private static List<String> names(CifarLayout layout, ByteInput in, TarInput tar)
      throws IOException {
    byte[] text = new byte[(int) Math.min(MAX_NAMES, tar.rest())];
    tar.readFully(text, text.length);
    return layout.names(in.name(), text, text.length);
  }

  private static PixelStore batch(CifarLayout layout, Path file) throws IOException {
    PixelStore store = new PixelStore(CifarLayout.SHAPE);
    byte[] record = new byte[layout.recordBytes()];
    try (ByteInput in = ByteInput.open(file)) {
      for (int got = in.read(record, 0, record.length);
          got > 0;
          got = in.read(record, 0, record.length)) {
        if (got < record.length) {
          throw in.fail(
              "the file ends in the middle of image " + store.size() + "; it is truncated");
        }
        layout.add(store, record, in, file.toString());
      }
    }
    return store;
  }

  private static PixelStore batch(CifarLayout layout, ByteInput in, TarInput tar, String name)
      throws IOException {
    if (tar.rest() % layout.recordBytes() != 0) {
      throw in.fail(
          name + " is not a whole number of records of " + layout.recordBytes() + " bytes");
    }
    PixelStore store = new PixelStore(CifarLayout.SHAPE);
    byte[] record = new byte[layout.recordBytes()];
    while (tar.rest() > 0) {
      tar.readFully(record, record.length);
      layout.add(store, record, in, name);
    }
    return store;
  }

  private static DataSource source(
      CifarLayout layout, Path origin, Map<String, PixelStore> parts, List<String> classes)
      throws FormatException {
    PixelStore train = new PixelStore(CifarLayout.SHAPE);
    for (String name : layout.train()) {
      PixelStore part = parts.remove(name);
      if (part != null) {
        train.addAll(part);
      }
    }
    PixelStore test = parts.get(layout.test());
    if (train.size() == 0 || test == null || test.size() == 0) {
      String missing = train.size() == 0 ? layout.train().getFirst() : layout.test();
      throw new FormatException(
          origin.toString(), 0, missing + " is missing or empty; " + layout.title() + " needs it");
    }
    String provenance =
        "%s: %d training and %d test images [3, 32, 32], binary batches in %s"
            .formatted(layout.name(), train.size(), test.size(), origin);
    return new DataSource(
        layout.name(),
        train.dataset(classes, layout.name() + " training images"),
        test.dataset(classes, layout.name() + " test images"),
        provenance);
  }
}
