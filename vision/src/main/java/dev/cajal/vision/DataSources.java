package dev.cajal.vision;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.format.CifarBinary;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.data.format.Idx;
import dev.cajal.nn.data.format.Svhn;
import dev.cajal.vision.fetch.PublicData;
import dev.cajal.vision.folder.ImageFolder;
import dev.cajal.vision.folder.ImageOptions;
import dev.cajal.vision.folder.ImageZip;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.vision.generate.TexturedShapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds data by a path or a name.
 *
 * <p>A name means, in this order: a path; a folder or file in {@code $CAJAL_DATA}; one in the
 * user's cache, where {@link dev.cajal.vision.fetch.Fetcher} puts public data sets; for {@code
 * digits} and {@code shapes}, the built-in generator. {@code cifar100-coarse} is {@code cifar100}
 * under its 20 coarse labels.
 *
 * <pre>{@code
 * Environment here = Environment.system();
 * DataSource data = DataSources.resolve("mnist", here, ImageOptions.AS_THEY_ARE, 1);
 * }</pre>
 */
public final class DataSources {
  /** The generated data sets, which need no files. */
  public static final List<String> GENERATED = List.of("digits", "shapes");

  private static final String COARSE = "cifar100-coarse";

  private DataSources() {}

  /**
   * Opens a data set.
   *
   * @param name a path or a name
   * @param environment where to look for names
   * @param options for sets of image files
   * @param seed for the generators
   * @throws NoSuchFileException if there is none; the message says where it was looked for
   * @throws FormatException if there is, but it is damaged or of no known kind
   * @throws IOException if the disk fails
   */
  public static DataSource resolve(
      String name, Environment environment, ImageOptions options, long seed) throws IOException {
    Path found = find(name, environment);
    if (found != null) {
      return open(found, options);
    }
    Path coarse = name.equals(COARSE) ? find("cifar100", environment) : null;
    if (coarse != null) {
      return coarse(coarse);
    }
    return switch (name) {
      case "digits" -> DrawnDigits.source(seed);
      case "shapes" -> TexturedShapes.source(seed);
      default -> throw missing(name, environment);
    };
  }

  /**
   * Opens MNIST if it is found, else the drawn digits: what a model for digits learns from unless
   * told otherwise.
   *
   * @param environment where to look
   * @param seed for the generator
   * @throws FormatException if MNIST is there, but damaged
   * @throws IOException if the disk fails
   */
  public static DataSource digits(Environment environment, long seed) throws IOException {
    Path found = find("mnist", environment);
    return found == null ? DrawnDigits.source(seed) : open(found, ImageOptions.AS_THEY_ARE);
  }

  /**
   * Opens CIFAR-10 if it is found, else the textured shapes: what a model for small colour images
   * learns from unless told otherwise.
   *
   * @param environment where to look
   * @param seed for the generator
   * @throws FormatException if CIFAR-10 is there, but damaged
   * @throws IOException if the disk fails
   */
  public static DataSource colours(Environment environment, long seed) throws IOException {
    Path found = find("cifar10", environment);
    return found == null ? TexturedShapes.source(seed) : open(found, ImageOptions.AS_THEY_ARE);
  }

  /**
   * Opens the data set in a folder or file, whatever kind it is: IDX files, binary batches of
   * CIFAR-10 or CIFAR-100 (also their {@code .tar.gz}), the MATLAB files of SVHN, folders of
   * images, a zip archive of images, or a folder that holds nothing but one such archive.
   *
   * @param path a folder or file that exists
   * @param options for sets of image files
   * @throws FormatException if it is damaged or of no known kind
   * @throws IOException if the disk fails
   */
  public static DataSource open(Path path, ImageOptions options) throws IOException {
    if (Files.isDirectory(path)) {
      return folder(path, options);
    }
    String lower = path.toString().toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip")) {
      return ImageZip.open(path, options);
    }
    if (isTar(lower)) {
      return CifarBinary.tar(path);
    }
    if (lower.contains("-ubyte") && path.toAbsolutePath().getParent() != null) {
      return Idx.folder(path.toAbsolutePath().getParent());
    }
    throw new FormatException(
        path.toString(), 0, "not a kind of data file that is read; give a folder, .zip or .tar.gz");
  }

  /** Returns where a name leads to, or null if to no file or folder. */
  public static @Nullable Path find(String name, Environment environment) {
    return candidates(name, environment).stream().filter(Files::exists).findFirst().orElse(null);
  }

  private static DataSource folder(Path folder, ImageOptions options) throws IOException {
    if (Idx.isIn(folder)) {
      return Idx.folder(folder);
    }
    if (CifarBinary.isIn(folder)) {
      return CifarBinary.folder(folder);
    }
    if (Svhn.isIn(folder)) {
      return Svhn.folder(folder);
    }
    if (ImageFolder.isIn(folder)) {
      return ImageFolder.open(folder, options);
    }
    List<Path> archives = archives(folder);
    if (archives.size() == 1) {
      return open(archives.getFirst(), options);
    }
    throw new FormatException(
        folder.toString(),
        0,
        "no data in this folder; it should hold IDX files, CIFAR-10 batches, folders of images"
            + " or one archive of them");
  }

  private static DataSource coarse(Path found) throws IOException {
    if (Files.isRegularFile(found)) {
      return CifarBinary.tar(found, CifarBinary.Labels.COARSE);
    }
    List<Path> archives = archives(found);
    return CifarBinary.isIn(found) || archives.size() != 1
        ? CifarBinary.folder(found, CifarBinary.Labels.COARSE)
        : CifarBinary.tar(archives.getFirst(), CifarBinary.Labels.COARSE);
  }

  private static List<Path> archives(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(DataSources::isArchive).sorted().toList();
    }
  }

  private static boolean isArchive(Path file) {
    String lower = file.toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && (lower.endsWith(".zip") || isTar(lower));
  }

  private static boolean isTar(String lower) {
    return lower.endsWith(".tar.gz") || lower.endsWith(".tgz") || lower.endsWith(".tar");
  }

  private static List<Path> candidates(String name, Environment environment) {
    List<Path> candidates = new ArrayList<>();
    try {
      Path path = Path.of(name);
      candidates.add(path);
      // Only plain names are looked up, so that ../x cannot leave these folders.
      if (!path.isAbsolute() && path.getNameCount() == 1 && !name.startsWith(".")) {
        if (environment.data() != null) {
          candidates.add(environment.data().resolve(name));
        }
        candidates.add(environment.cache().resolve(name));
      }
    } catch (InvalidPathException e) {
      return List.of();
    }
    return candidates;
  }

  private static NoSuchFileException missing(String name, Environment environment) {
    List<String> tried = new ArrayList<>();
    for (Path path : candidates(name, environment)) {
      tried.add(path.toString());
    }
    String variable = environment.data() == null ? " (CAJAL_DATA is not set)" : "";
    String known = name.equals(COARSE) ? "cifar100" : name;
    String mend =
        PublicData.find(known).isPresent()
            ? "fetch it with: cajal data fetch " + known
            : "give an existing folder or file, or one of " + String.join(", ", GENERATED);
    return new NoSuchFileException(
        name,
        null,
        "no such data; tried %s%s; %s".formatted(String.join(", ", tried), variable, mend));
  }
}
