package dev.cajal.graph;

import dev.cajal.op.Reshape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How much memory a graph needs when its vertices are computed in order, before layouts. */
final class Liveness {
  private final Graph graph;
  private final Map<Graph.Value, Integer> last = new HashMap<>();
  private final Set<Graph.Value> written = new HashSet<>();

  private Liveness(Graph graph, int read) {
    this.graph = graph;
    for (int v = 0; v < graph.vertices().size(); v++) {
      for (Graph.Value input : graph.vertices().get(v).inputs()) {
        last.put(owner(input), v);
      }
    }
    written.addAll(graph.results().subList(read, graph.results().size()));
    for (Graph.Value result : graph.results().subList(0, read)) {
      last.put(owner(result), graph.vertices().size());
      written.remove(result);
    }
  }

  /**
   * Returns the most bytes of computed values that are alive at a time.
   *
   * @param read how many of the results are read after a run; the others are written to variables
   *     as they are computed
   */
  static long peak(Graph graph, int read) {
    return new Liveness(graph, read).peak();
  }

  private long peak() {
    int count = graph.vertices().size();
    long[] freed = new long[count + 1];
    long alive = 0;
    long peak = 0;
    for (int v = 0; v < count; v++) {
      Graph.Vertex vertex = graph.vertices().get(v);
      long made = 0;
      for (int o = 0; o < vertex.types().size(); o++) {
        Graph.Value value = new Graph.Value(v, o);
        if (!vertex.inputs().isEmpty() && !sharesMemory(vertex) && !written.contains(value)) {
          long bytes = vertex.types().get(o).bytes();
          made += bytes;
          freed[last.getOrDefault(value, v)] += bytes;
        }
      }
      // A program may write over what it reads for the last time.
      long overwritten = vertex.op() instanceof Fused ? Math.min(made, freed[v]) : 0;
      alive += made;
      peak = Math.max(peak, alive - overwritten);
      alive -= freed[v];
    }
    return peak;
  }

  /** Returns the value in whose memory a value lies. */
  private Graph.Value owner(Graph.Value value) {
    Graph.Value owner = value;
    while (sharesMemory(graph.vertex(owner))) {
      owner = graph.vertex(owner).inputs().getFirst();
    }
    return owner;
  }

  private static boolean sharesMemory(Graph.Vertex vertex) {
    return vertex.op() instanceof Reshape || vertex.op() instanceof Barrier;
  }
}
