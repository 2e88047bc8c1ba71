package dev.cajal.vision.folder;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.data.format.ZipArchive;
import dev.cajal.nn.data.format.ZipEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A zip archive of images, arranged like an {@link ImageFolder}, and read without extracting. */
public final class ImageZip {
  private ImageZip() {}

  /**
   * Decodes all images of an archive.
   *
   * @throws FormatException if the archive or an image is damaged, there are none, or sizes differ
   * @throws IOException if the disk fails
   */
  public static DataSource open(Path file, ImageOptions options) throws IOException {
    try (ZipArchive archive = ZipArchive.open(file)) {
      String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.zip$", "");
      return new ImageSet(name, file.toString(), new Entries(archive)).decode(options);
    }
  }

  private record Entries(ZipArchive archive) implements ImageFiles {
    @Override
    public List<String> names() {
      return archive.entries().stream().map(ZipEntry::name).toList();
    }

    @Override
    public String describe(int file) {
      return archive.describe(archive.entries().get(file));
    }

    @Override
    public byte[] read(int file) throws IOException {
      return archive.read(archive.entries().get(file));
    }
  }
}
