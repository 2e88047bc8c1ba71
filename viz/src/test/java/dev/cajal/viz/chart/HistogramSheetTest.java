package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Xml;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramSheetTest {
  private static Histogram chart(String title) {
    return new Histogram(title, "value", 0, 4, List.of(6L, 2L), 0);
  }

  @Test
  void eachChartHasItsNameItsRangeAndTheShareOfItsFullestBin() {
    Xml svg =
        Xml.parse(
            new HistogramSheet("Outputs", List.of(chart("conv1"), chart("fc")), 4).figure().svg());
    assertThat(svg.texts("text")).contains("Outputs", "conv1", "fc", "75\u00a0%", "0", "4");
    assertThat(svg.texts("title")).hasSize(4).contains("0 to 2.000: 6");
  }

  @Test
  void rowsAreAddedAndColumnsAreNot() {
    Figure four = new HistogramSheet("w", Collections.nCopies(4, chart("w")), 4).figure();
    Figure five = new HistogramSheet("w", Collections.nCopies(5, chart("w")), 4).figure();
    assertThat(five.width()).isEqualTo(four.width());
    assertThat(five.height()).isGreaterThan(four.height());
  }

  @Test
  void emptyChartsAreDrawn() {
    Histogram nothing = new Histogram("dead", "value", 0, 1, List.of(0L), 3);
    assertThat(Xml.parse(new HistogramSheet("w", List.of(nothing), 4).figure().svg()).texts("text"))
        .contains("dead", "–");
    Xml.parse(new HistogramSheet("w", List.of(), 4).figure().svg());
  }
}
