package dev.cajal.viz.report;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes figures as files of their own, to be put into papers and slides: each as SVG, which
 * follows its reader's light or dark setting, and as PNG on white, two pixels for each of the
 * figure. Every file is either the old one or the new one, whole.
 *
 * <pre>{@code
 * FigureFiles.write(figure, Path.of("figures"), "loss"); // figures/loss.svg, figures/loss.png
 * }</pre>
 */
public final class FigureFiles {
  private static final int SCALE = 2;
  private static final int LONGEST_NAME = 60;

  private FigureFiles() {}

  /**
   * Writes a figure as {@code name.svg} and {@code name.png}.
   *
   * @param folder made if it is missing
   * @param name without an ending
   * @return the files
   * @throws IOException if the folder cannot be written
   */
  public static List<Path> write(Figure figure, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Path svg = folder.resolve(name + ".svg");
    Path png = folder.resolve(name + ".png");
    AtomicFile.write(svg, figure.svg().getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(png, figure.png(Theme.LIGHT, SCALE));
    return List.of(svg, png);
  }

  /**
   * Writes a picture as {@code name.png}, pixel for pixel.
   *
   * @param folder made if it is missing
   * @param name without an ending
   * @throws IOException if the folder cannot be written
   */
  public static Path write(Picture picture, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Path png = folder.resolve(name + ".png");
    AtomicFile.write(png, picture.png());
    return png;
  }

  /** Returns what a description says before its first colon, as a name for files. */
  static String name(String description) {
    int colon = description.indexOf(':');
    String title = colon > 0 ? description.substring(0, colon) : description;
    String name =
        title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("-$", "");
  }
}
