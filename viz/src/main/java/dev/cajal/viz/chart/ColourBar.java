package dev.cajal.viz.chart;

import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.image.Ramp;
import java.util.List;

/** The scale beside values that are shown as colours. */
final class ColourBar {
  private static final int WIDTH = 12;

  private ColourBar() {}

  static List<Mark> marks(double x, double top, double height, Grid grid) {
    int[] colours = new int[64];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = Ramp.rgb(1 - i / (colours.length - 1.0));
    }
    return List.of(
        new Mark.Pixels(x, top, WIDTH, height, Picture.of(1, colours.length, colours), ""),
        label(x, top - 6, grid.high()),
        label(x, top + height + 16, grid.low()));
  }

  private static Mark label(double x, double y, double value) {
    String text = Numbers.significant(value);
    return new Mark.Label(x + WIDTH / 2.0, y, text, Anchor.MIDDLE, Font.SMALL, Ink.MUTED);
  }
}
