package dev.cajal.cli.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.nn.PathPattern;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.inspect.FilterScores;
import dev.cajal.nn.inspect.TopPatches;
import dev.cajal.nn.inspect.TopPatches.Patch;
import dev.cajal.nn.inspect.UnitActivity;
import dev.cajal.nn.inspect.UnitActivity.Unit;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What units answer to most strongly, over the whole data set. */
final class PatchesPart implements InspectionPart {
  private static final int MOST_UNITS = 24;
  private static final int BEYOND = 0x808080;
  private static final double TILE = 44;

  @Override
  public String name() {
    return "patches";
  }

  @Override
  public String title() {
    return "Top patches";
  }

  @Override
  public void show(Subject subject, InspectionPage page) throws IOException {
    List<String> paths = layers(subject);
    InspectedData data = subject.data();
    Dataset samples = data.samples();
    page.text(
        "For each unit the %d images of %s that make it largest, cut to what the unit sees (grey"
                .formatted(subject.options().top(), data.name())
            + " where it looks beyond the image). Units are ordered by how much of their answers"
            + " the class of the image explains, the correlation ratio η: from those most strongly"
            + " correlated with the classes to the weakest.");
    Map<String, Object> numbers = new LinkedHashMap<>();
    List<UnitActivity> activity =
        UnitActivity.of(subject.model(), samples, subject.prepare(), paths);
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      TopPatches top =
          TopPatches.of(subject.model(), samples, subject.prepare(), path, subject.options().top());
      List<Unit> units = activity.get(i).units();
      page.figure(path, sheet(path, samples, top, units));
      numbers.put(path, numbers(top, units));
    }
    page.number("layers", numbers);
    page.say(
        "%d layers over %s images: %s"
            .formatted(paths.size(), Numbers.count(samples.size()), String.join(", ", paths)));
  }

  private static List<String> layers(Subject subject) {
    if (subject.options().layer().isPresent()) {
      PathPattern pattern = subject.pattern();
      return subject.paths().stream().filter(pattern::matches).toList();
    }
    List<String> maps =
        FilterScores.of(subject.model()).stream()
            .map(bank -> bank.path().replaceFirst("\\.?[^.]*$", ""))
            .filter(subject.paths()::contains)
            .toList();
    if (maps.isEmpty()) {
      throw new IllegalArgumentException(
          "patches: %s has no convolution with kernels larger than 1 × 1; name layers by --layer"
              .formatted(subject.name()));
    }
    return maps;
  }

  private static Figure sheet(String path, Dataset samples, TopPatches top, List<Unit> units) {
    List<Integer> order =
        IntStream.range(0, units.size())
            .boxed()
            .sorted(Comparator.comparingDouble(u -> -units.get(u).classes()))
            .toList();
    List<Integer> shown =
        order.size() <= MOST_UNITS
            ? order
            : Stream.concat(
                    order.subList(0, MOST_UNITS / 2).stream(),
                    order.subList(order.size() - MOST_UNITS / 2, order.size()).stream())
                .toList();
    List<Row> rows = new ArrayList<>();
    for (int unit : shown) {
      List<Tile> tiles = new ArrayList<>();
      for (Patch patch : top.of(unit)) {
        String caption = samples.classes().get(samples.label(patch.sample()));
        tiles.add(new Tile(picture(top.crop(samples, patch)), caption));
      }
      rows.add(
          new Row(
              "unit %d, η %s".formatted(unit, Numbers.fixed(units.get(unit).classes(), 2)), tiles));
    }
    Patch any = top.of(0).getFirst();
    String cut = order.size() > MOST_UNITS ? "; the 12 strongest and the 12 weakest" : "";
    return new TileSheet(
            "%s: %d units, each sees %d × %d"
                .formatted(path, order.size(), any.height(), any.width()),
            "largest answer at the left; below each patch the class of its image" + cut,
            rows,
            TILE)
        .figure();
  }

  /** What a unit sees; of other than 3 channels the first, beyond the image grey. */
  private static Picture picture(Tensor crop) {
    Shape shape = crop.shape();
    int plane = Math.toIntExact(shape.dim(1) * shape.dim(2));
    float[] values = crop.toArray();
    int step = shape.dim(0) == 3 ? plane : 0;
    int[] pixels = new int[plane];
    for (int i = 0; i < plane; i++) {
      pixels[i] = BEYOND;
      if (!Float.isNaN(values[i])) {
        pixels[i] =
            level(values[i]) << 16 | level(values[i + step]) << 8 | level(values[i + 2 * step]);
      }
    }
    return Picture.of(Math.toIntExact(shape.dim(2)), Math.toIntExact(shape.dim(1)), pixels);
  }

  private static int level(float value) {
    return Math.clamp(Math.round(255 * value), 0, 255);
  }

  private static List<Map<String, Object>> numbers(TopPatches top, List<Unit> units) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (int unit = 0; unit < units.size(); unit++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("unit", unit);
      one.put("classes", units.get(unit).classes());
      one.put("images", top.of(unit).stream().map(Patch::sample).toList());
      one.put("values", top.of(unit).stream().map(Patch::value).toList());
      all.add(one);
    }
    return all;
  }
}
