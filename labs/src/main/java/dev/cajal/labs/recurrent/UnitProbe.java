package dev.cajal.labs.recurrent;

import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for single units that follow something countable in the text (Karpathy et al. 2015). */
final class UnitProbe {
  private static final int SHOWN = 110;

  private final Notebook notebook;
  private final String text;
  private final int units;
  private final double[] states;

  UnitProbe(Notebook notebook, Tensor states, String text) {
    this.notebook = notebook;
    this.text = text;
    this.units = Math.toIntExact(states.dim(1));
    this.states = states.toDoubles();
  }

  void run() {
    Map<String, double[]> features = new LinkedHashMap<>();
    features.put("open brackets", BracketText.depths(text));
    features.put("kind of the innermost bracket", BracketText.innermost(text));
    features.put("place within the word", BracketText.withinWord(text));
    notebook.heading("What single units follow");
    notebook.text(
        "For each property of the text the unit of the LSTM whose output goes with it best, by the"
            + " correlation over the text that was not seen.");
    List<List<String>> rows = new ArrayList<>();
    features.forEach((name, feature) -> {
      int best = best(feature);
      rows.add(List.of(name, Integer.toString(best), Numbers.fixed(correlation(best, feature), 2)));
    });
    notebook.table(List.of("property", "#unit", "#correlation"), rows);
    double[] depths = BracketText.depths(text);
    int unit = best(depths);
    double r = correlation(unit, depths);
    List<Point> depth = new ArrayList<>();
    List<Point> output = new ArrayList<>();
    for (int t = 0; t < Math.min(SHOWN, text.length()); t++) {
      depth.add(new Point(t, depths[t] / BracketText.DEEPEST));
      output.add(new Point(t, Math.signum(r) * states[t * units + unit]));
    }
    notebook.figure(
        new LineChart(
                "Unit " + unit + " and the open brackets",
                new Axis("character", Axis.Kind.INTEGER),
                new Axis("output, and depth by the deepest", Axis.Kind.NUMBER),
                List.of(
                    new Series(r < 0 ? "unit, negated" : "unit", output),
                    new Series("depth", depth)))
            .figure());
    notebook.listing(text.substring(0, Math.min(SHOWN, text.length())));
    notebook.holds(
        "correlation of one unit with the open brackets",
        "a unit counts: at least 0.5",
        Numbers.fixed(Math.abs(r), 2),
        Math.abs(r) >= 0.5);
  }

  private int best(double[] feature) {
    int best = 0;
    for (int unit = 1; unit < units; unit++) {
      if (Math.abs(correlation(unit, feature)) > Math.abs(correlation(best, feature))) {
        best = unit;
      }
    }
    return best;
  }

  private double correlation(int unit, double[] feature) {
    double x = 0;
    double y = 0;
    for (int t = 0; t < feature.length; t++) {
      x += states[t * units + unit] / feature.length;
      y += feature[t] / feature.length;
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int t = 0; t < feature.length; t++) {
      double a = states[t * units + unit] - x;
      double b = feature[t] - y;
      xx += a * a;
      yy += b * b;
      xy += a * b;
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }
}
