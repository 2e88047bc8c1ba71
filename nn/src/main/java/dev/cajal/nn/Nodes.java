package dev.cajal.nn;

import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks a traced graph, without recursion, since networks may be thousands of nodes deep. */
final class Nodes {
  private Nodes() {}

  /** Returns all nodes upstream of a tensor and its own, operands before what uses them. */
  static List<Node> upstream(Tensor output) {
    List<Node> order = new ArrayList<>();
    Set<Node> entered = new HashSet<>();
    Set<Node> done = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(output.node());
    while (!open.isEmpty()) {
      Node node = open.peek();
      if (entered.add(node)) {
        for (Tensor input : node.inputs().reversed()) {
          if (!entered.contains(input.node())) {
            open.push(input.node());
          }
        }
      } else {
        open.pop();
        if (done.add(node)) {
          order.add(node);
        }
      }
    }
    return order;
  }
}
