package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Point;
import dev.cajal.viz.image.Ramp;
import java.util.List;

/**
 * Values over a rectangle as colours, with the scale beside it, and paths over it if given.
 *
 * @param title above the map
 * @param left x of the first column
 * @param right x of the last column
 * @param bottom y of the first row
 * @param top y of the last row
 * @param paths lines over the map, such as those of a descent
 */
public record HeatMap(
    String title,
    Axis x,
    Axis y,
    double left,
    double right,
    double bottom,
    double top,
    Grid grid,
    List<Series> paths) {

  /** Copies the paths. */
  public HeatMap {
    paths = List.copyOf(paths);
  }

  /** Draws the map. */
  public Figure figure() {
    Plane plane = new Plane(title);
    double edge = Plane.RIGHT - 64;
    Scale across = Scale.spanning(x.kind(), left, right, Plane.LEFT, edge);
    Scale up = Scale.spanning(y.kind(), bottom, top, Plane.BOTTOM, Plane.TOP);
    plane.axes(x, across, y, up, edge);
    plane.add(
        new Mark.Pixels(
            Plane.LEFT, Plane.TOP, edge - Plane.LEFT, Plane.BOTTOM - Plane.TOP, picture(), ""));
    double legend = Plane.LEFT;
    for (int i = 0; i < paths.size(); i++) {
      Ink ink = i == 0 ? Ink.TEXT : Ink.series(i);
      List<Point> points =
          paths.get(i).points().stream()
              .filter(p -> across.shows(p.x()) && up.shows(p.y()))
              .map(p ->
                  new Point(
                      Math.clamp(across.pixel(p.x()), Plane.LEFT, edge),
                      Math.clamp(up.pixel(p.y()), Plane.TOP, Plane.BOTTOM)))
              .toList();
      plane.add(new Mark.Curve(points, Ink.PAGE, 4)); // seen on light and dark places
      plane.add(new Mark.Curve(points, ink, 2));
      if (!points.isEmpty()) {
        plane.add(new Mark.Disc(points.getLast().x(), points.getLast().y(), 5, Ink.PAGE, ""));
        plane.add(new Mark.Disc(points.getLast().x(), points.getLast().y(), 4, ink, ""));
      }
      plane.add(new Mark.Box(legend, 39, 14, 4, 2, ink, 1, ""));
      String name = paths.get(i).name();
      plane.add(new Mark.Label(legend + 20, 45, name, Anchor.START, Font.BODY, Ink.TEXT));
      legend += 44 + Font.BODY.width(name);
    }
    // It ends above the ticks, so that its least value does not touch the last of them.
    ColourBar.marks(edge + 24, Plane.TOP, Plane.BOTTOM - Plane.TOP - 16, grid).forEach(plane::add);
    return plane.figure(
        "%s: from %s to %s"
            .formatted(title, Numbers.significant(grid.least()), Numbers.significant(grid.most())));
  }

  private Picture picture() {
    int[] pixels = new int[grid.columns() * grid.rows()];
    for (int i = 0; i < pixels.length; i++) {
      int row = grid.rows() - 1 - Math.floorDiv(i, grid.columns());
      pixels[i] = Ramp.rgb(grid.share(grid.at(i % grid.columns(), row)));
    }
    return Picture.of(grid.columns(), grid.rows(), pixels);
  }
}
