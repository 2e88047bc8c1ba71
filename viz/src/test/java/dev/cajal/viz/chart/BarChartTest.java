package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Xml;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {
  private static final Axis GAP = new Axis("gap", Axis.Kind.PERCENT);

  private static List<Mark.Box> bars(Figure figure) {
    return figure.marks().stream()
        .filter(Mark.Box.class::isInstance)
        .map(Mark.Box.class::cast)
        .filter(box -> !box.tip().isEmpty())
        .toList();
  }

  @Test
  void theLengthOfABarFollowsItsValue() {
    Figure figure =
        new BarChart(
                "Gap",
                GAP,
                List.of("nothing", "dropout"),
                List.of(new Bars("gap", List.of(Spread.of(0.4), Spread.of(0.1)))))
            .figure();
    List<Mark.Box> bars = bars(figure);
    assertThat(bars).hasSize(2);
    assertThat(bars.get(0).width()).isEqualTo(4 * bars.get(1).width());
    assertThat(bars.get(1).y()).isGreaterThan(bars.get(0).y());
    assertThat(Xml.parse(figure.svg()).texts("text"))
        .contains("Gap", "nothing", "dropout", "gap", "40.0\u00a0%");
  }

  @Test
  void negativeValuesGoToTheLeftOfZero() {
    List<Mark.Box> bars =
        bars(
            new BarChart(
                    "Gap",
                    GAP,
                    List.of("up", "down"),
                    List.of(new Bars("gap", List.of(Spread.of(0.2), Spread.of(-0.1)))))
                .figure());
    assertThat(bars.get(1).x() + bars.get(1).width()).isCloseTo(bars.get(0).x(), within(1e-9));
  }

  @Test
  void severalRunsGetAnErrorBarOfOneDeviation() {
    Spread spread = Spread.of(0.1, 0.3);
    assertThat(spread.mean()).isCloseTo(0.2, within(1e-12));
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(0.02), within(1e-12));
    Figure figure =
        new BarChart("Gap", GAP, List.of("a"), List.of(new Bars("gap", List.of(spread)))).figure();
    assertThat(figure.marks())
        .anyMatch(mark -> mark instanceof Mark.Curve curve && curve.ink() == Ink.TEXT);
    assertThat(bars(figure).getFirst().tip()).isEqualTo("a, gap: 20.0\u00a0% ± 14.1\u00a0%");
  }

  @Test
  void anErrorBarOfAShareEndsAtTheWhole() {
    Figure figure =
        new BarChart(
                "Accuracy",
                new Axis("accuracy", Axis.Kind.PERCENT),
                List.of("net"),
                List.of(new Bars("right", List.of(new Spread(0.95, 0.09)))))
            .figure();
    assertThat(Xml.parse(figure.svg()).texts("text"))
        .contains("100\u00a0%")
        .doesNotContain("150\u00a0%", "120\u00a0%");
  }

  @Test
  void nothingMeasuredIsSaid() {
    Figure figure =
        new BarChart(
                "Gap", GAP, List.of("a"), List.of(new Bars("gap", List.of(Spread.of(Double.NaN)))))
            .figure();
    assertThat(figure.description()).isEqualTo("Gap: nothing was measured");
  }

  @Test
  void aRowWithoutAValueIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BarChart("Gap", GAP, List.of("a"), List.of(new Bars("b", List.of()))))
        .withMessage("bar chart 'Gap': 1 rows, but 'b' has 0 values");
  }
}
