package dev.cajal.vision.folder;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Splits;
import dev.cajal.nn.data.Subset;
import dev.cajal.nn.data.format.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Sorts image files into training and test set and into classes.
 *
 * <p>The folder of an image names its class. A folder above it called train or test (or valid)
 * names its part; without one, a fifth of each class is set aside for the test.
 */
final class ImageSet {
  private static final Set<String> TRAIN = Set.of("train", "training");
  private static final Set<String> TEST = Set.of("test", "testing", "val", "valid", "validation");
  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "bmp", "gif");
  private static final double TEST_SHARE = 0.2;

  private final String name;
  private final String origin;
  private final ImageFiles files;
  private final List<Item> train = new ArrayList<>();
  private final List<Item> test = new ArrayList<>();
  private final Set<String> classes = new TreeSet<>();

  ImageSet(String name, String origin, ImageFiles files) throws FormatException {
    this.name = name;
    this.origin = origin;
    this.files = files;
    List<String> names = files.names();
    for (int i = 0; i < names.size(); i++) {
      if (isImage(names.get(i))) {
        add(i, names.get(i));
      }
    }
    if (train.isEmpty()) {
      throw new FormatException(
          origin,
          0,
          "no training images; expected folders such as train/CLASS/IMAGE or CLASS/IMAGE with"
              + " JPEG, PNG, BMP or GIF files");
    }
    train.sort(Comparator.comparing(Item::path));
    test.sort(Comparator.comparing(Item::path));
  }

  static boolean isImage(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0
        && !path.startsWith("__MACOSX/")
        && ENDINGS.contains(file.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  DataSource decode(ImageOptions options) throws IOException {
    List<Item> items = new ArrayList<>(train);
    items.addAll(test);
    Dataset all =
        new ParallelDecoding(files, options).decode(items, List.copyOf(classes), name + " images");
    if (test.isEmpty()) {
      List<Dataset> parts = Splits.stratified(all, 0, 1 - TEST_SHARE, TEST_SHARE);
      return source(parts.get(0), parts.get(1), "; a fifth of each class set aside for the test");
    }
    return source(
        range(all, 0, train.size(), name + " training images"),
        range(all, train.size(), items.size(), name + " test images"),
        "");
  }

  private static Dataset range(Dataset all, int from, int to, String description) {
    return new Subset(all, IntStream.range(from, to).toArray(), description);
  }

  private DataSource source(Dataset training, Dataset testing, String remark) {
    String provenance =
        "%s: %d training and %d test images %s in %d classes, from %s%s"
            .formatted(
                name,
                training.size(),
                testing.size(),
                training.shape(),
                classes.size(),
                origin,
                remark);
    return new DataSource(name, training, testing, provenance);
  }

  private void add(int file, String path) throws FormatException {
    String[] parts = path.split("/", -1);
    if (parts.length < 2 || (parts.length == 2 && isPart(parts[0]))) {
      throw new FormatException(
          origin, 0, "the image " + path + " is in no class folder; every class needs its own");
    }
    String label = parts[parts.length - 2];
    String part = parts.length < 3 ? "" : parts[parts.length - 3].toLowerCase(Locale.ROOT);
    classes.add(label);
    (TEST.contains(part) ? test : train).add(new Item(file, path, label));
  }

  private static boolean isPart(String folder) {
    String lower = folder.toLowerCase(Locale.ROOT);
    return TRAIN.contains(lower) || TEST.contains(lower);
  }

  /** One image: its number among the files, its path, its class. */
  record Item(int file, String path, String label) {}
}
