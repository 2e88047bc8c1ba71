package dev.cajal.viz.chart;

import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of what a chart shows, each beside its colour, in as many rows below the title as they
 * need.
 */
final class Legend {
  /** What stands beside a name. */
  enum Key {
    LINE(20),
    DOT(14),
    BOX(16);

    private final double room;

    Key(double room) {
      this.room = room;
    }
  }

  private static final double FIRST = 45;
  private static final double ROW = 17;
  private static final double GAP = 20;

  private final List<Mark> marks = new ArrayList<>();
  private int rows = 1;

  /** Places names from {@code left}; only one longer than a whole row is cut. */
  Legend(List<String> names, Key key, double left, double right) {
    double x = left;
    for (int i = 0; i < names.size(); i++) {
      String name = Font.BODY.fitted(names.get(i), right - left - key.room);
      double wide = key.room + Font.BODY.width(name);
      if (x > left && x + wide > right) {
        x = left;
        rows++;
      }
      double base = FIRST + ROW * (rows - 1);
      marks.add(
          switch (key) {
            case LINE -> new Mark.Box(x, base - 6, 14, 4, 2, Ink.series(i), 1, "");
            case DOT -> new Mark.Disc(x + 5, base - 4, 4, Ink.series(i), "");
            case BOX -> new Mark.Box(x, base - 9, 10, 10, 2, Ink.series(i), 1, "");
          });
      marks.add(new Mark.Label(x + key.room, base, name, Anchor.START, Font.BODY, Ink.TEXT));
      x += wide + GAP;
    }
  }

  /** How wide names are in one row. */
  static double width(List<String> names, Key key) {
    return names.stream().mapToDouble(name -> key.room + Font.BODY.width(name) + GAP).sum() - GAP;
  }

  List<Mark> marks() {
    return marks;
  }

  /** How much farther down the chart begins than below a single row. */
  double below() {
    return ROW * (rows - 1);
  }
}
