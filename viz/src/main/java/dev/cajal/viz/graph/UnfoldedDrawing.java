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
import java.util.stream.Stream;

/** Draws a recurrent network with a column a step, the input at the bottom. */
final class UnfoldedDrawing {
  private static final double MARGIN = 20;
  private static final double TOP = 76;
  private static final double ROW = 88;
  private static final double BOX = 44;
  private static final double LEAST_GAP = 56;

  private final RecurrentFigure net;
  private final int shown;
  private final double names;
  private final double width;
  private final double column;
  private final List<Mark> marks = new ArrayList<>();

  UnfoldedDrawing(RecurrentFigure net, int shown) {
    this.net = net;
    this.shown = shown;
    names = widest(net.stages().stream().map(Stage::name), Font.STRONG) + 24;
    width =
        24
            + Math.max(
                widest(net.stages().stream().map(Stage::symbol), Font.STRONG),
                widest(net.stages().stream().map(Stage::size), Font.SMALL));
    double across = widest(net.stages().stream().map(s -> parameter(s.returns())), Font.SMALL) + 22;
    column = width + Math.max(LEAST_GAP, across);
  }

  Figure figure() {
    int count = net.stages().size();
    marks.add(new Mark.Label(MARGIN, 24, net.title(), Anchor.START, Font.TITLE, Ink.TEXT));
    String key = "arrows of one name have the same parameters at every step";
    marks.add(new Mark.Label(MARGIN, 46, key, Anchor.START, Font.SMALL, Ink.MUTED));
    for (int i = 0; i < count; i++) {
      row(i);
    }
    double foot = TOP + (count - 1) * ROW + BOX + 22;
    for (int t = 0; t < shown; t++) {
      String step = "t = " + (t == shown - 1 ? net.steps() : t + 1);
      marks.add(new Mark.Label(centre(t), foot, step, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
    }
    double beside =
        widest(net.stages().stream().map(s -> parameter(s.enters())), Font.SMALL) + 7 - width / 2;
    double all = MARGIN + names + column * (shown - 1) + width + Math.max(0, beside) + MARGIN;
    double words =
        Math.max(GraphFigure.titleWidth(net.title()), Font.SMALL.width(key)) + 2 * MARGIN;
    return new Figure(
        (int) Math.ceil(Math.max(all, words)),
        (int) Math.ceil(foot + MARGIN),
        "%s: unfolded, %d of %d steps".formatted(net.title(), shown, net.steps()),
        marks);
  }

  private void row(int place) {
    Stage stage = net.stages().get(place);
    double y = top(place);
    marks.add(new Mark.Label(MARGIN, y + 19, stage.name(), Anchor.START, Font.STRONG, Ink.TEXT));
    if (!stage.everyStep()) {
      marks.add(
          new Mark.Label(
              MARGIN, y + 35, "after the last step", Anchor.START, Font.SMALL, Ink.MUTED));
    } else if (stage.recurrent()) {
      marks.add(
          new Mark.Label(MARGIN, y + 35, "shared over time", Anchor.START, Font.SMALL, Ink.MUTED));
    }
    for (int t = 0; t < shown; t++) {
      boolean last = t == shown - 1;
      if (stage.everyStep() || last) {
        box(stage, place, t, y);
      }
      if (place > 0 && (stage.everyStep() || last)) {
        enter(stage, t, y);
      }
      if (stage.recurrent() && !last) {
        step(stage, t, y);
      }
    }
  }

  private void box(Stage stage, int place, int t, double y) {
    Ink ink = FoldedDrawing.ink(net, place);
    double x = centre(t) - width / 2;
    String tip = stage.name() + ", step " + (t == shown - 1 ? net.steps() : t + 1);
    marks.add(new Mark.Box(x, y, width, BOX, 6, ink, GraphFigure.TINT, tip));
    marks.add(new Mark.Frame(x, y, width, BOX, 6, ink, 1.2));
    marks.add(
        new Mark.Label(centre(t), y + 19, stage.symbol(), Anchor.MIDDLE, Font.STRONG, Ink.TEXT));
    marks.add(
        new Mark.Label(centre(t), y + 35, stage.size(), Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
  }

  private void enter(Stage stage, int t, double y) {
    Ink ink = stage.enters().isEmpty() ? Ink.AXIS : Ink.BLUE;
    double x = centre(t);
    Arrow.draw(marks, List.of(new Point(x, y + ROW), new Point(x, y + BOX)), ink);
    if (!stage.enters().isEmpty()) {
      String text = parameter(stage.enters());
      double middle = y + BOX + (ROW - BOX) / 2 + 5;
      marks.add(new Mark.Label(x + 7, middle, text, Anchor.START, Font.SMALL, Ink.BLUE));
    }
  }

  private void step(Stage stage, int t, double y) {
    boolean jump = t == shown - 2 && shown < net.steps();
    double middle = y + BOX / 2;
    double from = centre(t) + width / 2;
    double to = centre(t + 1) - width / 2;
    Arrow.draw(marks, List.of(new Point(from, middle), new Point(to, middle)), Ink.ORANGE);
    if (stage.bothWays()) {
      Arrow.head(marks, new Point(from, middle), -1, 0, Ink.ORANGE);
    }
    double centre = (from + to) / 2;
    String text = parameter(stage.returns());
    marks.add(new Mark.Label(centre - 3, middle - 9, text, Anchor.MIDDLE, Font.SMALL, Ink.ORANGE));
    if (jump) {
      marks.add(new Mark.Box(centre - 17, middle - 4, 28, 8, 0, Ink.PAGE, 1, ""));
      for (int dot = -1; dot <= 1; dot++) {
        marks.add(new Mark.Disc(centre - 3 + 8 * dot, middle, 1.6, Ink.ORANGE, "steps between"));
      }
    }
  }

  private double centre(int t) {
    return MARGIN + names + width / 2 + t * column;
  }

  private double top(int place) {
    return TOP + (net.stages().size() - 1 - place) * ROW;
  }

  /** The name of a parameter without its shape. */
  private static String parameter(String text) {
    return text.split(" ", 2)[0];
  }

  private static double widest(Stream<String> texts, Font font) {
    return texts.mapToDouble(font::width).max().orElse(0);
  }
}
