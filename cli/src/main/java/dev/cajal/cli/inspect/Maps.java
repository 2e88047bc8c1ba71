package dev.cajal.cli.inspect;

import dev.cajal.classic.embed.Preservation;
import dev.cajal.nn.data.Dataset;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.EmbeddingChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * How faithful a map of codes is.
 *
 * @param kept the share of the 10 nearest neighbours that are neighbours still
 * @param trust how far those shown as neighbours are neighbours
 * @param k how many neighbours were compared
 */
record Maps(double kept, double trust, int k) {
  static final String NO_AXES =
      "There are no axes: neither directions nor lengths of such a map have a unit.";

  private static final int NEIGHBOURS = 10;

  /** Measures a map. */
  static Maps of(Tensor codes, Tensor points) {
    int k = Math.clamp((codes.dim(0) - 1) / 3, 1, NEIGHBOURS);
    return new Maps(
        Preservation.neighbours(codes, points, k),
        Preservation.trustworthiness(codes, points, k),
        k);
  }

  /** These numbers in words. */
  String words() {
    return "%s of the %d nearest neighbours kept, trustworthiness %s"
        .formatted(Numbers.percent(kept, 1), k, Numbers.fixed(trust, 3));
  }

  /** Draws points by the class of their images. */
  static Figure drawn(String title, String note, Dataset images, Tensor points) {
    double[] places = points.toDoubles();
    List<List<Point>> classes = new ArrayList<>();
    images.classes().forEach(name -> classes.add(new ArrayList<>()));
    for (int i = 0; i < images.size(); i++) {
      classes.get(images.label(i)).add(new Point(places[2 * i], places[2 * i + 1]));
    }
    List<Series> series = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      series.add(new Series(images.classes().get(label), classes.get(label)));
    }
    return new EmbeddingChart(title, note, series).figure();
  }
}
