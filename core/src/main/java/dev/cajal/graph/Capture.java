package dev.cajal.graph;

import dev.cajal.tensor.Constant;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The graph of some tensors together with the data at its leaves. What differs from run to run, the
 * data, stays out of the graph, so that equal computations have equal graphs.
 *
 * @param graph the computation
 * @param sources what is bound to each {@link Input}
 */
record Capture(Graph graph, List<Source> sources) {

  /** Data at a leaf: either a variable or fixed row-major memory. */
  record Source(@Nullable Variable variable, @Nullable MemorySegment memory) {
    MemorySegment data() {
      return variable != null ? variable.memory() : Objects.requireNonNull(memory);
    }
  }

  /**
   * Captures tensors.
   *
   * @param latest whether variables are read at their present value at every run, as in a compiled
   *     step; otherwise a leaf of an older version is an error
   * @param written the variables that the plan will write
   */
  static Capture of(List<Tensor> tensors, boolean latest, Collection<Variable> written) {
    Graph.Builder builder = new Graph.Builder();
    List<Source> sources = new ArrayList<>();
    Map<Node, List<Graph.Value>> places = new HashMap<>();
    Map<Variable, Integer> slots = new HashMap<>();
    for (Node node : order(tensors, latest)) {
      List<Graph.Value> values;
      if (node.op() instanceof Read read) {
        Variable variable = read.variable();
        if (!latest && read.version() != variable.version()) {
          throw new IllegalStateException(
              "variable "
                  + variable.name()
                  + " was written after this tensor captured it; evaluate before the write, or read the"
                  + " variable again");
        }
        int slot = slots.computeIfAbsent(variable, v -> add(sources, new Source(v, null)));
        boolean steady = variable.isSteady() && !written.contains(variable);
        values = List.of(builder.add(new Input(slot, variable.type(), steady), List.of(), ""));
      } else if (known(node, latest)) {
        values = bound(node, latest, builder, sources);
      } else {
        int vertex =
            builder
                .add(node.op(), valuesOf(node.inputs(), places), node.types(), node.path())
                .vertex();
        values =
            IntStream.range(0, node.types().size())
                .mapToObj(i -> new Graph.Value(vertex, i))
                .toList();
      }
      places.put(node, values);
    }
    return new Capture(builder.build(valuesOf(tensors, places)), sources);
  }

  private static List<Graph.Value> valuesOf(
      List<Tensor> tensors, Map<Node, List<Graph.Value>> places) {
    return tensors.stream()
        .map(t -> Objects.requireNonNull(places.get(t.node())).get(t.index()))
        .toList();
  }

  private static boolean known(Node node, boolean latest) {
    return node.op() instanceof Constant || (node.values() != null && !(latest && node.tracked()));
  }

  private static List<Graph.Value> bound(
      Node node, boolean steady, Graph.Builder builder, List<Source> sources) {
    List<MemorySegment> memory =
        node.op() instanceof Constant constant
            ? List.of(constant.memory())
            : Objects.requireNonNull(node.values());
    List<Graph.Value> values = new ArrayList<>();
    for (int i = 0; i < memory.size(); i++) {
      int slot = add(sources, new Source(null, memory.get(i)));
      values.add(builder.add(new Input(slot, node.types().get(i), steady), List.of(), ""));
    }
    return values;
  }

  private static int add(List<Source> sources, Source source) {
    sources.add(source);
    return sources.size() - 1;
  }

  private static List<Node> order(List<Tensor> roots, boolean latest) {
    Set<Node> seen = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    roots.forEach(r -> open.push(r.node()));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (seen.add(node) && !known(node, latest)) {
        node.inputs().forEach(t -> open.push(t.node()));
      }
    }
    List<Node> order = new ArrayList<>(seen);
    order.sort(Comparator.comparingLong(Node::id));
    return order;
  }
}
