package dev.cajal.graph;

import dev.cajal.backend.TensorType;

/**
 * The order in which vertices are lowered: that of the graph, except that a vertex whose results
 * are larger than its operands waits until one of them is read. So the weight gradients of fully
 * connected layers, which nobody reads before the gradients' norm, do not lie beside the
 * activations of all layers below.
 */
final class Postponed {
  private final Graph graph;
  private final boolean[] waits;
  private final boolean[] done;

  /**
   * Looks at a graph.
   *
   * @param waiting whether anything waits
   */
  Postponed(Graph graph, boolean waiting) {
    this.graph = graph;
    this.waits = new boolean[graph.vertices().size()];
    this.done = new boolean[waits.length];
    for (int v = 0; v < waits.length; v++) {
      Graph.Vertex vertex = graph.vertices().get(v);
      waits[v] = waiting && operandBytes(vertex) < bytes(vertex);
    }
    graph.results().forEach(r -> waits[r.vertex()] = false);
  }

  /** Lowers the chosen vertices; what a chosen one reads is chosen too, or lowered already. */
  void lower(Lowering lowering, boolean[] chosen) {
    for (int v = 0; v < chosen.length; v++) {
      if (chosen[v] && !waits[v]) {
        lower(lowering, v);
      }
    }
  }

  private void lower(Lowering lowering, int vertex) {
    if (!done[vertex]) {
      done[vertex] = true;
      graph.vertices().get(vertex).inputs().forEach(i -> lower(lowering, i.vertex()));
      lowering.lower(vertex);
    }
  }

  /** Operands that are bound from outside stay in memory anyway. */
  private long operandBytes(Graph.Vertex vertex) {
    return vertex.inputs().stream()
        .filter(i -> !(graph.vertex(i).op() instanceof Input))
        .mapToLong(i -> graph.type(i).bytes())
        .sum();
  }

  private static long bytes(Graph.Vertex vertex) {
    return vertex.types().stream().mapToLong(TensorType::bytes).sum();
  }
}
