package dev.cajal.cli.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.nn.inspect.FilterScores;
import dev.cajal.nn.inspect.FilterScores.Filter;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.image.FilterSheet;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Tile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The filters of the convolutions, from the smoothest to the noisiest. */
final class FiltersPart implements InspectionPart {
  private static final int MOST_TILES = 96;
  private static final int COLUMNS = 12;
  private static final double TILE = 60;
  private static final int MOST_COLUMNS = 32;

  @Override
  public String name() {
    return "filters";
  }

  @Override
  public String title() {
    return "Filters";
  }

  @Override
  public void show(Subject subject, InspectionPage page) {
    List<FilterScores> banks =
        FilterScores.of(subject.model()).stream()
            .filter(bank -> subject.pattern().matches(layer(bank)))
            .toList();
    if (banks.isEmpty()) {
      throw new IllegalArgumentException(
          "filters: %s has no convolution with kernels larger than 1 × 1%s"
              .formatted(
                  subject.name(), subject.options().layer().isPresent() ? " at this --layer" : ""));
    }
    page.text(
        "Each sheet goes from the smoothest filter to the noisiest. The noise of a filter is Σ(a −"
            + " b)² / Σ(a² + b²) over all neighbouring weights a, b: 0 if it is constant, about 1"
            + " for white noise, 2 if it alternates. Filters of a network that has learned well are"
            + " smooth; noise says that it learned too little, or learned its samples by heart.");
    List<List<String>> rows = new ArrayList<>();
    Map<String, Object> numbers = new LinkedHashMap<>();
    for (FilterScores bank : banks) {
      page.figure(bank.path(), sheet(subject, bank));
      rows.add(row(bank));
      numbers.put(bank.path(), numbers(bank));
    }
    page.table(
        List.of("weights", "#filters", "#mean noise", "smoothest", "noisiest", "most alike"), rows);
    page.number("banks", numbers);
    page.say(
        "mean noise "
            + String.join(
                ", ",
                banks.stream()
                    .map(bank -> layer(bank) + " " + Numbers.fixed(bank.meanNoise(), 2))
                    .toList()));
  }

  private static String layer(FilterScores bank) {
    int dot = bank.path().lastIndexOf('.');
    return dot < 0 ? "" : bank.path().substring(0, dot);
  }

  private static List<String> row(FilterScores bank) {
    List<Integer> order = bank.byNoise();
    int alike = bank.byCorrelation().getFirst();
    Filter first = bank.filters().get(alike);
    return List.of(
        bank.path(),
        Numbers.count(bank.filters().size()),
        Numbers.fixed(bank.meanNoise(), 2),
        named(bank, order.getFirst()),
        named(bank, order.getLast()),
        first.twin() < 0
            ? "–"
            : "%d and %d: cosine %s"
                .formatted(alike, first.twin(), Numbers.fixed(first.correlation(), 2)));
  }

  private static String named(FilterScores bank, int filter) {
    return filter + ": " + Numbers.fixed(bank.filters().get(filter).noise(), 2);
  }

  private static Map<String, Object> numbers(FilterScores bank) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("mean_noise", bank.meanNoise());
    all.put("noise", bank.filters().stream().map(Filter::noise).toList());
    all.put("twin", bank.filters().stream().map(Filter::twin).toList());
    all.put("correlation", bank.filters().stream().map(Filter::correlation).toList());
    return all;
  }

  private static Figure sheet(Subject subject, FilterScores bank) {
    Variable weight = subject.model().variable(bank.path());
    Shape shape = weight.type().shape();
    int channels = Math.toIntExact(shape.dim(1));
    int height = Math.toIntExact(shape.dim(2));
    int width = Math.toIntExact(shape.slice(3, shape.rank()).count());
    boolean single = channels == 1 || channels == 3;
    List<Integer> order = bank.byNoise();
    List<Integer> shown = shown(order, single ? MOST_TILES : MOST_COLUMNS);
    float[] ordered = ordered(weight.tensor().toArray(), shown, order.size());
    FilterBank all = FilterBank.of(bank.path(), shown.size(), channels, height, width, ordered);
    FilterSheet sheet = new FilterSheet(all);
    String title = bank.path() + ": " + Numbers.count(order.size()) + " filters by noise";
    if (!single) {
      String note =
          "%s (noise %s) at the left to %s at the right; %s"
              .formatted(
                  shown.getFirst(),
                  Numbers.fixed(bank.filters().get(shown.getFirst()).noise(), 2),
                  named(bank, shown.getLast()),
                  sheet.caption());
      Tile tile = new Tile(sheet.picture(), "");
      double size = Math.max(tile.picture().width(), tile.picture().height());
      return TileSheet.grid(title, "filter " + note, List.of(tile), 1, size).figure();
    }
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      int length = channels * height * width;
      float[] one = Arrays.copyOfRange(ordered, i * length, (i + 1) * length);
      tiles.add(
          new Tile(
              new FilterSheet(FilterBank.of(bank.path(), 1, channels, height, width, one))
                  .picture(),
              named(bank, shown.get(i))));
    }
    return TileSheet.grid(
            title,
            "number: noise; the strongest colour of each is its largest weight",
            tiles,
            COLUMNS,
            TILE)
        .figure();
  }

  /** All, or of many the smoothest and the noisiest. */
  private static List<Integer> shown(List<Integer> order, int most) {
    if (order.size() <= most) {
      return order;
    }
    return Stream.concat(
            order.subList(0, most / 2).stream(),
            order.subList(order.size() - most / 2, order.size()).stream())
        .toList();
  }

  private static float[] ordered(float[] weights, List<Integer> shown, int filters) {
    int length = weights.length / filters;
    float[] ordered = new float[shown.size() * length];
    for (int i = 0; i < shown.size(); i++) {
      System.arraycopy(weights, shown.get(i) * length, ordered, i * length, length);
    }
    return ordered;
  }
}
