package dev.cajal.nn.data.format;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reader of IDX, the format of MNIST and its relatives; plain or gzip-compressed.
 *
 * <p>All integers are big-endian. Images: 0x00000803, count, rows, columns, then one byte a pixel,
 * row by row, 0 for the background. Labels: 0x00000801, count, then one byte each.
 *
 * <p>Source: LeCun, Cortes and Burges, <i>The MNIST database of handwritten digits</i>.
 */
public final class Idx {
  private static final int IMAGES = 0x00000803;
  private static final int LABELS = 0x00000801;
  private static final int MAX_SIDE = 10_000;
  private static final int PIECE = 1 << 16;

  private Idx() {}

  /** Says whether a folder holds the training images of an IDX set under their usual name. */
  public static boolean isIn(Path folder) {
    return find(folder, "train-images", 3) != null;
  }

  /**
   * Reads the four files of a set: {@code train-images-idx3-ubyte}, {@code
   * train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte},
   * each with or without {@code .gz}, or with {@code .idx} for {@code -idx}.
   *
   * @throws NoSuchFileException if one is missing
   * @throws FormatException if one is damaged, or they do not belong together
   * @throws IOException if the disk fails
   */
  public static DataSource folder(Path folder) throws IOException {
    Path trainImages = need(folder, "train-images", 3);
    Path trainLabels = need(folder, "train-labels", 1);
    Path testImages = need(folder, "t10k-images", 3);
    Path testLabels = need(folder, "t10k-labels", 1);
    int[] train = labels(trainLabels);
    int[] test = labels(testLabels);
    int most = Math.max(IntStream.of(train).max().orElse(0), IntStream.of(test).max().orElse(0));
    List<String> classes = IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
    String name = name(folder);
    Dataset training = images(trainImages, trainLabels, train, classes, name + " training images");
    Dataset testing = images(testImages, testLabels, test, classes, name + " test images");
    if (!training.shape().equals(testing.shape())) {
      throw new FormatException(
          testImages.toString(),
          8,
          "test images are %s, training images %s; the files belong to different sets"
              .formatted(testing.shape(), training.shape()));
    }
    String provenance =
        name
            + ": "
            + train.length
            + " training and "
            + test.length
            + " test images "
            + training.shape()
            + ", IDX files in "
            + folder;
    return new DataSource(name, training, testing, provenance);
  }

  /**
   * Reads a file of labels.
   *
   * @throws FormatException if it is not one, or is damaged
   * @throws IOException if the disk fails
   */
  public static int[] labels(Path file) throws IOException {
    try (ByteInput in = ByteInput.open(file)) {
      int count = header(in, LABELS);
      IntStream.Builder values = IntStream.builder();
      byte[] piece = new byte[PIECE];
      for (int done = 0; done < count; ) {
        int step = Math.min(PIECE, count - done);
        in.readFully(piece, 0, step, "label", done, count);
        for (int i = 0; i < step; i++) {
          values.add(piece[i] & 0xff);
        }
        done += step;
      }
      in.expectEnd("the last of " + count + " labels");
      return values.build().toArray();
    }
  }

  /**
   * Reads a file of grey images and a file of their labels.
   *
   * @param images the file of images
   * @param labels the file of labels
   * @return images of shape [1, rows, columns]; the classes are the numbers up to the greatest
   * @throws FormatException if one is damaged, or their counts differ
   * @throws IOException if the disk fails
   */
  public static Dataset read(Path images, Path labels) throws IOException {
    int[] values = labels(labels);
    int most = IntStream.of(values).max().orElse(0);
    List<String> classes = IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
    return images(images, labels, values, classes, "images of " + images);
  }

  private static Dataset images(
      Path file, Path labelFile, int[] labels, List<String> classes, String description)
      throws IOException {
    try (ByteInput in = ByteInput.open(file)) {
      int count = header(in, IMAGES);
      if (count != labels.length) {
        throw new FormatException(
            file.toString(),
            4,
            "%d images, but %s has %d labels; the two files do not belong together"
                .formatted(count, labelFile.getFileName(), labels.length));
      }
      int rows = side(in, "rows");
      int columns = side(in, "columns");
      PixelStore store = new PixelStore(Shape.of(1, rows, columns));
      byte[] image = in.readGrowing(rows * columns, "image 0 of " + count);
      store.add(image, 0, labels[0]);
      for (int i = 1; i < count; i++) {
        in.readFully(image, 0, image.length, "image", i, count);
        store.add(image, 0, labels[i]);
      }
      in.expectEnd("the last of " + count + " images");
      return store.dataset(classes, description);
    }
  }

  private static int header(ByteInput in, int expected) throws IOException {
    String kind = expected == IMAGES ? "images" : "labels";
    int magic = in.readInt("the IDX header");
    if (magic != expected) {
      String hint = magic == IMAGES || magic == LABELS ? "; images and labels are swapped" : "";
      throw new FormatException(
          in.name(),
          0,
          "an IDX file of %s starts with 0x%08x, this one with 0x%08x%s"
              .formatted(kind, expected, magic, hint));
    }
    int count = in.readInt("the IDX header");
    if (count < 1) {
      throw new FormatException(in.name(), 4, "the header declares %d %s".formatted(count, kind));
    }
    return count;
  }

  private static int side(ByteInput in, String what) throws IOException {
    int size = in.readInt("the IDX header");
    if (size < 1 || size > MAX_SIDE) {
      throw in.fail("the header declares images of %d %s".formatted(size, what));
    }
    return size;
  }

  private static String name(Path folder) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return last == null ? "data" : last.toString();
  }

  private static Path need(Path folder, String stem, int rank) throws IOException {
    Path found = find(folder, stem, rank);
    if (found == null) {
      throw new NoSuchFileException(
          folder.toString(),
          null,
          "no %s-idx%d-ubyte or .gz in this folder; an IDX set has four files"
              .formatted(stem, rank));
    }
    return found;
  }

  private static @Nullable Path find(Path folder, String stem, int rank) {
    for (String separator : new String[] {"-", "."}) {
      for (String ending : new String[] {"", ".gz"}) {
        Path file = folder.resolve(stem + separator + "idx" + rank + "-ubyte" + ending);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    return null;
  }
}
