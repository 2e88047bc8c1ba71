package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Xml;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixFigureTest {
  private static List<Mark.Box> boxes(Figure figure) {
    return figure.marks().stream()
        .filter(Mark.Box.class::isInstance)
        .map(Mark.Box.class::cast)
        .toList();
  }

  @Test
  void smallMatricesAreWrittenOutAndZerosHaveNoColour() {
    Figure figure = MatrixFigure.of("M", 2, 1, -2.5, 0, 1234).figure();
    assertThat(boxes(figure))
        .extracting(Mark.Box::fill)
        .containsExactly(Ink.ORANGE, Ink.BLUE, Ink.ORANGE);
    assertThat(Xml.parse(figure.svg()).texts("text"))
        .containsExactly("M", "1", "−2.50", "0", "1,234");
    assertThat(figure.description()).isEqualTo("M: 2 × 2 numbers");
  }

  @Test
  void largerNumbersAreStronger() {
    List<Mark.Box> boxes = boxes(MatrixFigure.of("M", 2, 1, 3).figure());
    assertThat(boxes.get(0).opacity()).isLessThan(boxes.get(1).opacity());
  }

  @Test
  void wideMatricesAreColoursOnly() {
    Figure figure = MatrixFigure.of("wide", 13, new double[26]).figure();
    assertThat(Xml.parse(figure.svg()).texts("text")).containsExactly("wide");
    assertThat(boxes(figure)).isEmpty();
  }

  @Test
  void blocksAreParted() {
    assertThat(MatrixFigure.of("B", 4, new double[16]).blocks(2).figure().marks())
        .filteredOn(Mark.Curve.class::isInstance)
        .hasSize(2);
  }

  @Test
  void raggedRowsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MatrixFigure("", List.of(List.of(1.0), List.of()), 0))
        .withMessage("matrix: rows [[1.0], []] are not of one length");
  }
}
