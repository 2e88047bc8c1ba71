package dev.cajal.cli.inspect;

import dev.cajal.nn.inspect.Activations;
import dev.cajal.nn.inspect.Attribution;
import dev.cajal.nn.inspect.Backprojection;
import dev.cajal.nn.inspect.IntegratedGradients;
import dev.cajal.nn.inspect.Occlusion;
import dev.cajal.nn.inspect.Unit;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.image.HeatOverlay;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import dev.cajal.viz.image.ValueMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which pixels of one image speak for its most probable classes, or for the strongest units of the
 * layers asked for.
 */
final class AttributionPart implements InspectionPart {
  static final AttributionPart SALIENCY =
      new AttributionPart(
          "saliency",
          "Saliency",
          "The slope of a score for each pixel, |∂score/∂x|, the largest over the channels"
              + " (Simonyan et al. 2013): where a small change of the image would change the answer"
              + " most. It says how sensitive the answer is, not what it is made of.",
          (subject, image) -> Backprojection.GRADIENT);

  static final AttributionPart INTEGRATED =
      new AttributionPart(
          "integrated",
          "Integrated gradients",
          "The score is divided among the pixels (Sundararajan et al. 2017): orange speaks for the"
              + " class, blue against it, and all together they are the score less that of a black"
              + " image. The gradient is averaged over 128 images between black and this one.",
          (subject, image) -> IntegratedGradients.of(128).baseline(black(subject, image)));

  static final AttributionPart OCCLUSION =
      new AttributionPart(
          "occlusion",
          "Occlusion",
          "A square of the mean colour slides over the image (Zeiler and Fergus 2014). Orange: the"
              + " score falls when this is covered; blue: it rises.",
          (subject, image) -> Occlusion.of(side(subject)));

  private static final int CLASSES = 3;
  private static final int IN_ROW = 4;
  private static final double TILE = 196;

  private final String name;
  private final String title;
  private final String text;
  private final Method method;

  private AttributionPart(String name, String title, String text, Method method) {
    this.name = name;
    this.title = title;
    this.text = text;
    this.method = method;
  }

  /** Makes the attribution for an image. */
  private interface Method {
    Attribution of(Subject subject, InspectedImage image);
  }

  private static Tensor black(Subject subject, InspectedImage image) {
    Tensor pixels = Tensor.full(image.pixels().type(), 0);
    return new InspectedImage("black", pixels).prepared(subject.prepare());
  }

  /** A fifth of the image. */
  private static int side(Subject subject) {
    long shorter = Math.min(subject.sample().dim(1), subject.sample().dim(2));
    return Math.toIntExact(Math.max(1, shorter / 5));
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
    Attribution attribution = method.of(subject, image);
    page.text(text);
    List<Tile> maps = new ArrayList<>();
    List<Tile> over = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    Map<String, Object> sums = new LinkedHashMap<>();
    for (Asked asked : asked(subject, input)) {
      Tensor values = attribution.of(subject.model(), input, asked.unit());
      float[] map = (this == SALIENCY ? Attribution.map(values) : values.sum(1)).toArray();
      double sum = values.sum().item();
      Picture picture = image.picture();
      String caption = asked.name() + ": " + Numbers.significant(asked.value());
      maps.add(
          new Tile(ValueMap.of(map).picture(map, 0, picture.height(), picture.width()), caption));
      over.add(new Tile(HeatOverlay.of(picture, map), ""));
      table.add(
          List.of(asked.name(), Numbers.significant(asked.value()), Numbers.significant(sum)));
      sums.put(asked.name(), sum);
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < maps.size(); i += IN_ROW) {
      int to = Math.min(maps.size(), i + IN_ROW);
      rows.add(new Row("map", maps.subList(i, to)));
      rows.add(new Row("over the image", over.subList(i, to)));
    }
    page.figure("", new TileSheet(image.name(), key(), rows, TILE).figure());
    if (this == INTEGRATED) {
      complete(subject, image, input, page, table);
    }
    page.number("image", image.name());
    page.number("sums", sums);
    page.say("%d maps of %s".formatted(maps.size(), image.name()));
  }

  private String key() {
    String colours = this == SALIENCY ? "light is large" : "orange for, blue against";
    return colours + "; each map has its own scale; below each what is asked about, and its value";
  }

  private static void complete(
      Subject subject,
      InspectedImage image,
      Tensor input,
      InspectionPage page,
      List<List<String>> table)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    Tensor black = black(subject, image);
    List<Asked> units = asked(subject, input);
    for (int i = 0; i < units.size(); i++) {
      double none = units.get(i).unit().value(subject.model(), black).item();
      List<String> row = new ArrayList<>(table.get(i).subList(0, 2));
      row.add(Numbers.significant(none));
      row.add(Numbers.significant(units.get(i).value() - none));
      row.add(table.get(i).getLast());
      rows.add(row);
    }
    page.table(
        List.of("", "#of the image", "#of black", "#difference", "#sum over the pixels"), rows);
  }

  /** A number that is explained. */
  private record Asked(String name, Unit unit, double value) {}

  private static List<Asked> asked(Subject subject, Tensor input) {
    if (subject.options().layer().isEmpty()) {
      double[] scores = subject.model().apply(input).reshape(-1).toDoubles();
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < scores.length; i++) {
        order.add(i);
      }
      order.sort((a, b) -> Double.compare(scores[b], scores[a]));
      return order.stream()
          .limit(CLASSES)
          .map(c -> new Asked(subject.classes().get(c), Unit.score(c), scores[c]))
          .toList();
    }
    Activations seen = Activations.of(subject.model(), input, subject.pattern());
    List<Asked> all = new ArrayList<>();
    for (String layer : seen.layers()) {
      for (Strongest unit : Strongest.of(seen, layer, CLASSES)) {
        all.add(new Asked(layer + " " + unit.channel(), unit.unit(), unit.value()));
      }
    }
    return all;
  }
}
