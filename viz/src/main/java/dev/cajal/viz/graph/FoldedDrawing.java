package dev.cajal.viz.graph;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Point;
import dev.cajal.viz.graph.RecurrentFigure.Stage;
import java.util.ArrayList;
import java.util.List;

/** Draws a recurrent network with loops, its input at the bottom. */
final class FoldedDrawing {
  private static final double MARGIN = 20;
  private static final double TOP = 72;
  private static final double PITCH = 96;
  private static final double HEIGHT = 50;
  private static final double LOOP = 46;
  private static final double DELAY = 11;

  private final RecurrentFigure net;
  private final double width;
  private final List<Mark> marks = new ArrayList<>();

  FoldedDrawing(RecurrentFigure net) {
    this.net = net;
    this.width =
        net.stages().stream().mapToDouble(s -> Font.STRONG.width(s.name())).max().orElse(0) + 32;
  }

  Figure figure() {
    int count = net.stages().size();
    marks.add(new Mark.Label(MARGIN, 24, net.title(), Anchor.START, Font.TITLE, Ink.TEXT));
    marks.add(new Mark.Box(MARGIN, 35, DELAY, DELAY, 0, Ink.TEXT, 1, ""));
    String key = "a delay of one step";
    marks.add(new Mark.Label(MARGIN + 18, 45, key, Anchor.START, Font.SMALL, Ink.MUTED));
    double beside = 0;
    for (int i = 0; i < count; i++) {
      Stage stage = net.stages().get(i);
      double y = TOP + (count - 1 - i) * PITCH;
      if (i > 0) {
        enter(stage, y);
      }
      if (stage.recurrent()) {
        loop(stage, y);
        beside = Math.max(beside, LOOP + 12 + Font.SMALL.width(stage.returns()));
      }
      beside = Math.max(beside, Font.SMALL.width(stage.enters()) - width / 2 + 12);
      box(stage, i, y);
    }
    double all = Math.max(width + beside, GraphFigure.titleWidth(net.title())) + 2 * MARGIN;
    double height = TOP + (count - 1) * PITCH + HEIGHT + MARGIN;
    return new Figure(
        (int) Math.ceil(all),
        (int) Math.ceil(height),
        net.title() + ": folded, " + count + " stages",
        marks);
  }

  private void box(Stage stage, int place, double y) {
    Ink ink = ink(net, place);
    double middle = MARGIN + width / 2;
    marks.add(new Mark.Box(MARGIN, y, width, HEIGHT, 6, ink, GraphFigure.TINT, stage.name()));
    marks.add(new Mark.Frame(MARGIN, y, width, HEIGHT, 6, ink, 1.2));
    marks.add(new Mark.Label(middle, y + 21, stage.name(), Anchor.MIDDLE, Font.STRONG, Ink.TEXT));
    String size =
        stage.symbol() + ": " + stage.size() + (stage.everyStep() ? " a step" : ", after the last");
    marks.add(new Mark.Label(middle, y + 38, size, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
  }

  private void enter(Stage stage, double y) {
    double x = MARGIN + width / 2;
    Ink ink = stage.enters().isEmpty() ? Ink.AXIS : Ink.BLUE;
    double foot = y + HEIGHT;
    Arrow.draw(marks, List.of(new Point(x, y + PITCH), new Point(x, foot)), ink);
    if (!stage.enters().isEmpty()) {
      double middle = foot + (PITCH - HEIGHT) / 2 + 5;
      marks.add(new Mark.Label(x + 10, middle, stage.enters(), Anchor.START, Font.SMALL, Ink.BLUE));
    }
  }

  private void loop(Stage stage, double y) {
    double edge = MARGIN + width;
    double out = y + 13;
    double back = y + HEIGHT - 13;
    double far = edge + LOOP;
    Arrow.draw(
        marks,
        List.of(
            new Point(edge, out), new Point(far, out), new Point(far, back), new Point(edge, back)),
        Ink.ORANGE);
    double middle = y + HEIGHT / 2;
    marks.add(
        new Mark.Box(
            far - DELAY / 2, middle - DELAY / 2, DELAY, DELAY, 0, Ink.TEXT, 1, "one step later"));
    double text = far + 12;
    marks.add(
        new Mark.Label(text, middle + 4, stage.returns(), Anchor.START, Font.SMALL, Ink.ORANGE));
  }

  /** The colour of a stage. */
  static Ink ink(RecurrentFigure net, int place) {
    boolean weights = !net.stages().get(place).enters().isEmpty();
    return place == 0
        ? Ink.GREEN
        : place == net.stages().size() - 1 ? Ink.ORANGE : weights ? Ink.BLUE : Ink.AXIS;
  }
}
