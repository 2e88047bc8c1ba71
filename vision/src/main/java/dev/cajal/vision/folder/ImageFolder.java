package dev.cajal.vision.folder;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.format.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data set of images in folders: {@code train/CLASS/IMAGE} and {@code test/CLASS/IMAGE}, or just
 * {@code CLASS/IMAGE}, of which a fifth becomes the test set. Classes are numbered in alphabetical
 * order.
 */
public final class ImageFolder {
  private static final int DEPTH = 4;

  private ImageFolder() {}

  /**
   * Says whether a folder has images in folders of classes.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean isIn(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder, DEPTH)) {
      return paths.anyMatch(
          path -> !folder.equals(path.getParent()) && ImageSet.isImage(path.toString()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Decodes all images of a folder. Links are not followed.
   *
   * @throws FormatException if there are none, one is damaged, or sizes differ
   * @throws IOException if the disk fails
   */
  public static DataSource open(Path folder, ImageOptions options) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
      paths = walk.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    return new ImageSet(name, folder.toString(), new PathFiles(folder, paths)).decode(options);
  }

  private record PathFiles(Path folder, List<Path> paths) implements ImageFiles {
    @Override
    public List<String> names() {
      return paths.stream()
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .toList();
    }

    @Override
    public String describe(int file) {
      return paths.get(file).toString();
    }

    @Override
    public byte[] read(int file) throws IOException {
      return Files.readAllBytes(paths.get(file));
    }
  }
}
