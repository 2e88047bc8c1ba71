package dev.cajal.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The optional pass of {@link Activations#RECOMPUTE}: what the reverse sweep reads of a segment of
 * the forward pass, and no cut keeps, is computed once more right before it is read. The copies
 * read what was kept through a {@link Barrier}, which makes them vertices of their own.
 *
 * <p>Only operations are repeated, never writes: random numbers are functions of their keys, and
 * running statistics are results of the original vertices.
 */
final class Recompute {
  private final Graph graph;
  private final Segments segments;
  private final Segments.Cut cut;
  private final Graph.Builder out = new Graph.Builder();
  private final Map<Graph.Value, Graph.Value> places = new HashMap<>();
  private final Map<Integer, Integer> copies = new HashMap<>();
  private long multiplications;

  private Recompute(Graph graph, Segments segments, Segments.Cut cut) {
    this.graph = graph;
    this.segments = segments;
    this.cut = cut;
  }

  /**
   * What the pass did.
   *
   * @param graph the new graph, or the old one if nothing is gained
   * @param before the most bytes alive at a time in the old graph
   * @param after the most bytes alive at a time in the new graph
   * @param multiplications what is computed twice
   */
  record Result(Graph graph, long before, long after, long multiplications) {}

  /**
   * Applies the pass to a graph whose first result is the end of the forward pass, in the way that
   * needs the least memory.
   *
   * @param fusion the passes to come, which decide what is in memory
   * @param read how many of the results are read after a run
   */
  static Result apply(Graph graph, UnaryOperator<Graph> fusion, int read) {
    long before = Liveness.peak(fusion.apply(graph), read);
    Result best = new Result(graph, before, before, 0);
    Segments segments = new Segments(graph);
    for (Segments.Cut cut : segments.cuts()) {
      Recompute pass = new Recompute(graph, segments, cut);
      Graph again = pass.run();
      long after = Liveness.peak(fusion.apply(again), read);
      if (after < best.after()) {
        best = new Result(again, before, after, pass.multiplications);
      }
    }
    return best;
  }

  private Graph run() {
    for (int v = 0; v < graph.vertices().size(); v++) {
      Graph.Vertex vertex = graph.vertices().get(v);
      List<Graph.Value> inputs = new ArrayList<>();
      for (Graph.Value input : vertex.inputs()) {
        inputs.add(segments.reverse(v) ? again(input) : place(input));
      }
      int number = out.add(vertex.op(), inputs, vertex.types(), vertex.path()).vertex();
      for (int o = 0; o < vertex.types().size(); o++) {
        places.put(new Graph.Value(v, o), new Graph.Value(number, o));
      }
    }
    return out.build(graph.results().stream().map(this::place).toList());
  }

  private Graph.Value place(Graph.Value value) {
    Graph.Value place = places.get(value);
    if (place == null) {
      throw new IllegalStateException("value " + value + " has no place yet");
    }
    return place;
  }

  /** Returns what the reverse sweep reads in place of a value: itself if it is still there. */
  private Graph.Value again(Graph.Value value) {
    return segments.forgotten(value, cut) && worthRepeating(graph.vertex(value))
        ? new Graph.Value(copy(value.vertex()), value.output())
        : place(value);
  }

  /** What is made of data alone is repeated only if it takes more memory than the data. */
  private boolean worthRepeating(Graph.Vertex vertex) {
    long bytes = 0;
    for (Graph.Value input : vertex.inputs()) {
      if (!segments.data(input)) {
        return true;
      }
      bytes += graph.type(input).bytes();
    }
    return bytes < vertex.types().getFirst().bytes();
  }

  private int copy(int number) {
    Integer known = copies.get(number);
    if (known != null) {
      return known;
    }
    Graph.Vertex vertex = graph.vertices().get(number);
    boolean dataAlone = vertex.inputs().stream().allMatch(segments::data);
    List<Graph.Value> inputs = new ArrayList<>();
    for (Graph.Value input : vertex.inputs()) {
      Graph.Value again = again(input);
      boolean same = again.equals(place(input));
      inputs.add(same && (dataAlone || !segments.data(input)) ? behindBarrier(again) : again);
    }
    int copy = out.add(vertex.op(), inputs, vertex.types(), vertex.path()).vertex();
    multiplications =
        Math.addExact(
            multiplications, vertex.op().multiplications(graph.inputTypes(vertex), vertex.types()));
    copies.put(number, copy);
    return copy;
  }

  private Graph.Value behindBarrier(Graph.Value value) {
    return out.add(new Barrier(), List.of(value), "");
  }
}
