package dev.cajal.nn.watch;

import dev.cajal.nn.Module;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the layers of a model in the graph of its output: nodes know the path they belong to. */
final class LayerFinder {
  private LayerFinder() {}

  /** Returns a probe for the last result of each path, in the order of computation. */
  static List<LayerProbe> find(Module model, Tensor output) {
    Map<String, Node> last = new LinkedHashMap<>();
    for (Node node : upstream(output)) {
      // Outside of layers only the output itself says something.
      boolean named = !node.path().isEmpty() || node == output.node();
      boolean computed = !node.inputs().isEmpty();
      if (named && computed && node.types().getFirst().dtype().isFloating()) {
        last.merge(node.path(), node, (a, b) -> a.id() > b.id() ? a : b);
      }
    }
    Map<String, List<Variable>> parameters = new LinkedHashMap<>();
    for (Variable parameter : model.parameters()) {
      parameters.computeIfAbsent(owner(parameter), p -> new ArrayList<>()).add(parameter);
    }
    return last.values().stream()
        .sorted(Comparator.comparingLong(Node::id))
        .map(node ->
            new LayerProbe(
                node.path(),
                node.outputs().getFirst(),
                parameters.getOrDefault(node.path(), List.of())))
        .toList();
  }

  private static String owner(Variable parameter) {
    int dot = parameter.name().lastIndexOf('.');
    return dot < 0 ? "" : parameter.name().substring(0, dot);
  }

  private static Set<Node> upstream(Tensor output) {
    Set<Node> seen = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>(List.of(output.node()));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (seen.add(node)) {
        node.inputs().forEach(input -> open.push(input.node()));
      }
    }
    return seen;
  }
}
