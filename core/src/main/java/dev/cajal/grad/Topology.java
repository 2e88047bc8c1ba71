package dev.cajal.grad;

import dev.cajal.backend.Cost;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The order of a graph in which every node comes after its operands. */
public final class Topology {

  private Topology() {}

  /** Returns the nodes on which the roots depend, operands first. */
  public static List<Node> order(List<Tensor> roots) {
    List<Node> order = new ArrayList<>();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Visit> stack = new ArrayDeque<>();
    for (Tensor root : roots) {
      stack.push(new Visit(root.node(), false));
      while (!stack.isEmpty()) {
        Visit visit = stack.pop();
        if (visit.done) {
          order.add(visit.node);
        } else if (seen.add(visit.node)) {
          stack.push(new Visit(visit.node, true));
          for (Tensor input : visit.node.inputs().reversed()) {
            stack.push(new Visit(input.node(), false));
          }
        }
      }
    }
    return order;
  }

  /**
   * Returns what computing the roots together costs by the rules of the operations; what they share
   * counts once. The cost of a gradient is that of the loss and its gradients, less that of the
   * loss.
   */
  public static Cost cost(List<Tensor> roots) {
    Cost total = Cost.NONE;
    for (Node node : order(roots)) {
      List<TensorType> inputs = node.inputs().stream().map(Tensor::type).toList();
      if (!inputs.isEmpty()) {
        total = total.plus(node.op().cost(inputs, node.types()));
      }
    }
    return total;
  }

  /** Returns the nodes of an order that satisfy a predicate or depend on one that does. */
  static Set<Node> dependents(List<Node> order, Predicate<Node> source) {
    Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node node : order) {
      if (source.test(node) || node.inputs().stream().anyMatch(t -> found.contains(t.node()))) {
        found.add(node);
      }
    }
    return found;
  }

  private record Visit(Node node, boolean done) {}

  /**
   * Returns whether a node may lie behind sources and no longer knows its operands. What is older
   * than all sources cannot depend on them.
   */
  static boolean forgets(List<Node> order, Set<Node> sources) {
    long oldest = sources.stream().mapToLong(Node::id).min().orElse(Long.MAX_VALUE);
    return order.stream().anyMatch(n -> n.forgotten() && n.id() > oldest && !sources.contains(n));
  }
}
