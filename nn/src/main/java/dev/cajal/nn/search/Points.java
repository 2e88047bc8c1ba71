package dev.cajal.nn.search;

import dev.cajal.nn.data.RandomStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The points of a space; each depends on seed and number alone, so a search can go on anywhere. */
final class Points {
  private static final int ATTEMPTS = 100;
  private static final int MOST = 100_000;

  private Points() {}

  /** Returns points at random, none twice; fewer if the space has no more. */
  static List<Point> random(List<Dimension> space, int count, long seed) {
    RandomStream random = new RandomStream(seed, "search");
    Set<Point> seen = new HashSet<>();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        random.at(i, attempt);
        Map<String, String> values = new LinkedHashMap<>();
        for (Dimension dimension : space) {
          values.put(dimension.name(), dimension.draw(random));
        }
        Point point = new Point(values);
        if (seen.add(point)) {
          points.add(point);
          break;
        }
      }
    }
    return points;
  }

  /** Returns all combinations; the last dimension changes fastest. */
  static List<Point> grid(List<Dimension> space) {
    List<Map<String, String>> all = List.of(Map.of());
    for (Dimension dimension : space) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> values : all) {
        for (String value : dimension.grid()) {
          Map<String, String> more = new LinkedHashMap<>(values);
          more.put(dimension.name(), value);
          longer.add(more);
        }
      }
      if (longer.size() > MOST) {
        throw new IllegalArgumentException(
            "the grid has more than " + MOST + " points; search at random instead");
      }
      all = longer;
    }
    return all.stream().map(Point::new).toList();
  }
}
