package dev.cajal.graph;

import dev.cajal.tensor.Elementwise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finishes the grouping of {@link FuseElementwise}: what hangs at the end of one group and is read
 * by one other group alone moves there, if its operands leave the first group anyway. Then it is
 * never stored. So the slope of an activation is computed in the reverse sweep, where it is used,
 * and not kept beside the activation from the forward pass on.
 */
final class SinkTails {
  private final Graph graph;
  private final List<List<Integer>> consumers;
  private final boolean[] early;
  private final boolean[] frozen;
  private final Groups groups;

  SinkTails(
      Graph graph,
      List<List<Integer>> consumers,
      boolean[] early,
      boolean[] frozen,
      Groups groups) {
    this.graph = graph;
    this.consumers = consumers;
    this.early = early;
    this.frozen = frozen;
    this.groups = groups;
  }

  void apply(int maxOperands, int maxBody) {
    for (int v = graph.vertices().size() - 1; v >= 0; v--) {
      int target = soleReader(v);
      if (target >= 0) {
        Set<Integer> tail = tail(v);
        if (!tail.isEmpty()) {
          groups.move(tail, target, maxOperands, maxBody);
        }
      }
    }
  }

  /** Returns the group that alone reads an elementwise vertex of another group, or -1. */
  private int soleReader(int v) {
    if (!movable(v) || consumers.get(v).isEmpty()) {
      return -1;
    }
    int target = groups.of(consumers.get(v).getFirst());
    boolean fits =
        target != groups.of(v)
            && groups.has(target)
            && groups.domain(target).equals(groups.domain(v))
            && early[v] == early[target]
            && frozen[v] == frozen[target]
            && consumers.get(v).stream().allMatch(c -> groups.of(c) == target);
    return fits ? target : -1;
  }

  private boolean movable(int v) {
    return graph.vertices().get(v).op() instanceof Elementwise
        && graph.results().stream().noneMatch(r -> r.vertex() == v);
  }

  /**
   * Returns a vertex and what must come along, so that nothing has to be stored that was not stored
   * before; empty if there is no such set.
   */
  private Set<Integer> tail(int v) {
    Set<Integer> tail = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(v));
    while (!open.isEmpty()) {
      int member = open.pop();
      tail.add(member);
      for (Graph.Value input : graph.vertices().get(member).inputs()) {
        int operand = input.vertex();
        if (groups.of(operand) == groups.of(v) && !tail.contains(operand) && !stored(operand)) {
          if (!movable(operand) || !tail.containsAll(consumers.get(operand))) {
            return Set.of();
          }
          open.push(operand);
        }
      }
    }
    return tail;
  }

  private boolean stored(int v) {
    return graph.results().stream().anyMatch(r -> r.vertex() == v)
        || consumers.get(v).stream().anyMatch(c -> groups.of(c) != groups.of(v));
  }
}
