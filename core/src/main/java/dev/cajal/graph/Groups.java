package dev.cajal.graph;

import dev.cajal.backend.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sets of vertices that will become one, and that never wait for themselves. */
final class Groups {
  private final Graph graph;
  private final List<List<Integer>> consumers;
  private final int[] group;
  private final Map<Integer, List<Integer>> members = new HashMap<>();
  private final Map<Integer, Shape> domains = new HashMap<>();

  Groups(Graph graph, List<List<Integer>> consumers) {
    this.graph = graph;
    this.consumers = consumers;
    this.group = new int[graph.vertices().size()];
    for (int v = 0; v < group.length; v++) {
      group[v] = v;
      members.put(v, List.of(v));
    }
  }

  /** Starts a group of one vertex that others may join. */
  void open(int vertex, Shape domain) {
    domains.put(vertex, domain);
  }

  /** Returns the group of a vertex; the number of a group is that of its last vertex. */
  int of(int vertex) {
    return group[vertex];
  }

  /** Returns whether a vertex is in a group that others may join. */
  boolean has(int vertex) {
    return domains.containsKey(group[vertex]);
  }

  /** Returns the domain of the group of a vertex. */
  Shape domain(int vertex) {
    return domains.getOrDefault(group[vertex], Shape.of());
  }

  /** Returns the vertices of the group of a vertex, ascending. */
  List<Integer> members(int vertex) {
    return members.getOrDefault(group[vertex], List.of());
  }

  /** Merges the groups of two vertices if they have one domain, fit together and make no cycle. */
  void merge(int vertex, int other, int maxOperands, int maxBody) {
    int a = group[vertex];
    int b = group[other];
    if (a == b || !domain(a).equals(domain(b))) {
      return;
    }
    List<Integer> union = new ArrayList<>(members(a));
    union.addAll(members(b));
    union.sort(null);
    if (union.size() > maxBody || operands(union) > maxOperands || cyclic(union)) {
      return;
    }
    int number = Math.max(a, b);
    int gone = Math.min(a, b);
    members.remove(gone);
    domains.remove(gone);
    members.put(number, union);
    union.forEach(v -> group[v] = number);
  }

  /**
   * Moves vertices at the end of a group to a group that reads them. No cycle can come of it: the
   * one group waited for the other before.
   */
  void move(Set<Integer> tail, int target, int maxOperands, int maxBody) {
    List<Integer> union = new ArrayList<>(members(target));
    union.addAll(tail);
    union.sort(null);
    if (union.size() > maxBody || operands(union) > maxOperands) {
      return;
    }
    int from = group[tail.iterator().next()];
    List<Integer> rest = new ArrayList<>(members(from));
    rest.removeAll(tail);
    Shape domain = domain(from);
    members.remove(from);
    domains.remove(from);
    if (!rest.isEmpty()) {
      int number = rest.getLast();
      members.put(number, rest);
      domains.put(number, domain);
      rest.forEach(v -> group[v] = number);
    }
    members.put(target, union);
    tail.forEach(v -> group[v] = target);
  }

  private int operands(List<Integer> union) {
    Set<Graph.Value> operands = new HashSet<>();
    for (int v : union) {
      for (Graph.Value input : graph.vertices().get(v).inputs()) {
        if (!union.contains(input.vertex())
            && Constants.of(graph.vertex(input), graph::vertex).isEmpty()) {
          operands.add(input);
        }
      }
    }
    return operands.size();
  }

  /** Whether a path leaves the set and comes back, walking merged groups as one. */
  private boolean cyclic(List<Integer> union) {
    Set<Integer> inside = new HashSet<>(union);
    int last = union.getLast();
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (int v : union) {
      leave(v, inside, seen, open, last);
    }
    while (!open.isEmpty()) {
      for (int v : members(open.pop())) {
        for (int user : consumers.get(v)) {
          if (inside.contains(user)) {
            return true;
          }
        }
        leave(v, inside, seen, open, last);
      }
    }
    return false;
  }

  private void leave(
      int vertex, Set<Integer> inside, Set<Integer> seen, Deque<Integer> open, int last) {
    for (int user : consumers.get(vertex)) {
      if (user < last && !inside.contains(user) && seen.add(group[user])) {
        open.push(user);
      }
    }
  }
}
