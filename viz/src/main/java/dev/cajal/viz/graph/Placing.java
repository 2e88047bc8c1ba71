package dev.cajal.viz.graph;

import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Gives ordered layers their places on the page, in one column or in several. */
final class Placing {
  private static final double GAP_DOWN = 34;
  private static final double GAP_DOWN_LABELLED = 52;
  private static final double GAP_COLUMNS = 44;
  private static final double ENTRIES = 44;
  private static final double LEAD = 14;
  private static final int CANDIDATES = 40;

  /** Width of the page by its height that looks best. */
  private static final double ASPECT = 1.5;

  private final DrawnGraph graph;
  private final Map<String, Vertex> nodes;
  private final List<List<Vertex>> layers;
  private final List<List<Vertex>> paths;
  private final double gap;
  private final boolean labelled;
  private final double[] heights;

  Placing(
      DrawnGraph graph,
      Map<String, Vertex> nodes,
      List<List<Vertex>> layers,
      List<List<Vertex>> paths) {
    this.graph = graph;
    this.nodes = nodes;
    this.layers = layers;
    this.paths = paths;
    labelled = graph.edges().stream().anyMatch(edge -> !edge.bare());
    gap = labelled ? GAP_DOWN_LABELLED : GAP_DOWN;
    heights =
        layers.stream()
            .mapToDouble(layer -> layer.stream().mapToDouble(v -> v.height).max().orElse(0))
            .toArray();
  }

  /** The layers from one to another, beside those before them. */
  private record Column(int from, int to, double left, double width, double height) {}

  Layers folded(double most) {
    List<Column> best = columns(Double.POSITIVE_INFINITY);
    double whole = best.stream().mapToDouble(Column::height).max().orElse(0);
    for (int i = 1; whole > most && i < CANDIDATES; i++) {
      List<Column> columns = columns(whole * (1 - i / (double) CANDIDATES));
      if (size(columns) < size(best)) {
        best = columns;
      }
    }
    return placed(best);
  }

  private static double size(List<Column> columns) {
    double height = columns.stream().mapToDouble(Column::height).max().orElse(0);
    Column last = columns.getLast();
    return Math.max((last.left + last.width) / ASPECT, height);
  }

  /** Fills columns to a height, and then on to the next place where one arrow alone goes on. */
  private List<Column> columns(double height) {
    List<Column> columns = new ArrayList<>();
    int from = 0;
    double left = 0;
    double filled = 0;
    for (int rank = 0; rank < layers.size(); rank++) {
      filled += heights[rank];
      if (rank == layers.size() - 1 || (filled >= height && canFold(rank))) {
        double width = right(from, rank) - left(from, rank);
        columns.add(new Column(from, rank + 1, left, width, filled));
        left += width + GAP_COLUMNS;
        from = rank + 1;
        filled = 0;
      } else {
        filled += gap;
      }
    }
    return columns.isEmpty() ? List.of(new Column(0, 0, 0, 0, 0)) : columns;
  }

  private boolean canFold(int rank) {
    List<Vertex> below = layers.get(rank + 1);
    return layers.get(rank).size() == 1
        && below.size() == 1
        && !layers.get(rank).getFirst().passage
        && !below.getFirst().passage;
  }

  private double left(int from, int last) {
    return IntStream.rangeClosed(from, last)
        .boxed()
        .flatMap(rank -> layers.get(rank).stream())
        .mapToDouble(v -> v.x - v.width / 2)
        .min()
        .orElse(0);
  }

  private double right(int from, int last) {
    return IntStream.rangeClosed(from, last)
        .boxed()
        .flatMap(rank -> layers.get(rank).stream())
        .mapToDouble(v -> v.x + v.width / 2)
        .max()
        .orElse(0);
  }

  private Layers placed(List<Column> columns) {
    double[] top = new double[layers.size()];
    double height = 0;
    double width = 0;
    for (Column column : columns) {
      double y = 0;
      double shift = column.left - (column.to > column.from ? left(column.from, column.to - 1) : 0);
      for (int rank = column.from; rank < column.to; rank++) {
        top[rank] = y;
        y += heights[rank] + gap;
        layers.get(rank).forEach(v -> v.x += shift);
      }
      height = Math.max(height, y - gap);
      width = column.left + column.width;
    }
    List<Layers.Box> boxes = new ArrayList<>();
    for (DrawnGraph.Node node : graph.nodes()) {
      Vertex v = Layers.find(nodes, node.id());
      double y = top[v.rank] + (heights[v.rank] - v.height) / 2;
      boxes.add(new Layers.Box(v.x - v.width / 2, y, v.width, v.height));
    }
    return new Layers(width, Math.max(0, height), boxes, routes(top, boxes, columns));
  }

  private List<List<Point>> routes(double[] top, List<Layers.Box> boxes, List<Column> columns) {
    List<List<Point>> routes = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      DrawnGraph.Edge edge = graph.edges().get(i);
      Vertex from = Layers.find(nodes, edge.from());
      Vertex to = Layers.find(nodes, edge.to());
      Layers.Box source = boxes.get(from.index);
      Layers.Box target = boxes.get(to.index);
      List<Point> route = new ArrayList<>();
      for (Vertex v : paths.get(i)) {
        route.add(new Point(v.x, top[v.rank]));
        route.add(new Point(v.x, top[v.rank] + heights[v.rank]));
      }
      double entry = to.x + entry(i);
      route.set(0, new Point(from.x, source.y() + source.height()));
      route.set(route.size() - 2, new Point(entry, top[to.rank]));
      route.set(route.size() - 1, new Point(entry, target.y()));
      Column column =
          columns.stream()
              .filter(c -> c.from <= from.rank && from.rank < c.to)
              .findFirst()
              .orElseThrow();
      double gutter = column.left + column.width + GAP_COLUMNS / 2;
      routes.add(to.rank < column.to ? route : over(source, target, gutter));
    }
    return routes;
  }

  /** From the foot of a column, up between the two, to the head of the next. */
  private static List<Point> over(Layers.Box source, Layers.Box target, double between) {
    double from = source.x() + source.width() / 2;
    double to = target.x() + target.width() / 2;
    double foot = source.y() + source.height();
    return List.of(
        new Point(from, foot),
        new Point(from, foot + LEAD),
        new Point(between, foot + LEAD),
        new Point(between, target.y() - LEAD),
        new Point(to, target.y() - LEAD),
        new Point(to, target.y()));
  }

  /** Arrows with something beside them enter a box side by side. */
  private double entry(int edge) {
    if (!labelled) {
      return 0;
    }
    String to = graph.edges().get(edge).to();
    List<Integer> entering =
        IntStream.range(0, paths.size())
            .filter(i -> graph.edges().get(i).to().equals(to))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> paths.get(i).get(paths.get(i).size() - 2).x))
            .toList();
    double room = Layers.find(nodes, to).width / entering.size();
    return (entering.indexOf(edge) - (entering.size() - 1) / 2.0) * Math.min(ENTRIES, room);
  }
}
