package dev.cajal.nn.data.format;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the cropped digits of SVHN (format 2): {@code train_32x32.mat} and {@code
 * test_32x32.mat}, MATLAB files of version 5.
 *
 * <p>A file holds the bytes X [32, 32, 3, n] in column order and the labels y [n, 1], where 10
 * stands for the digit 0.
 *
 * <p>Source: Netzer et al., <i>Reading digits in natural images with unsupervised feature
 * learning</i>, 2011.
 */
public final class Svhn {
  private static final String TRAIN = "train_32x32.mat";
  private static final String TEST = "test_32x32.mat";
  private static final int MAX_SIDE = 10_000;
  private static final int CHANNELS = 3;
  private static final int ZERO = 10;
  private static final List<String> CLASSES =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  private Svhn() {}

  /** Says whether a folder holds the training images. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TRAIN));
  }

  /**
   * Reads the training and the test images in a folder.
   *
   * @throws java.nio.file.NoSuchFileException if one is missing
   * @throws FormatException if one is damaged
   * @throws IOException if the disk fails
   */
  public static DataSource folder(Path folder) throws IOException {
    Dataset train = read(folder.resolve(TRAIN), "svhn training images");
    Dataset test = read(folder.resolve(TEST), "svhn test images");
    if (!train.shape().equals(test.shape())) {
      throw new FormatException(
          folder.resolve(TEST).toString(),
          0,
          "test images are %s, training images %s".formatted(test.shape(), train.shape()));
    }
    return new DataSource(
        "svhn",
        train,
        test,
        "svhn: %d training and %d test images %s, MATLAB files in %s"
            .formatted(train.size(), test.size(), train.shape(), folder));
  }

  /**
   * Reads one file.
   *
   * @throws FormatException if it is damaged, or holds no images with labels
   * @throws IOException if the disk fails
   */
  public static Dataset read(Path file) throws IOException {
    return read(file, "images of " + file);
  }

  private static Dataset read(Path file, String description) throws IOException {
    Content found = new Content();
    try (MatInput in = MatInput.open(file)) {
      in.forEach(found::take);
    }
    if (found.images == null || found.labels == null) {
      throw new FormatException(
          file.toString(),
          0,
          "there is no array %s; SVHN has images X and labels y"
              .formatted(found.images == null ? "X" : "y"));
    }
    if (found.images.size() != found.labels.length) {
      throw new FormatException(
          file.toString(),
          0,
          "%d images, but %d labels".formatted(found.images.size(), found.labels.length));
    }
    return found.images.dataset(found.labels, CLASSES, description);
  }

  /** The two arrays of a file, in whatever order they come. */
  private static final class Content {
    @Nullable PixelStore images;
    int @Nullable [] labels;

    void take(String name, int[] dimensions, MatValues values) throws IOException {
      if (name.equals("X")) {
        images = images(dimensions, values);
      } else if (name.equals("y")) {
        labels = labels(dimensions, values);
      }
    }

    private static PixelStore images(int[] dimensions, MatValues values) throws IOException {
      // A last dimension of 1 is not written.
      boolean single = dimensions.length == 3;
      if ((dimensions.length != 4 && !single)
          || dimensions[2] != CHANNELS
          || Math.min(dimensions[0], dimensions[1]) < 1
          || Math.max(dimensions[0], dimensions[1]) > MAX_SIDE
          || values.width() != 1) {
        throw values.fail(
            "X is %s, expected bytes [height, width, 3, count]"
                .formatted(Arrays.toString(dimensions)));
      }
      int height = dimensions[0];
      int width = dimensions[1];
      int count = single ? 1 : dimensions[3];
      PixelStore store = new PixelStore(Shape.of(CHANNELS, height, width));
      int plane = height * width;
      byte[] columns = new byte[0];
      byte[] rows = new byte[0];
      for (int i = 0; i < count; i++) {
        if (i == 0) {
          columns = values.readGrowing(Math.multiplyExact(CHANNELS, plane));
          rows = new byte[columns.length];
        } else {
          values.readFully(columns);
        }
        for (int c = 0; c < CHANNELS; c++) {
          for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
              rows[c * plane + y * width + x] = columns[c * plane + x * height + y];
            }
          }
        }
        store.add(rows, 0, 0);
      }
      return store;
    }

    private static int[] labels(int[] dimensions, MatValues values) throws IOException {
      long count = 1;
      for (int size : dimensions) {
        count = Math.min(Integer.MAX_VALUE, count * size);
      }
      if (values.width() == 0 || values.size() != count * values.width()) {
        throw values.fail("y has %d bytes for %d labels".formatted(values.size(), count));
      }
      IntStream.Builder labels = IntStream.builder();
      for (int i = 0; i < count; i++) {
        int label = values.readSmall();
        if (label < 0 || label > ZERO) {
          throw values.fail("label %d of image %d; SVHN has 1 to 10".formatted(label, i));
        }
        labels.add(label == ZERO ? 0 : label);
      }
      return labels.build().toArray();
    }
  }
}
