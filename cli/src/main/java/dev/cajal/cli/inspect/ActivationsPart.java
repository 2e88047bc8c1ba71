package dev.cajal.cli.inspect;

import dev.cajal.nn.inspect.Activations;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Tile;
import dev.cajal.viz.image.ValueMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every layer puts out for one image. */
final class ActivationsPart implements InspectionPart {
  private static final int MOST_MAPS = 64;
  private static final int MOST_IN_LINE = 64;
  private static final int SHEET_WIDTH = 860;

  @Override
  public String name() {
    return "activations";
  }

  @Override
  public String title() {
    return "Activations";
  }

  @Override
  public void show(Subject subject, InspectionPage page) throws IOException {
    InspectedImage image = subject.image();
    Tensor input = image.prepared(subject.prepare());
    Activations seen = Activations.of(subject.model(), input, subject.pattern());
    Tile tile = new Tile(image.picture(), "");
    page.figure("image", TileSheet.grid(image.name(), "", List.of(tile), 1, 140).figure());
    page.text(
        "What the layers put out for it, in the order of computation. Maps of one layer share one"
            + " scale; outputs without rows and columns are strips, unit 0 at the left.");
    List<List<String>> rows = new ArrayList<>();
    Map<String, Object> numbers = new LinkedHashMap<>();
    float[] before = new float[0];
    for (String layer : seen.layers()) {
      Tensor output = seen.at(layer);
      float[] values = output.toArray();
      Statistics statistics = Statistics.of(values);
      rows.add(statistics.row(layer, Subject.sizes(output.shape().slice(1, output.rank()))));
      numbers.put(layer, statistics.numbers());
      // What only reshapes shows nothing new.
      if (!Arrays.equals(values, before)) {
        page.figure(layer, sheet(layer, output, values));
      }
      before = values;
    }
    page.table(List.of("layer", "output", "#least", "#mean", "#largest", "#exactly 0"), rows);
    page.number("image", image.name());
    page.number("layers", numbers);
    page.say("%d layers for %s".formatted(seen.layers().size(), image.name()));
  }

  private static Figure sheet(String layer, Tensor output, float[] values) {
    String name = layer.isEmpty() ? "output" : layer;
    ValueMap scale = ValueMap.of(values);
    if (output.rank() != 4) {
      return strip(name, scale, values);
    }
    int channels = Math.toIntExact(output.dim(1));
    int height = Math.toIntExact(output.dim(2));
    int width = Math.toIntExact(output.dim(3));
    if (height == 1 && width == 1) {
      return strip(name, scale, values);
    }
    int shown = Math.min(channels, MOST_MAPS);
    double size = Math.clamp(4.0 * Math.max(height, width), 44, 112);
    int lines = Math.ceilDiv(shown, (int) (SHEET_WIDTH / (size + 10)));
    int columns = Math.ceilDiv(shown, lines);
    List<Tile> tiles = new ArrayList<>();
    for (int c = 0; c < shown; c++) {
      tiles.add(
          new Tile(scale.picture(values, c * height * width, height, width), Integer.toString(c)));
    }
    String cut = shown < channels ? "; the first %d maps".formatted(shown) : "";
    return TileSheet.grid(
            "%s: %d maps of %d × %d".formatted(name, channels, height, width),
            scale.key() + cut,
            tiles,
            columns,
            size)
        .figure();
  }

  private static Figure strip(String name, ValueMap scale, float[] values) {
    int height = Math.ceilDiv(values.length, MOST_IN_LINE);
    int width = Math.ceilDiv(values.length, height);
    float[] filled = Arrays.copyOf(values, width * height);
    Arrays.fill(filled, values.length, filled.length, Float.NaN);
    Tile tile = new Tile(scale.picture(filled, 0, height, width), "");
    double cell = Math.clamp((double) SHEET_WIDTH / width, 8, 24);
    return TileSheet.grid(
            "%s: %d units".formatted(name, values.length),
            scale.key(),
            List.of(tile),
            1,
            cell * Math.max(width, height))
        .figure();
  }

  /** The numbers of one layer. */
  private record Statistics(double least, double mean, double largest, double zeros) {

    static Statistics of(float[] values) {
      double least = Double.POSITIVE_INFINITY;
      double largest = Double.NEGATIVE_INFINITY;
      double sum = 0;
      long zeros = 0;
      for (float value : values) {
        least = Math.min(least, value);
        largest = Math.max(largest, value);
        sum += value;
        zeros += value == 0 ? 1 : 0;
      }
      return new Statistics(least, sum / values.length, largest, (double) zeros / values.length);
    }

    List<String> row(String layer, String shape) {
      return List.of(
          layer.isEmpty() ? "output" : layer,
          shape,
          Numbers.significant(least),
          Numbers.significant(mean),
          Numbers.significant(largest),
          Numbers.percent(zeros, 1));
    }

    Map<String, Object> numbers() {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("least", least);
      all.put("mean", mean);
      all.put("largest", largest);
      all.put("zeros", zeros);
      return all;
    }
  }
}
