package dev.cajal.nn;

import dev.cajal.grad.Topology;
import dev.cajal.nn.init.Initializer;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds on the traced graph what follows a weight, and so its default initialiser: He for functions
 * like ReLU, else Xavier. Operations that keep or average the sign of what passes (sums, scaling,
 * pooling, movement) are looked through; the next contraction ends the search.
 */
final class Followers {
  static final Set<String> CONTRACTIONS = Set.of("matmul", "conv", "conv_input_grad", "recurrence");
  private static final Set<String> LIKE_RELU = Set.of("relu", "maximum", "where", "erf");
  private static final Set<String> GATES = Set.of("sigmoid", "tanh");
  private static final Set<String> TRANSPARENT =
      Set.of(
          "add",
          "sub",
          "mul",
          "div",
          "neg",
          "cast",
          "reshape",
          "permute",
          "broadcast",
          "slice",
          "pad",
          "concat",
          "gather",
          "sum",
          "max",
          "max_pool",
          "avg_pool");

  private final Map<Node, List<Node>> consumers = new HashMap<>();
  private final Map<Variable, List<Node>> reads = new HashMap<>();

  Followers(Tensor output) {
    for (Node node : Topology.order(List.of(output))) {
      if (node.op() instanceof Read read) {
        reads.computeIfAbsent(read.variable(), v -> new ArrayList<>()).add(node);
      }
      for (Tensor input : node.inputs()) {
        consumers.computeIfAbsent(input.node(), n -> new ArrayList<>()).add(node);
      }
    }
  }

  Initializer initializer(Variable weight) {
    Set<Node> outputs = new HashSet<>();
    Set<Node> carriers =
        reach(reads.getOrDefault(weight, List.of()), n -> TRANSPARENT.contains(n.op().name()));
    for (Node carrier : carriers) {
      for (Node next : consumers.getOrDefault(carrier, List.of())) {
        if (CONTRACTIONS.contains(next.op().name())) {
          outputs.add(next);
        }
      }
    }
    Initializer rule =
        likeRelu(outputs.isEmpty() ? carriers : outputs)
            ? Initializers.heUniform()
            : Initializers.xavierUniform();
    for (Node output : outputs) {
      if (output.op() instanceof ConvInputGrad transposed) {
        return Initializers.transposed(rule, transposed.window().groups());
      }
    }
    return rule;
  }

  private boolean likeRelu(Set<Node> sources) {
    Set<Node> linear = reach(sources, n -> TRANSPARENT.contains(n.op().name()));
    Set<Node> gates = new HashSet<>();
    for (Node node : linear) {
      for (Node next : consumers.getOrDefault(node, List.of())) {
        if (LIKE_RELU.contains(next.op().name())) {
          return true;
        }
        if (GATES.contains(next.op().name())) {
          gates.add(next);
        }
      }
    }
    // A value multiplied by a sigmoid or tanh of itself, as in SiLU and GELU.
    Set<Node> gated = reach(gates, n -> Set.of("add", "mul").contains(n.op().name()));
    return gated.stream()
        .anyMatch(n ->
            n.op().name().equals("mul")
                && n.inputs().stream().anyMatch(i -> gated.contains(i.node()))
                && n.inputs().stream()
                    .anyMatch(i -> !gated.contains(i.node()) && linear.contains(i.node())));
  }

  private Set<Node> reach(Iterable<Node> sources, Predicate<Node> through) {
    Set<Node> reached = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    sources.forEach(open::add);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (reached.add(node)) {
        consumers.getOrDefault(node, List.of()).stream().filter(through).forEach(open::push);
      }
    }
    return reached;
  }
}
