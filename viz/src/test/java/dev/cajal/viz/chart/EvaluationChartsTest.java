package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Point;
import dev.cajal.viz.image.Mosaic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationChartsTest {
  private static ClassCurve curve(String name, double area, double... places) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < places.length; i += 2) {
      points.add(new Point(places[i], places[i + 1]));
    }
    return new ClassCurve(name, area, points);
  }

  private static List<String> labels(Figure figure) {
    return figure.marks().stream()
        .filter(Mark.Label.class::isInstance)
        .map(mark -> ((Mark.Label) mark).text())
        .toList();
  }

  private static List<Mark.Curve> curves(Figure figure, Ink ink) {
    return figure.marks().stream()
        .filter(mark -> mark instanceof Mark.Curve curve && curve.ink() == ink)
        .map(mark -> (Mark.Curve) mark)
        .toList();
  }

  @Test
  void aCurveGoesFromCornerToCornerAndHasItsAreaInTheLegend() {
    Figure figure =
        RateChart.roc("ROC", List.of(curve("cat", 0.75, 0, 0, 0, 0.5, 0.5, 1, 1, 1))).figure();
    List<Point> line = curves(figure, Ink.BLUE).getFirst().points();
    assertThat(line.getLast().x() - line.getFirst().x()).isEqualTo(292);
    assertThat(line.getFirst().y() - line.getLast().y()).isEqualTo(292);
    assertThat(labels(figure)).contains("cat", "0.7500", "false positive rate", "chance", "mean");
    assertThat(figure.description()).isEqualTo("ROC: 1 classes, mean area 0.7500");
  }

  @Test
  void curvesInTheCornerAreEnlarged() {
    ClassCurve near = curve("dog", 0.9995, 0, 0, 0.005, 0.995, 1, 1);
    Figure figure = RateChart.roc("ROC", List.of(near)).figure();
    assertThat(labels(figure)).contains("the upper left corner", "99.0\u00a0%", "0.999500");
    // In the lens the line enters at the left or lower edge and leaves at an edge.
    assertThat(curves(figure, Ink.BLUE)).hasSize(2);
    ClassCurve far = curve("dog", 0.5, 0, 0, 1, 1);
    assertThat(labels(RateChart.roc("ROC", List.of(far)).figure()))
        .doesNotContain("the upper left corner");
    ClassCurve precise = curve("dog", 0.99, 0, 1, 0.995, 0.995, 1, 0.1);
    assertThat(labels(RateChart.precisionRecall("PR", List.of(precise)).figure()))
        .contains("the upper right corner", "recall");
  }

  @Test
  void ofManyClassesTheWorstTenHaveColours() {
    List<ClassCurve> many = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      many.add(curve("class " + i, 0.5 + 0.01 * i, 0, 0, 1, 1));
    }
    Figure figure = RateChart.roc("ROC", many).figure();
    assertThat(labels(figure))
        .contains("class 9", "grey: 3 better ones")
        .doesNotContain("class 10");
  }

  @Test
  void linesAreCutAtTheEdgesOfALens() {
    UnitSquare square = new UnitSquare(0, 0, 100, 0.5, 0.5, 0.5);
    List<Mark> marks = new ArrayList<>();
    square.draw(marks, List.of(new Point(0, 0), new Point(1, 1)), Ink.BLUE, 1);
    assertThat(((Mark.Curve) marks.getFirst()).points())
        .containsExactly(new Point(0, 100), new Point(100, 0));
    marks.clear();
    square.draw(marks, List.of(new Point(0, 0), new Point(0.4, 1)), Ink.BLUE, 1);
    assertThat(marks).isEmpty();
  }

  @Test
  void theCalibrationShowsEveryBinWithSamples() {
    List<ReliabilityChart.Bin> bins =
        List.of(
            new ReliabilityChart.Bin(0, Double.NaN, Double.NaN),
            new ReliabilityChart.Bin(40, 0.8, 0.6));
    Figure figure = new ReliabilityChart("Calibration", bins, 0.2).figure();
    assertThat(labels(figure)).contains("calibration error 20.00\u00a0%", "40", "0");
    List<Mark.Box> gaps =
        figure.marks().stream()
            .filter(m -> m instanceof Mark.Box box && box.fill() == Ink.ORANGE && box.width() > 20)
            .map(m -> (Mark.Box) m)
            .toList();
    assertThat(gaps).hasSize(1);
    assertThat(gaps.getFirst().height()).isEqualTo(60, within(1e-9));
  }

  @Test
  void anEmbeddingIsDrawnToOneScaleAndItsClassesAreNamedTwice() {
    List<Series> classes =
        List.of(
            new Series("a", List.of(new Point(0, 0), new Point(10, 0))),
            new Series("b", List.of(new Point(0, 2), new Point(Double.NaN, 0))));
    Figure figure = new EmbeddingChart("Map", "note", classes).figure();
    List<Mark.Dots> dots =
        figure.marks().stream()
            .filter(Mark.Dots.class::isInstance)
            .map(m -> (Mark.Dots) m)
            .toList();
    assertThat(dots).hasSize(2);
    List<Point> a = dots.get(0).points();
    Point b = dots.get(1).points().getFirst();
    assertThat(a.get(1).x() - a.get(0).x()).isEqualTo(460, within(1e-9));
    assertThat(a.get(0).y() - b.y()).isEqualTo(92, within(1e-9));
    assertThat(labels(figure)).contains("note").filteredOn("a"::equals).hasSize(2);
    assertThat(figure.description()).isEqualTo("Map: 3 points of 2 classes");
  }

  @Test
  void aMosaicIsOnePicture() {
    Picture red = Picture.of(2, 1, new int[] {0xff0000, 0xff0000});
    Picture blue = Picture.of(2, 1, new int[] {0x0000ff, 0x0000ff});
    Picture whole = new Mosaic("m", "", List.of(red, blue, blue), 2).picture();
    assertThat(whole.width()).isEqualTo(4);
    assertThat(whole.height()).isEqualTo(2);
    assertThat(whole.rgb(1, 0)).isEqualTo(0xff0000);
    assertThat(whole.rgb(2, 0)).isEqualTo(0x0000ff);
    assertThat(whole.rgb(3, 1)).isEqualTo(0x808080);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mosaic("m", "", List.of(red, whole), 2))
        .withMessage(
            "mosaic 'm': 2 pictures of 2 sizes in 2 columns; one size and a column are needed");
  }
}
