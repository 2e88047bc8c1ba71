package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Point;
import dev.cajal.viz.Theme;
import dev.cajal.viz.Xml;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.image.HintonDiagram;
import dev.cajal.viz.image.Ramp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaneChartsTest {
  private static final Axis X = new Axis("x", Axis.Kind.NUMBER);
  private static final Axis Y = new Axis("y", Axis.Kind.NUMBER);
  private static final Grid HILL = Grid.sampled(9, 7, -1, 1, -2, 2, (x, y) -> -x * x - y);

  private static <M extends Mark> List<M> marks(Figure figure, Class<M> kind) {
    return figure.marks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void aGridHoldsAFunctionFromEdgeToEdge() {
    assertThat(HILL.at(0, 0)).isEqualTo(1);
    assertThat(HILL.at(4, 6)).isEqualTo(-2);
    assertThat(HILL.least()).isEqualTo(-3);
    assertThat(HILL.most()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grid.of(2, 2, new double[3]))
        .withMessage("grid: 2 × 2 places do not fit 3 values");
  }

  @Test
  void aCommonScaleMakesSurfacesComparable() {
    Grid low = Grid.of(2, 2, new double[] {0, 0, 1, 1});
    assertThat(low.share(1)).isEqualTo(1);
    Grid compared = low.scaled(-1, 3);
    assertThat(compared.share(1)).isEqualTo(0.5);
    assertThat(compared.most()).isEqualTo(1);
    assertThat(low.scaled(0.5, 0.7).share(0)).isZero();
    Figure figure = new Surface("Low", X, Y, 0, 1, 0, 1, "height", compared).figure();
    assertThat(Xml.parse(figure.svg()).texts("text"))
        .contains("height from 0 to 1.000", "3.000", "−1.000");
  }

  @Test
  void pointsOfEachKindHaveTheirInkAndTheirNameInTheLegend() {
    Figure figure =
        new ScatterChart(
                "Two kinds",
                X,
                Y,
                List.of(
                    new Series("ones", List.of(new Point(0, 0), new Point(1, 1))),
                    new Series("twos", List.of(new Point(0.5, 2), new Point(Double.NaN, 0)))))
            .figure();
    List<Mark.Disc> dots = marks(figure, Mark.Disc.class);
    assertThat(dots)
        .filteredOn(d -> d.tip().equals("ones"))
        .hasSize(2)
        .allMatch(d -> d.fill() == Ink.BLUE);
    assertThat(dots)
        .filteredOn(d -> d.tip().equals("twos"))
        .hasSize(1)
        .allMatch(d -> d.fill() == Ink.ORANGE);
    assertThat(Xml.parse(figure.svg()).texts("text")).contains("ones", "twos", "x", "y");
  }

  @Test
  void theGroundOfAScatterDecidesItsRanges() {
    Figure figure =
        new ScatterChart(
                "Ground",
                X,
                Y,
                List.of(new Series("a", List.of(new Point(0, 0), new Point(1, 3)))),
                Optional.of(
                    new ScatterChart.Ground(Picture.of(1, 1, new int[] {0xffffff}), -1, 1, 0, 6)))
            .figure();
    Mark.Pixels ground = marks(figure, Mark.Pixels.class).getFirst();
    List<Mark.Disc> dots =
        marks(figure, Mark.Disc.class).stream().filter(d -> d.tip().equals("a")).toList();
    assertThat(dots.getFirst().x()).isEqualTo(ground.x() + ground.width() / 2);
    assertThat(dots.getFirst().y()).isEqualTo(ground.y() + ground.height());
    assertThat(dots.getLast().x()).isEqualTo(ground.x() + ground.width());
    assertThat(dots.getLast().y()).isEqualTo(ground.y() + ground.height() / 2);
  }

  @Test
  void aHeatMapPutsItsFirstRowAtTheBottomAndItsPathsInside() {
    Series path = new Series("descent", List.of(new Point(-1, -2), new Point(9, 2)));
    Figure figure = new HeatMap("Hill", X, Y, -1, 1, -2, 2, HILL, List.of(path)).figure();
    Picture picture = marks(figure, Mark.Pixels.class).getFirst().picture();
    assertThat(picture.rgb(4, 6)).isEqualTo(Ramp.rgb(1));
    assertThat(picture.rgb(0, 0)).isEqualTo(Ramp.rgb(0));
    assertThat(Xml.parse(figure.svg()).texts("text")).contains("2.000", "−3.000", "descent");
    List<Point> drawn =
        marks(figure, Mark.Curve.class).stream()
            .filter(c -> c.width() == 2)
            .findFirst()
            .orElseThrow()
            .points();
    Mark.Pixels map = marks(figure, Mark.Pixels.class).getFirst();
    assertThat(drawn.getLast().x()).isEqualTo(map.x() + map.width());
  }

  @Test
  void aSurfaceHasAFacetForEachCellAndTheNearestIsPaintedLast() {
    Figure figure = new Surface("Hill", X, Y, -1, 1, -2, 2, "height", HILL).figure();
    List<Mark.Facet> facets = marks(figure, Mark.Facet.class);
    assertThat(facets).hasSize(8 * 6);
    assertThat(facets.getLast().points().getFirst().x()).isEqualTo(figure.width() / 2.0);
    assertThat(figure.png(Theme.DARK, 1)).isNotEmpty();
    assertThat(Xml.parse(figure.svg()).texts("text"))
        .contains("height from −3.000 to 2.000", "x", "−1", "1", "y", "−2", "2");
    assertThat(Xml.parse(figure.svg()).attributes("g", "stroke-width")).containsExactly("0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Surface("", X, Y, 0, 1, 0, 1, "", Grid.of(1, 2, new double[2])))
        .withMessage("surface: a grid of one row or column has no area");
  }

  @Test
  void aHintonDiagramShowsMagnitudeAsAreaAndSignAsColour() {
    FilterBank bank = FilterBank.of("w", 1, 1, 1, 3, new float[] {4, -1, 0});
    List<Mark.Box> boxes =
        marks(new HintonDiagram("Weights", bank, 5).figure(), Mark.Box.class).stream()
            .filter(b -> b.fill() != Ink.PANEL)
            .toList();
    assertThat(boxes).hasSize(2);
    assertThat(boxes.get(0).fill()).isEqualTo(Ink.ORANGE);
    assertThat(boxes.get(1).fill()).isEqualTo(Ink.BLUE);
    assertThat(boxes.get(0).width()).isEqualTo(2 * boxes.get(1).width());
  }
}
