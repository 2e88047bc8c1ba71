package dev.cajal.graph;

import dev.cajal.op.Broadcast;
import dev.cajal.op.Reshape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where to cut a forward pass. A value that crosses a cut is kept; of the others only those of one
 * segment are in memory at a time. Segments are grown up to a budget of bytes and cut where least
 * crosses; of several budgets the one with the lowest peak wins.
 */
final class Segments {
  private static final int BUDGETS = 48;

  private final Graph graph;
  private final boolean[] forward;
  private final Map<Integer, Set<Graph.Value>> savedBy = new HashMap<>();
  private final long before;
  private final Cut best;

  /** The last vertices of the segments but the last, what is kept, and the peak that follows. */
  private record Cut(List<Integer> ends, Set<Graph.Value> kept, long peak) {}

  /** Looks at a graph whose first result is the end of the forward pass. */
  Segments(Graph graph) {
    this.graph = graph;
    this.forward = graph.needed(1);
    for (int v = 0; v < forward.length; v++) {
      if (!forward[v]) {
        graph.vertices().get(v).inputs().forEach(this::save);
      }
    }
    long total = 0;
    long largest = 1;
    for (Set<Graph.Value> values : savedBy.values()) {
      for (Graph.Value value : values) {
        total = Math.addExact(total, bytes(value));
        largest = Math.max(largest, bytes(value));
      }
    }
    this.before = total;
    this.best = best(total, largest);
  }

  /** Notes that the reverse sweep reads a value. */
  private void save(Graph.Value value) {
    Graph.Value root = root(value);
    if (forward[root.vertex()] && !data(root)) {
      savedBy.computeIfAbsent(root.vertex(), v -> new HashSet<>()).add(root);
    }
  }

  private Cut best(long total, long largest) {
    Cut best = new Cut(List.of(), Set.of(), total);
    double ratio = (double) total / largest;
    for (int b = 1; b <= BUDGETS && ratio > 1; b++) {
      Cut cut = cut((long) (largest * Math.pow(ratio, (double) b / BUDGETS)));
      best = cut.peak() < best.peak() ? cut : best;
    }
    return best;
  }

  /** Returns the bytes that the reverse sweep finds in memory without cuts. */
  long before() {
    return before;
  }

  /** Returns the largest number of bytes of activations in memory at a time with these cuts. */
  long after() {
    return best.peak();
  }

  /** Returns whether a value must be computed again before the reverse sweep reads it. */
  boolean forgotten(Graph.Value value) {
    Graph.Value root = root(value);
    return forward[root.vertex()]
        && !data(root)
        && !best.ends().isEmpty()
        && root.vertex() <= best.ends().getLast()
        && !best.kept().contains(root);
  }

  boolean forward(int vertex) {
    return forward[vertex];
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
    long peak = 0;
    int from = 0;
    for (int s = 0; s <= ends.size(); s++) {
      int to = s < ends.size() ? ends.get(s) : forward.length - 1;
      peak = Math.max(peak, saved(from, to, kept));
      from = to + 1;
    }
    return new Cut(ends, kept, peak + kept.stream().mapToLong(this::bytes).sum());
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
      filled += saved(v, v, kept);
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

  private long saved(int from, int to, Set<Graph.Value> kept) {
    long sum = 0;
    for (int v = from; v <= to; v++) {
      for (Graph.Value value : savedBy.getOrDefault(v, Set.of())) {
        sum += kept.contains(value) ? 0 : bytes(value);
      }
    }
    return sum;
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
