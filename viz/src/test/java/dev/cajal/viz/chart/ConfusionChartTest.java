package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Xml;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionChartTest {
  private static ConfusionMatrix random(int classes) {
    Random random = new Random(classes);
    long[][] counts = new long[classes][classes];
    for (long[] row : counts) {
      for (int j = 0; j < classes; j++) {
        row[j] = random.nextInt(3);
      }
    }
    return ConfusionMatrix.of(
        IntStream.range(0, classes).mapToObj(i -> "class " + i).toList(), counts);
  }

  private static List<Mark.Box> cells(Figure figure) {
    return figure.marks().stream()
        .filter(Mark.Box.class::isInstance)
        .map(Mark.Box.class::cast)
        .filter(box -> !box.tip().isEmpty())
        .toList();
  }

  @Test
  void cellsAreColouredByRecallAndByFrequencyOfTheMistake() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(List.of("<b>", "dog"), new long[][] {{8, 2}, {0, 1000}});
    Figure figure = new ConfusionChart(matrix).figure();
    List<Mark.Box> cells = cells(figure);
    assertThat(cells).extracting(Mark.Box::fill).containsExactly(Ink.BLUE, Ink.ORANGE, Ink.BLUE);
    assertThat(cells.get(2).opacity()).isGreaterThan(cells.get(0).opacity());
    assertThat(cells)
        .extracting(Mark.Box::tip)
        .containsExactly("<b> recognised: 8", "<b> taken for dog: 2", "dog recognised: 1,000");
    assertThat(Xml.parse(figure.svg()).texts("text"))
        .contains("8", "2", "1,000", "<b>", "80.0\u00a0%", "100.0\u00a0%", "99.8");
  }

  @Test
  void everyNumberOfClassesIsDrawnInsideTheFigure() {
    for (int classes : new int[] {1, 2, 10, 12, 13, 24, 25, 60, 100}) {
      Figure figure = new ConfusionChart(random(classes)).figure();
      Xml.parse(figure.svg());
      assertThat(cells(figure))
          .allMatch(cell ->
              cell.x() > 0
                  && cell.x() + cell.width() < figure.width()
                  && cell.y() + cell.height() < figure.height());
    }
  }

  @Test
  void anEmptyMatrixIsDrawnToo() {
    ConfusionMatrix empty = ConfusionMatrix.of(List.of("a", "b"), new long[2][2]);
    assertThat(new ConfusionChart(empty).figure().svg()).contains("–");
  }

  @Test
  void tooManyClassesAreRefused() {
    assertThatThrownBy(() -> new ConfusionChart(random(101)))
        .hasMessage("confusion chart: 101 classes, 1 to 100 can be drawn");
  }
}
