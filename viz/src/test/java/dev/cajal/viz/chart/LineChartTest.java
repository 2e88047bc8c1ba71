package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Point;
import dev.cajal.viz.Xml;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineChartTest {
  private static final Axis LOSS = new Axis("mean loss", Axis.Kind.NUMBER);

  private static List<Mark.Curve> lines(Figure figure) {
    return figure.marks().stream()
        .filter(mark -> mark instanceof Mark.Curve curve && curve.width() == 2)
        .map(Mark.Curve.class::cast)
        .toList();
  }

  private static List<Mark.Disc> dots(Figure figure) {
    return figure.marks().stream()
        .filter(Mark.Disc.class::isInstance)
        .map(Mark.Disc.class::cast)
        .toList();
  }

  @Test
  void eachSeriesIsALineWithALegendThatGivesItsLastValue() {
    Figure figure =
        new LineChart(
                "Loss",
                Axis.epochs(),
                LOSS,
                List.of(
                    Series.fromOne("training", 0.4, 0.2, 0.1),
                    Series.fromOne("validation", 0.3, 0.25, 0.24)))
            .figure();
    Xml svg = Xml.parse(figure.svg());
    assertThat(svg.texts("text"))
        .contains("Loss", "epoch", "mean loss", "training, last 0.1000", "validation, last 0.2400");
    assertThat(lines(figure)).hasSize(2);
    assertThat(svg.texts("title")).contains("training, epoch 2: 0.2000");
  }

  @Test
  void aLegendThatIsTooLongLeavesOutTheLastValues() {
    List<Series> four =
        List.of(
            Series.fromOne("sigmoid units", 1),
            Series.fromOne("tanh, Xavier", 2),
            Series.fromOne("ReLU, He", 3),
            Series.fromOne("batch norm", 4));
    Figure figure = new LineChart("Gradients", Axis.epochs(), LOSS, four).figure();
    assertThat(Xml.parse(figure.svg()).texts("text")).contains("sigmoid units", "batch norm");
  }

  @Test
  void aLongLegendTakesFurtherRowsAndThePlotBeginsBelowThem() {
    List<Series> long4 =
        List.of(
            Series.fromOne("a very long name of the first", 1),
            Series.fromOne("another very long name", 2),
            Series.fromOne("and a third one", 3),
            Series.fromOne("the fourth, also long, as names of nets are", 4));
    Figure figure = new LineChart("Names", Axis.epochs(), LOSS, long4).figure();
    List<Mark.Label> names =
        figure.marks().stream()
            .filter(mark -> mark instanceof Mark.Label label && label.ink() == Ink.TEXT)
            .map(Mark.Label.class::cast)
            .skip(1)
            .toList();
    assertThat(names)
        .extracting(Mark.Label::text)
        .containsExactlyElementsOf(long4.stream().map(Series::name).toList());
    assertThat(names.stream().map(Mark.Label::y).distinct()).hasSizeGreaterThan(1);
    assertThat(names)
        .allSatisfy(name ->
            assertThat(name.x() + name.font().width(name.text())).isLessThan(figure.width()));
    double lowest = names.stream().mapToDouble(Mark.Label::y).max().orElseThrow();
    assertThat(lines(figure)).allMatch(line -> line.points().getFirst().y() > lowest);
    assertThat(dots(figure)).allMatch(dot -> dot.y() > lowest);
  }

  @Test
  void aBandOfSharesStaysBetweenNothingAndTheWhole() {
    Series runs =
        Series.ofRuns(
            "right", new double[] {1, 2}, List.of(new double[] {1, 0}, new double[] {0.9, 0.3}));
    Figure figure =
        new LineChart("Right", Axis.epochs(), new Axis("share", Axis.Kind.PERCENT), List.of(runs))
            .figure();
    assertThat(Xml.parse(figure.svg()).texts("text"))
        .contains("0\u00a0%", "100\u00a0%")
        .doesNotContain("120\u00a0%", "150\u00a0%", "-20\u00a0%", "−20\u00a0%");
  }

  @Test
  void fewRoundPlacesOnALogarithmicAxisAreMarkedThemselves() {
    Axis x = new Axis("units", Axis.Kind.LOG);
    List<Point> widths = List.of(new Point(1, 3), new Point(4, 2), new Point(16, 1));
    List<String> said =
        Xml.parse(new LineChart("Width", x, LOSS, List.of(new Series("a", widths))).figure().svg())
            .texts("text");
    assertThat(said).contains("1", "4", "16").doesNotContain("5", "10");
  }

  @Test
  void overRealNumbersOnlySeveralLinesHaveALegend() {
    Axis x = new Axis("x", Axis.Kind.NUMBER);
    Series one = Series.fromOne("one", 1, 2);
    Series two = Series.fromOne("two", 2, 1);
    assertThat(Xml.parse(new LineChart("A", x, LOSS, List.of(one)).figure().svg()).texts("text"))
        .doesNotContain("one");
    assertThat(
            Xml.parse(new LineChart("A", x, LOSS, List.of(one, two)).figure().svg()).texts("text"))
        .contains("one", "two");
  }

  @Test
  void smallerValuesAreDrawnLower() {
    Figure figure =
        new LineChart("Loss", Axis.epochs(), LOSS, List.of(Series.fromOne("a", 0.4, 0.1))).figure();
    Mark.Curve line = lines(figure).getFirst();
    assertThat(line.points().get(1).y()).isGreaterThan(line.points().get(0).y());
    assertThat(line.points().get(1).x()).isGreaterThan(line.points().get(0).x());
  }

  @Test
  void severalRunsAreALineInABandOfOneDeviation() {
    Series runs =
        Series.ofRuns("a", new double[] {1, 2}, List.of(new double[] {1, 3}, new double[] {3, 3}));
    assertThat(runs.points()).extracting(p -> p.y()).containsExactly(2.0, 3.0);
    assertThat(runs.spread()).containsExactly(Math.sqrt(2), 0.0);
    Figure figure = new LineChart("Loss", Axis.epochs(), LOSS, List.of(runs)).figure();
    assertThat(figure.marks())
        .filteredOn(Mark.Area.class::isInstance)
        .singleElement()
        .satisfies(mark -> assertThat(((Mark.Area) mark).points()).hasSize(4));
    assertThat(figure.svg()).contains("fill-opacity=\"0.18\"");
  }

  @Test
  void aBandThatMissesAPointIsRefused() {
    List<Double> one = List.of(0.1);
    List<Point> none = List.of();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Series("a", none, one))
        .withMessage("series 'a': 0 points have 1 spreads");
  }

  @Test
  void missingValuesBreakTheLine() {
    Figure figure =
        new LineChart(
                "Loss",
                Axis.epochs(),
                LOSS,
                List.of(Series.fromOne("a", 4, 3, Double.NaN, 2, 1, Double.POSITIVE_INFINITY)))
            .figure();
    assertThat(lines(figure)).hasSize(2).allMatch(line -> line.points().size() == 2);
    assertThat(dots(figure)).hasSize(4);
    assertThat(figure.description()).isEqualTo("Loss over epoch: a, last 1.000");
  }

  @Test
  void oneEpochIsADotAndNoLine() {
    Figure figure =
        new LineChart("Loss", Axis.epochs(), LOSS, List.of(Series.fromOne("a", 2.3))).figure();
    assertThat(lines(figure)).isEmpty();
    assertThat(dots(figure)).hasSize(1);
  }

  @Test
  void nothingMeasuredIsSaid() {
    Figure figure =
        new LineChart("Loss", Axis.epochs(), LOSS, List.of(Series.fromOne("a", Double.NaN)))
            .figure();
    assertThat(figure.svg()).contains("nothing was measured");
  }

  @Test
  void logarithmicAxesLeaveOutWhatIsNotPositive() {
    Figure figure =
        new LineChart(
                "Rate",
                Axis.epochs(),
                new Axis("rate", Axis.Kind.LOG),
                List.of(Series.fromOne("a", 0.1, 0.01, 0)))
            .figure();
    assertThat(dots(figure)).hasSize(2);
  }

  @Test
  void longSeriesAreThinnedButKeepTheirExtremes() {
    Random random = new Random(5);
    double[] values = random.doubles(50_000).toArray();
    values[31_415] = 9;
    values[27_182] = -9;
    Figure figure =
        new LineChart(
                "Loss",
                new Axis("step", Axis.Kind.INTEGER),
                LOSS,
                List.of(Series.fromOne("a", values)))
            .figure();
    Mark.Curve line = lines(figure).getFirst();
    assertThat(line.points()).hasSizeLessThan(4 * Plane.WIDTH);
    double highest = line.points().stream().mapToDouble(p -> p.y()).min().orElseThrow();
    double lowest = line.points().stream().mapToDouble(p -> p.y()).max().orElseThrow();
    assertThat(lowest - highest).isGreaterThan(0.8 * (Plane.BOTTOM - Plane.TOP));
  }
}
