package dev.cajal.viz.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Picture;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TileSheetTest {

  @Test
  void tilesAreDrawnToOneScaleWithoutOverlap() {
    List<Tile> tiles =
        IntStream.range(0, 5).mapToObj(i -> new Tile(picture(4 - i % 2, 4), "map " + i)).toList();
    Figure figure = TileSheet.grid("maps", "light is large", tiles, 2, 40).figure();
    List<Mark.Pixels> drawn = pixels(figure);
    assertThat(drawn).extracting(Mark.Pixels::width).containsExactly(40.0, 30.0, 40.0, 30.0, 40.0);
    for (Mark.Pixels a : drawn) {
      assertThat(a.x() + a.width()).isLessThanOrEqualTo(figure.width());
      assertThat(a.y() + a.height()).isLessThanOrEqualTo(figure.height());
      for (Mark.Pixels b : drawn) {
        boolean beside = a.x() + a.width() <= b.x() || b.x() + b.width() <= a.x();
        boolean below = a.y() + a.height() <= b.y() || b.y() + b.height() <= a.y();
        assertThat(a.equals(b) || beside || below).isTrue();
      }
    }
    assertThat(figure.svg()).contains("map 4", "light is large");
  }

  @Test
  void namesOfRowsStandLeftOfTheirTiles() {
    Figure figure =
        new TileSheet("top patches", "", List.of(new Row("unit 7", List.of(tile()))), 20).figure();
    double end =
        figure.marks().stream()
            .filter(mark -> mark instanceof Mark.Label label && label.text().equals("unit 7"))
            .map(Mark.Label.class::cast)
            .mapToDouble(label -> label.x() + label.font().width(label.text()))
            .sum();
    assertThat(end).isPositive();
    assertThat(pixels(figure).getFirst().x()).isGreaterThan(end);
  }

  @Test
  void aSheetNeedsATile() {
    assertThatThrownBy(() -> TileSheet.grid("maps", "", List.of(), 3, 10).figure())
        .hasMessage("tile sheet 'maps': 0 rows of tiles of size 10.0; at least one tile is needed");
  }

  @Test
  void numbersOfBothSignsDivergeAndOthersRise() {
    ValueMap both = ValueMap.of(-2, 1, Float.NaN);
    assertThat(both.rgb(-2)).isEqualTo(Diverging.rgb(-1));
    assertThat(both.rgb(1)).isEqualTo(Diverging.rgb(0.5));
    assertThat(both.key()).contains("±2");
    ValueMap rising = ValueMap.of(0, 4, 1);
    assertThat(rising.picture(new float[] {9, 0, 1, 4}, 1, 1, 3))
        .isEqualTo(Picture.of(3, 1, new int[] {Ramp.rgb(0), Ramp.rgb(0.25), Ramp.rgb(1)}));
    assertThat(rising.key()).isEqualTo("dark is 0, light is 4.000");
    assertThat(ValueMap.of(0, 0).rgb(0)).isEqualTo(Ramp.rgb(0));
  }

  private static List<Mark.Pixels> pixels(Figure figure) {
    return figure.marks().stream()
        .filter(Mark.Pixels.class::isInstance)
        .map(Mark.Pixels.class::cast)
        .toList();
  }

  private static Tile tile() {
    return new Tile(picture(2, 2), "");
  }

  private static Picture picture(int width, int height) {
    return Picture.of(width, height, new int[width * height]);
  }
}
