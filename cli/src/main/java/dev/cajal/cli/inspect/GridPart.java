package dev.cajal.cli.inspect;

import dev.cajal.classic.embed.GridAssignment;
import dev.cajal.nn.data.Dataset;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.image.Mosaic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Images at the places of a grid, those of near codes near each other. */
final class GridPart implements InspectionPart {
  private static final int MOST = 1200;

  @Override
  public String name() {
    return "grid";
  }

  @Override
  public String title() {
    return "Images by their codes";
  }

  @Override
  public void show(Subject subject, InspectionPage page) throws IOException {
    Codes codes = subject.codes();
    Dataset images = codes.someImages();
    // Four columns to three rows, all places taken.
    int rows = (int) Math.sqrt(0.75 * Math.min(MOST, images.size()));
    int columns = Math.floorDiv(Math.min(MOST, images.size()), Math.max(1, rows));
    Tensor points = codes.embedding().points().slice(0, 0, (long) rows * columns);
    GridAssignment grid = GridAssignment.of(points, columns, rows);
    List<Picture> pictures = new ArrayList<>();
    int alike = 0;
    int pairs = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int sample = grid.sample(column, row);
        pictures.add(InspectedImage.picture(images, sample));
        for (int[] next : new int[][] {{column + 1, row}, {column, row + 1}}) {
          if (next[0] < columns && next[1] < rows) {
            pairs++;
            int other = grid.sample(next[0], next[1]);
            alike += images.label(other) == images.label(sample) ? 1 : 0;
          }
        }
      }
    }
    double share = (double) alike / Math.max(1, pairs);
    double chance = chance(images, rows * columns);
    String words =
        "%s of neighbouring images are of one class; by chance %s"
            .formatted(Numbers.percent(share, 1), Numbers.percent(chance, 1));
    page.text(
        "The t-SNE map moved to a grid, each image to a place of its own, by the assignment with"
            + " the least sum of squared ways. Images near each other are near in code space.");
    page.figure(
        "",
        new Mosaic(
                "%s images by their codes: %s"
                    .formatted(Numbers.count(pictures.size()), codes.layer()),
                words,
                pictures,
                columns)
            .figure());
    page.number("images", pictures.size());
    page.number("same_class", share);
    page.number("same_class_by_chance", chance);
    page.say("%d × %d images, %s".formatted(columns, rows, words));
  }

  /** How often two different images drawn at random are of one class. */
  private static double chance(Dataset images, int count) {
    double[] sizes = new double[images.classes().size()];
    for (int i = 0; i < count; i++) {
      sizes[images.label(i)]++;
    }
    double pairs = 0;
    for (double size : sizes) {
      pairs += size * (size - 1);
    }
    return pairs / Math.max(1, (double) count * (count - 1));
  }
}
