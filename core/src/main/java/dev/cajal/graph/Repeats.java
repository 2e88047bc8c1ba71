package dev.cajal.graph;

import dev.cajal.backend.DType;
import dev.cajal.backend.Operation;
import dev.cajal.op.Add;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Cast;
import dev.cajal.op.Less;
import dev.cajal.op.LessOrEqual;
import dev.cajal.op.Mul;
import dev.cajal.op.Neg;
import dev.cajal.op.Relu;
import dev.cajal.op.Sub;
import dev.cajal.op.Where;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds what groups of {@link FuseElementwise} had better compute again than read: values that a
 * few additions and multiplications make of what the group reads anyway, or would read in their
 * stead. So the reverse sweep of a batch normalisation starts from its input, as the forward pass
 * did, and neither the centred input nor the gradient behind a rectifier is ever stored.
 */
final class Repeats {
  private final Graph graph;
  private final List<List<Integer>> consumers;
  private final boolean[] early;
  private final boolean[] frozen;
  private final Groups groups;
  private final int maxOperands;
  private final int maxBody;
  private final Map<Integer, Set<Integer>> repeated = new HashMap<>();

  Repeats(
      Graph graph,
      List<List<Integer>> consumers,
      boolean[] early,
      boolean[] frozen,
      Groups groups,
      int maxOperands,
      int maxBody) {
    this.graph = graph;
    this.consumers = consumers;
    this.early = early;
    this.frozen = frozen;
    this.groups = groups;
    this.maxOperands = maxOperands;
    this.maxBody = maxBody;
  }

  /** Looks at every vertex, operands first. */
  void find() {
    for (int v = 0; v < graph.vertices().size(); v++) {
      consider(v);
    }
  }

  /** Returns what a group must compute for its results, of its own and repeated, ascending. */
  SortedSet<Integer> members(int group) {
    TreeSet<Integer> members = new TreeSet<>(groups.members(group));
    members.addAll(repeated.getOrDefault(groups.of(group), Set.of()));
    for (int member : List.copyOf(members.descendingSet())) {
      boolean own = groups.of(member) == groups.of(group);
      boolean kept = own && (isStored(member) || consumers.get(member).isEmpty());
      if (!kept && consumers.get(member).stream().noneMatch(members::contains)) {
        members.remove(member);
      }
    }
    return members;
  }

  /** Returns whether a vertex must be stored: it is a result, or a group reads it. */
  boolean isStored(int v) {
    return isResult(v)
        || readers(v).stream().anyMatch(r -> !repeated.getOrDefault(r, Set.of()).contains(v));
  }

  private void consider(int v) {
    Set<Integer> readers = readers(v);
    Optional<Set<Integer>> cone = groups.has(v) && !readers.isEmpty() ? cone(v) : Optional.empty();
    if (cone.isEmpty()) {
      return;
    }
    Map<Integer, Integer> gains = new HashMap<>();
    for (int reader : readers) {
      gains.put(reader, fits(reader, v) ? gain(reader, cone.get()) : -1);
    }
    boolean nowhereRead = !isResult(v) && gains.values().stream().allMatch(g -> g >= 0);
    gains.forEach((reader, gain) -> {
      if (gain > 0 || nowhereRead) {
        repeated.computeIfAbsent(reader, r -> new TreeSet<>()).addAll(cone.get());
      }
    });
  }

  /** Returns a vertex and all that its group computes for it, if that is cheap. */
  private Optional<Set<Integer>> cone(int v) {
    Set<Integer> inside = members(v);
    Set<Integer> cone = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(v));
    while (!open.isEmpty()) {
      int member = open.pop();
      if (!isCheap(graph.vertices().get(member))) {
        return Optional.empty();
      }
      if (cone.add(member)) {
        graph.vertices().get(member).inputs().stream()
            .map(Graph.Value::vertex)
            .filter(inside::contains)
            .forEach(open::push);
      }
    }
    return Optional.of(cone);
  }

  private boolean isCheap(Graph.Vertex vertex) {
    Operation op = vertex.op();
    return (op instanceof Cast && graph.type(vertex.inputs().getFirst()).dtype() == DType.BOOL)
        || op instanceof Add
        || op instanceof Sub
        || op instanceof Mul
        || op instanceof Neg
        || op instanceof Relu
        || op instanceof Less
        || op instanceof LessOrEqual
        || op instanceof Where;
  }

  private Set<Integer> readers(int v) {
    Set<Integer> readers = new TreeSet<>();
    consumers.get(v).stream().map(groups::of).filter(r -> r != groups.of(v)).forEach(readers::add);
    return readers;
  }

  private boolean isResult(int v) {
    return graph.results().stream().anyMatch(r -> r.vertex() == v);
  }

  private boolean fits(int reader, int v) {
    return groups.has(reader)
        && groups.domain(reader).equals(groups.domain(v))
        && early[reader] == early[v]
        && frozen[reader] == frozen[v];
  }

  /** Returns how many values of full size a group reads less if it repeats a cone; -1 for more. */
  private int gain(int reader, Set<Integer> cone) {
    Set<Integer> before = members(reader);
    Set<Integer> after = new TreeSet<>(before);
    after.addAll(cone);
    if (after.size() > maxBody || operands(after, false).size() > maxOperands) {
      return -1;
    }
    return Math.max(-1, operands(before, true).size() - operands(after, true).size());
  }

  /**
   * Returns what a set of vertices reads from outside: everything, or only what is not repeated.
   */
  private Set<Graph.Value> operands(Set<Integer> inside, boolean whole) {
    Set<Graph.Value> operands = new HashSet<>();
    for (int member : inside) {
      for (Graph.Value input : graph.vertices().get(member).inputs()) {
        if (!inside.contains(input.vertex())
            && Constants.of(graph.vertex(input), graph::vertex).isEmpty()
            && !(whole && isRepeatedAlongAxes(input))) {
          operands.add(input);
        }
      }
    }
    return operands;
  }

  private boolean isRepeatedAlongAxes(Graph.Value value) {
    return graph.vertex(value).op() instanceof Broadcast;
  }
}
