package dev.cajal.graph;

import dev.cajal.op.Reshape;

/** How much memory a graph needs when its vertices are computed in order, before layouts. */
final class Liveness {

  private Liveness() {}

  /**
   * Returns the most bytes of computed values that are alive at a time.
   *
   * @param read how many of the results are read after a run; the others are written to variables
   *     as they are computed
   */
  static long peak(Graph graph, int read) {
    int count = graph.vertices().size();
    int[] last = new int[count];
    boolean[] written = new boolean[count];
    for (int v = 0; v < count; v++) {
      last[v] = Math.max(last[v], v);
      for (Graph.Value input : graph.vertices().get(v).inputs()) {
        last[owner(graph, input)] = v;
      }
    }
    for (Graph.Value result : graph.results()) {
      written[result.vertex()] = true;
    }
    for (Graph.Value result : graph.results().subList(0, read)) {
      last[owner(graph, result)] = count;
      written[result.vertex()] = false;
    }
    long[] freed = new long[count + 1];
    long alive = 0;
    long peak = 0;
    for (int v = 0; v < count; v++) {
      long bytes = written[v] ? 0 : bytes(graph.vertices().get(v));
      // A program may write over what it reads for the last time.
      long overwritten =
          graph.vertices().get(v).op() instanceof Fused ? Math.min(bytes, freed[v]) : 0;
      alive += bytes;
      freed[last[v]] += bytes;
      peak = Math.max(peak, alive - overwritten);
      alive -= freed[v];
    }
    return peak;
  }

  /** Returns the vertex in whose memory a value lies. */
  private static int owner(Graph graph, Graph.Value value) {
    Graph.Value at = value;
    while (sharesMemory(graph.vertex(at))) {
      at = graph.vertex(at).inputs().getFirst();
    }
    return at.vertex();
  }

  private static boolean sharesMemory(Graph.Vertex vertex) {
    return vertex.op() instanceof Reshape || vertex.op() instanceof Barrier;
  }

  /** What is bound or constant, or lies in the memory of its operand, takes none of its own. */
  private static long bytes(Graph.Vertex vertex) {
    return vertex.inputs().isEmpty() || sharesMemory(vertex)
        ? 0
        : vertex.types().stream().mapToLong(t -> t.bytes()).sum();
  }
}
