package dev.cajal.viz.report;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.ConfusionMatrix;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The tables of a report. */
final class Tables {
  private static final int MOST_CLASSES = 40;
  private static final int MOST_MISTAKES = 12;
  private static final int BAR = 120;

  private Tables() {}

  static void classes(Html html, ConfusionMatrix matrix) {
    int n = matrix.labels().size();
    html.text("h3", n > MOST_CLASSES ? "The " + MOST_CLASSES + " weakest classes" : "Each class");
    List<Integer> shown =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(n > MOST_CLASSES ? matrix::recall : i -> i))
            .limit(MOST_CLASSES)
            .toList();
    html.open("div", "class", "scroll").open("table");
    head(html, "class", "", "#images", "#recall", "#precision", "#F1");
    html.open("tbody");
    for (int i : shown) {
      html.open("tr").text("td", matrix.labels().get(i));
      html.open("td").inline(bar(matrix.recall(i))).close("td");
      number(html, Numbers.count(matrix.support(i)));
      number(html, Numbers.percent(matrix.recall(i), 2));
      number(html, Numbers.percent(matrix.precision(i), 2));
      number(html, Numbers.fixed(matrix.f1(i), 4));
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  private static Figure bar(double share) {
    double length = Double.isNaN(share) ? 0 : share * BAR;
    return new Figure(
        BAR,
        8,
        "recall " + Numbers.percent(share, 1),
        List.of(
            new Mark.Box(0, 0, BAR, 8, 4, Ink.GRID, 1, ""),
            new Mark.Box(0, 0, length, 8, 4, Ink.BLUE, 1, "")));
  }

  static void mistakes(Html html, ConfusionMatrix matrix) {
    html.text("h3", "Commonest mistakes");
    List<ConfusionMatrix.Mistake> mistakes = matrix.mistakes(MOST_MISTAKES);
    if (mistakes.isEmpty()) {
      html.text("p", "None.", "class", "note");
      return;
    }
    html.open("table");
    head(html, "class", "taken for", "#times");
    html.open("tbody");
    for (ConfusionMatrix.Mistake mistake : mistakes) {
      html.open("tr").text("td", matrix.labels().get(mistake.truth()));
      html.text("td", matrix.labels().get(mistake.predicted()));
      number(html, Numbers.count(mistake.count()));
      html.close("tr");
    }
    html.close("tbody").close("table");
  }

  static void layers(Html html, List<LayerRow> layers) {
    html.open("div", "class", "scroll").open("table");
    head(html, "layer", "type", "output", "#parameters", "#multiplications");
    html.open("tbody");
    for (LayerRow layer : layers) {
      html.open("tr").text("td", layer.path()).text("td", layer.type()).text("td", layer.output());
      number(html, Numbers.count(layer.parameters()));
      number(html, Numbers.count(layer.multiplications()));
      html.close("tr");
    }
    html.close("tbody").open("tfoot").open("tr").text("td", "total", "colspan", "3");
    number(html, Numbers.count(layers.stream().mapToLong(LayerRow::parameters).sum()));
    number(html, Numbers.count(layers.stream().mapToLong(LayerRow::multiplications).sum()));
    html.close("tr").close("tfoot").close("table").close("div");
    html.text("p", "Outputs and multiplications are those of one image.", "class", "note");
  }

  static void facts(Html html, List<Fact> facts) {
    html.open("div", "class", "scroll").open("table").open("tbody");
    for (Fact fact : facts) {
      html.open("tr").text("th", fact.name()).text("td", fact.value(), "class", "wrap");
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  /** A row of headings; a leading # marks a column of numbers. */
  static void head(Html html, String... names) {
    html.open("thead").open("tr");
    for (String name : names) {
      if (name.startsWith("#")) {
        html.text("th", name.substring(1), "class", "n");
      } else {
        html.text("th", name);
      }
    }
    html.close("tr").close("thead");
  }

  static void number(Html html, String text) {
    html.text("td", text, "class", "n");
  }
}
