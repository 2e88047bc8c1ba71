package dev.cajal.viz.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to draw of a network.
 *
 * <pre>{@code
 * new DrawnGraph(
 *     List.of(new DrawnGraph.Node("x", "input", "1 × 28 × 28", DrawnGraph.Role.INPUT),
 *         new DrawnGraph.Node("conv1", "Conv2d", "6 × 28 × 28", DrawnGraph.Role.WEIGHTS)),
 *     List.of(new DrawnGraph.Edge("x", "conv1")));
 * }</pre>
 *
 * @param nodes with distinct ids, in the order of computation
 * @param edges each from a node to a later one
 */
public record DrawnGraph(List<Node> nodes, List<Edge> edges) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if two nodes share an id, or an edge names a node that is not
   *     there or one that comes before its source
   */
  public DrawnGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    Map<String, Integer> places = new HashMap<>();
    for (Node node : nodes) {
      if (places.put(node.id(), places.size()) != null) {
        throw new IllegalArgumentException("drawn graph: two nodes have the id " + node.id());
      }
    }
    for (Edge edge : edges) {
      Integer from = places.get(edge.from());
      Integer to = places.get(edge.to());
      if (from == null || to == null) {
        throw new IllegalArgumentException(
            "drawn graph: edge from %s to %s names a node that is not there"
                .formatted(edge.from(), edge.to()));
      }
      if (from >= to) {
        throw new IllegalArgumentException(
            "drawn graph: edge from %s to %s goes back in the order of the nodes"
                .formatted(edge.from(), edge.to()));
      }
    }
  }

  /** What a node is, shown by its colour. */
  public enum Role {
    /** Data that enters. */
    INPUT,
    /** A layer with parameters. */
    WEIGHTS,
    /** A layer without. */
    PLAIN,
    /** What the network answers. */
    OUTPUT
  }

  /**
   * One layer, or one operation.
   *
   * @param id distinct
   * @param label first line, such as {@code "conv1 Conv2d"}
   * @param detail further lines, such as the output shape; may be empty
   * @param role its colour
   * @param value what it computes, in the colour of values; may be empty
   * @param gradient what arrives at it in the reverse sweep, in the colour of gradients; may be
   *     empty
   */
  public record Node(
      String id, String label, String detail, Role role, String value, String gradient) {

    /** A node without value and gradient. */
    public Node(String id, String label, String detail, Role role) {
      this(id, label, detail, role, "", "");
    }
  }

  /**
   * Data that flows between layers.
   *
   * @param from id of the node that makes it
   * @param to id of the node that reads it
   * @param label beside the arrow, such as its shape; may be empty
   * @param gradient beside the arrow, what flows back along it; may be empty
   */
  public record Edge(String from, String to, String label, String gradient) {

    /** An arrow with nothing beside it. */
    public Edge(String from, String to) {
      this(from, to, "", "");
    }

    boolean bare() {
      return label.isEmpty() && gradient.isEmpty();
    }
  }
}
