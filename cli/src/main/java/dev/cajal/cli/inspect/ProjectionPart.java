package dev.cajal.cli.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.nn.inspect.Activations;
import dev.cajal.nn.inspect.Backprojection;
import dev.cajal.op.Relu;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What in one image the strongest units of each layer answer to, projected back onto it. */
final class ProjectionPart implements InspectionPart {
  static final ProjectionPart GUIDED =
      new ProjectionPart(
          "guided",
          "Guided backpropagation",
          "The gradient of a unit for the pixels, of which each rectifier lets back only what is"
              + " positive and came through it on the way up (Springenberg et al. 2015): what"
              + " excites the unit, without what would silence it.",
          Backprojection.GUIDED);

  static final ProjectionPart DECONV =
      new ProjectionPart(
          "deconv",
          "Deconvnet",
          "A unit's activation goes back through the net (Zeiler and Fergus 2014): pools put it"
              + " where their switches point, rectifiers rectify it, and kernels spread it.",
          Backprojection.DECONVNET);

  private static final double WIDTH = 900;

  private final String name;
  private final String title;
  private final String text;
  private final Backprojection rule;

  private ProjectionPart(String name, String title, String text, Backprojection rule) {
    this.name = name;
    this.title = title;
    this.text = text;
    this.rule = rule;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public void show(Subject subject, InspectionPage page) throws IOException {
    InspectedImage image = subject.image();
    Tensor input = image.prepared(subject.prepare());
    List<String> layers = layers(subject);
    Activations seen = Activations.of(subject.model(), input, subject.pattern());
    page.text(
        text
            + " For each layer the units that answer most to "
            + image.name()
            + ", with number and activation; below each the part of the image that it looks at."
            + " Grey is 0.");
    Map<String, Object> numbers = new LinkedHashMap<>();
    for (String layer : layers) {
      List<Strongest> units =
          Strongest.of(seen, layer, subject.options().top()).stream()
              .filter(unit -> unit.value() > 0)
              .toList();
      if (units.isEmpty()) {
        page.text(layer + ": no unit answers to this image.");
        continue;
      }
      List<float[]> back = new ArrayList<>();
      for (Strongest unit : units) {
        back.add(rule.of(subject.model(), input, unit.unit()).toArray());
      }
      page.figure(layer, sheet(layer, subject.sample(), image, units, back).figure());
      numbers.put(layer, units.stream().map(Strongest::channel).toList());
    }
    page.number("image", image.name());
    page.number("units", numbers);
    page.say("%d layers for %s".formatted(numbers.size(), image.name()));
  }

  /** The layers asked for, or the rectified maps. */
  private List<String> layers(Subject subject) {
    List<String> rectified =
        subject.paths().stream()
            .filter(path -> subject.output(path).node().op() instanceof Relu)
            .toList();
    if (rectified.isEmpty()) {
      throw new IllegalArgumentException(
          "the network has no rectifier, so that --what %s would show the plain gradient; use --what"
                  .formatted(name)
              + " saliency");
    }
    if (subject.options().layer().isPresent()) {
      return subject.paths().stream().filter(subject.pattern()::matches).toList();
    }
    List<String> maps =
        rectified.stream().filter(path -> subject.output(path).rank() == 4).toList();
    return maps.isEmpty() ? rectified : maps;
  }

  private static TileSheet sheet(
      String layer, Shape sample, InspectedImage image, List<Strongest> units, List<float[]> back) {
    int channels = Math.toIntExact(sample.dim(0));
    int height = Math.toIntExact(sample.dim(1));
    int width = Math.toIntExact(sample.dim(2));
    List<Frame> frames = back.stream().map(map -> Frame.around(map, height, width)).toList();
    int rows = frames.stream().mapToInt(Frame::rows).max().orElse(1);
    int columns = frames.stream().mapToInt(Frame::columns).max().orElse(1);
    List<Tile> projected = new ArrayList<>();
    List<Tile> looked = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      Frame frame = frames.get(i).grown(rows, columns, height, width);
      Picture whole = picture(back.get(i), channels, height, width);
      projected.add(
          new Tile(
              frame.cut(whole),
              units.get(i).channel() + ": " + Numbers.significant(units.get(i).value())));
      looked.add(new Tile(frame.cut(image.picture()), ""));
    }
    double size = Math.clamp(WIDTH / units.size() - 10, 40, 110);
    return new TileSheet(
        "%s: fields of %d × %d pixels".formatted(layer, rows, columns),
        "",
        List.of(new Row("unit", projected), new Row("image", looked)),
        size);
  }

  private static Picture picture(float[] values, int channels, int height, int width) {
    float most = 0;
    for (float value : values) {
      most = Math.max(most, Math.abs(value));
    }
    float range = most == 0 ? 1 : most;
    int shown = channels == 3 ? 3 : 1;
    float[] planes = Arrays.copyOf(values, shown * height * width);
    return Picture.ofPlanes(planes, shown, height, width, -range, range);
  }

  /** A rectangle of an image. */
  private record Frame(int top, int left, int rows, int columns) {

    /** Where numbers are not 0, in any channel. */
    static Frame around(float[] map, int height, int width) {
      int top = height;
      int left = width;
      int bottom = -1;
      int right = -1;
      for (int i = 0; i < map.length; i++) {
        if (map[i] != 0) {
          int row = i / width % height;
          top = Math.min(top, row);
          bottom = Math.max(bottom, row);
          left = Math.min(left, i % width);
          right = Math.max(right, i % width);
        }
      }
      return bottom < 0
          ? new Frame(0, 0, 1, 1)
          : new Frame(top, left, bottom - top + 1, right - left + 1);
    }

    Frame grown(int toRows, int toColumns, int height, int width) {
      return new Frame(
          Math.clamp(top - Math.floorDiv(toRows - rows, 2), 0, height - toRows),
          Math.clamp(left - Math.floorDiv(toColumns - columns, 2), 0, width - toColumns),
          toRows,
          toColumns);
    }

    Picture cut(Picture whole) {
      int[] pixels = new int[rows * columns];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = whole.rgb(left + i % columns, top + Math.floorDiv(i, columns));
      }
      return Picture.of(columns, rows, pixels);
    }
  }
}
