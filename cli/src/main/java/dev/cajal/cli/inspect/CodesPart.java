package dev.cajal.cli.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.classic.Metric;
import dev.cajal.classic.NeighbourSearch;
import dev.cajal.classic.Neighbours;
import dev.cajal.classic.Samples;
import dev.cajal.nn.data.Dataset;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The images whose codes are nearest to that of one image, and whose pixels are. */
final class CodesPart implements InspectionPart {
  private static final int ASKED = 500;
  private static final int QUERIES = 6;

  @Override
  public String name() {
    return "codes";
  }

  @Override
  public String title() {
    return "Neighbours in code space";
  }

  @Override
  public void show(Subject subject, InspectionPage page) throws IOException {
    Codes codes = subject.codes();
    Dataset images = codes.images();
    int k = Math.min(subject.options().top(), images.size() - 1);
    if (k < 1) {
      throw new IllegalArgumentException("codes: one image has no neighbours; take more samples");
    }
    InspectedImage image = subject.image();
    String word = subject.options().image();
    int self = word.matches("\\d{1,9}") ? Integer.parseInt(word) : -1;
    Tensor pixels = Samples.of(images).features();
    Tensor own = image.pixels().reshape(Shape.of(1, pixels.dim(1)));
    Tensor code = codes.of(new SingleImage(image, images));
    NeighbourSearch byCode = new NeighbourSearch(codes.all(), k + 1, Metric.L2);
    NeighbourSearch byPixels = new NeighbourSearch(pixels, k + 1, Metric.L2);
    List<Integer> near = others(byCode.of(code).getFirst(), self, k);
    List<Integer> alike = others(byPixels.of(own).getFirst(), self, k);
    page.text(
        "The images of %s whose codes (%s, %d numbers) are nearest to that of the first, and below"
                .formatted(subject.data().name(), codes.layer(), codes.all().dim(1))
            + " those whose pixels are.");
    List<Row> rows = new ArrayList<>();
    rows.add(row("by code", image, near, images));
    rows.add(row("by pixels", image, alike, images));
    page.figure("", new TileSheet(image.name(), "the image, then the nearest", rows, 72).figure());
    page.figure("more", more(images, byCode.of(first(codes.all(), QUERIES)), k));
    int asked = Math.min(ASKED, images.size());
    double right = share(images, byCode.of(first(codes.all(), asked)), k);
    double before = share(images, byPixels.of(first(pixels, asked)), k);
    String words =
        "%s of the %d nearest by code are of the image's class, by pixels %s (%d images asked)"
            .formatted(Numbers.percent(right, 1), k, Numbers.percent(before, 1), asked);
    page.text("Over many: " + words + ".");
    page.number("nearest", near);
    page.number("same_class_by_code", right);
    page.number("same_class_by_pixels", before);
    page.say(words);
  }

  private static Tensor first(Tensor rows, int count) {
    return rows.slice(0, 0, Math.min(count, rows.dim(0))).detach();
  }

  /** The nearest but itself, if it is among them. */
  private static List<Integer> others(Neighbours found, int self, int k) {
    List<Integer> others = new ArrayList<>();
    for (int rank = 0; rank < found.count(); rank++) {
      if (found.sample(rank) != self) {
        others.add(found.sample(rank));
      }
    }
    return others.subList(0, k);
  }

  private static Row row(String name, InspectedImage image, List<Integer> near, Dataset images) {
    List<Tile> tiles = new ArrayList<>();
    tiles.add(new Tile(image.picture(), "asked"));
    near.forEach(place -> tiles.add(tile(images, place)));
    return new Row(name, tiles);
  }

  private static Tile tile(Dataset images, int place) {
    return new Tile(
        InspectedImage.picture(images, place), images.classes().get(images.label(place)));
  }

  private static Figure more(Dataset images, List<Neighbours> found, int k) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      List<Tile> tiles = new ArrayList<>();
      tiles.add(tile(images, i));
      others(found.get(i), i, k).forEach(place -> tiles.add(tile(images, place)));
      rows.add(new Row("image " + i, tiles));
    }
    return new TileSheet("The first images and their nearest by code", "", rows, 56).figure();
  }

  private static double share(Dataset images, List<Neighbours> found, int k) {
    long same = 0;
    for (int i = 0; i < found.size(); i++) {
      for (int place : others(found.get(i), i, k)) {
        same += images.label(place) == images.label(i) ? 1 : 0;
      }
    }
    return (double) same / found.size() / k;
  }

  /** An image as a data set of one. */
  private record SingleImage(InspectedImage image, Dataset like) implements Dataset {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public Shape shape() {
      return image.pixels().shape();
    }

    @Override
    public List<String> classes() {
      return like.classes();
    }

    @Override
    public String description() {
      return image.name();
    }

    @Override
    public int label(int index) {
      return 0;
    }

    @Override
    public void read(int index, float[] target, int offset) {
      float[] pixels = image.pixels().toArray();
      System.arraycopy(pixels, 0, target, offset, pixels.length);
    }
  }
}
