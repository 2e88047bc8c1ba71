package dev.cajal.viz.graph;

import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the parts of a graph go: nodes in layers, each below all that it reads; edges from the
 * bottom of one node to the top of another, past the nodes of the layers between.
 *
 * @param boxes one a node, in the order of the nodes
 * @param routes one an edge, in the order of the edges: where it starts, enters and leaves each
 *     layer on its way, and ends; x changes between layers only
 */
record Layers(double width, double height, List<Box> boxes, List<List<Point>> routes) {
  private static final double GAP_ACROSS = 28;

  /** A node's place. */
  record Box(double x, double y, double width, double height) {}

  /** One column, however long. */
  static Layers of(DrawnGraph graph) {
    return of(graph, Double.POSITIVE_INFINITY);
  }

  /**
   * Lays a graph out.
   *
   * @param most the height from which a long chain is continued in another column beside the first
   */
  static Layers of(DrawnGraph graph, double most) {
    Map<String, Vertex> nodes = new HashMap<>();
    List<List<Vertex>> layers = new ArrayList<>();
    Map<String, Integer> ranks = ranks(graph);
    int count = 0;
    for (DrawnGraph.Node node : graph.nodes()) {
      NodeBox box = new NodeBox(node);
      int rank = ranks.getOrDefault(node.id(), 0);
      Vertex vertex = new Vertex(count++, rank, false, box.width(), box.height());
      nodes.put(node.id(), vertex);
      add(layers, vertex);
    }
    // All long edges of a node share one line down, which they leave where they end.
    Map<String, List<Vertex>> lines = new HashMap<>();
    List<List<Vertex>> paths = new ArrayList<>();
    for (DrawnGraph.Edge edge : graph.edges()) {
      Vertex end = find(nodes, edge.to());
      List<Vertex> line =
          lines.computeIfAbsent(edge.from(), id -> new ArrayList<>(List.of(find(nodes, id))));
      while (line.getLast().rank + 1 < end.rank) {
        Vertex passage = new Vertex(count++, line.getLast().rank + 1, true, 8, 0);
        line.getLast().linkDown(passage);
        add(layers, passage);
        line.add(passage);
      }
      List<Vertex> path = new ArrayList<>(line.subList(0, end.rank - line.getFirst().rank));
      path.getLast().linkDown(end);
      path.add(end);
      paths.add(path);
    }
    Crossings.reduce(layers);
    Columns.place(layers, GAP_ACROSS);
    return new Placing(graph, nodes, layers, paths).folded(most);
  }

  /** The length of the longest path to each node; sources stand just above their first reader. */
  private static Map<String, Integer> ranks(DrawnGraph graph) {
    Map<String, List<String>> readers = new HashMap<>();
    Map<String, Integer> ranks = new HashMap<>();
    graph
        .edges()
        .forEach(e -> readers.computeIfAbsent(e.from(), k -> new ArrayList<>()).add(e.to()));
    List<String> sources = new ArrayList<>();
    for (DrawnGraph.Node node : graph.nodes()) {
      if (!ranks.containsKey(node.id())) {
        sources.add(node.id());
      }
      int rank = ranks.computeIfAbsent(node.id(), k -> 0);
      for (String reader : readers.getOrDefault(node.id(), List.of())) {
        ranks.merge(reader, rank + 1, Math::max);
      }
    }
    for (String source : sources) {
      readers.getOrDefault(source, List.of()).stream()
          .mapToInt(reader -> ranks.getOrDefault(reader, 1) - 1)
          .min()
          .ifPresent(rank -> ranks.put(source, rank));
    }
    return ranks;
  }

  private static void add(List<List<Vertex>> layers, Vertex vertex) {
    while (layers.size() <= vertex.rank) {
      layers.add(new ArrayList<>());
    }
    layers.get(vertex.rank).add(vertex);
  }

  static Vertex find(Map<String, Vertex> nodes, String id) {
    Vertex vertex = nodes.get(id);
    if (vertex == null) {
      throw new IllegalStateException("drawn graph: no node " + id);
    }
    return vertex;
  }
}
