package dev.cajal.graph;

import dev.cajal.op.Broadcast;
import dev.cajal.op.Reshape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ways to cut a forward pass. A value that crosses a cut is kept; of the others that the reverse
 * sweep reads, only those of one segment are in memory at a time. Segments are grown up to a budget
 * of bytes and cut where least crosses; each budget makes one way.
 */
final class Segments {
  private static final int BUDGETS = 12;

  private final Graph graph;
  private final boolean[] forward;
  private final Map<Integer, Set<Graph.Value>> savedBy = new HashMap<>();

  /**
   * One way to cut.
   *
   * @param ends the last vertices of all segments but the last
   * @param kept what crosses the cuts
   */
  record Cut(List<Integer> ends, Set<Graph.Value> kept) {}

  /** Looks at a graph whose first result is the end of the forward pass. */
  Segments(Graph graph) {
    this.graph = graph;
    this.forward = graph.needed(1);
    for (int v = 0; v < forward.length; v++) {
      if (reverse(v)) {
        graph.vertices().get(v).inputs().forEach(this::save);
      }
    }
  }

  /**
   * Returns whether a vertex comes after the forward pass. What only looks on, such as running
   * statistics, is neither in the forward pass nor after it.
   */
  boolean reverse(int vertex) {
    return vertex > graph.results().getFirst().vertex();
  }

  /** Notes that the reverse sweep reads a value. */
  private void save(Graph.Value value) {
    Graph.Value root = root(value);
    if (forward[root.vertex()] && !data(root)) {
      savedBy.computeIfAbsent(root.vertex(), v -> new HashSet<>()).add(root);
    }
  }

  /** Returns the ways to cut. */
  Set<Cut> cuts() {
    long total = 0;
    long largest = 1;
    for (Set<Graph.Value> values : savedBy.values()) {
      for (Graph.Value value : values) {
        total = Math.addExact(total, bytes(value));
        largest = Math.max(largest, bytes(value));
      }
    }
    double ratio = (double) total / largest;
    Set<Cut> cuts = new LinkedHashSet<>();
    for (int b = 1; b <= BUDGETS && ratio > 1; b++) {
      Cut cut = cut((long) (largest * Math.pow(ratio, (double) b / BUDGETS)));
      if (!cut.ends().isEmpty()) {
        cuts.add(cut);
      }
    }
    return cuts;
  }

  /** Returns whether a value must be computed again before the reverse sweep reads it. */
  boolean forgotten(Graph.Value value, Cut cut) {
    Graph.Value root = root(value);
    return forward[root.vertex()]
        && !data(root)
        && root.vertex() <= cut.ends().getLast()
        && !cut.kept().contains(root);
  }

  /** Returns whether a value is bound or constant, and so in memory anyway. */
  boolean data(Graph.Value value) {
    return graph.vertex(value).inputs().isEmpty();
  }

  private Cut cut(long budget) {
    List<Integer> ends = new ArrayList<>();
    Set<Graph.Value> kept = new HashSet<>();
    int start = 0;
    while (start >= 0) {
      int end = end(start, budget, kept);
      if (end >= 0) {
        ends.add(end);
        kept.addAll(crossing(end));
      }
      start = end < 0 ? end : end + 1;
    }
    return new Cut(ends, kept);
  }

  /** Returns the cheapest end of a segment that fills at least half of the budget, or -1. */
  private int end(int start, long budget, Set<Graph.Value> kept) {
    long filled = 0;
    int cheapest = -1;
    long price = Long.MAX_VALUE;
    for (int v = start; v < forward.length; v++) {
      if (!forward[v]) {
        continue;
      }
      filled += saved(v, kept);
      if (filled > budget && cheapest >= 0) {
        return cheapest;
      }
      if (filled >= budget / 2) {
        long crossing = crossing(v).stream().mapToLong(this::bytes).sum();
        if (crossing <= price) {
          cheapest = v;
          price = crossing;
        }
      }
    }
    return -1;
  }

  private long saved(int v, Set<Graph.Value> kept) {
    return savedBy.getOrDefault(v, Set.of()).stream()
        .filter(value -> !kept.contains(value))
        .mapToLong(this::bytes)
        .sum();
  }

  private Set<Graph.Value> crossing(int end) {
    Set<Graph.Value> crossing = new HashSet<>();
    for (int v = end + 1; v < forward.length; v++) {
      if (forward[v]) {
        for (Graph.Value input : graph.vertices().get(v).inputs()) {
          Graph.Value root = root(input);
          if (root.vertex() <= end && !data(root)) {
            crossing.add(root);
          }
        }
      }
    }
    return crossing;
  }

  /** Returns the value in whose memory a value lies. */
  private Graph.Value root(Graph.Value value) {
    Graph.Value root = value;
    while (graph.vertex(root).op() instanceof Reshape
        || graph.vertex(root).op() instanceof Broadcast) {
      root = graph.vertex(root).inputs().getFirst();
    }
    return root;
  }

  private long bytes(Graph.Value value) {
    return graph.type(value).bytes();
  }
}
