package dev.cajal.viz.chart;

import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.List;

/** Drops points that no screen can show: of every pixel column the extremes and the ends stay. */
final class Thinning {
  private static final int FEW = 1200;

  private Thinning() {}

  static List<Point> thin(List<Point> points) {
    if (points.size() <= FEW) {
      return points;
    }
    List<Point> kept = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= points.size(); i++) {
      if (i == points.size() || column(points, i) != column(points, start)) {
        keep(points, start, i, kept);
        start = i;
      }
    }
    return kept;
  }

  private static void keep(List<Point> points, int start, int end, List<Point> kept) {
    int low = start;
    int high = start;
    for (int i = start; i < end; i++) {
      low = points.get(i).y() < points.get(low).y() ? i : low;
      high = points.get(i).y() > points.get(high).y() ? i : high;
    }
    for (int i = start; i < end; i++) {
      if (i == start || i == low || i == high || i == end - 1) {
        kept.add(points.get(i));
      }
    }
  }

  private static long column(List<Point> points, int index) {
    return Math.round(points.get(index).x());
  }
}
