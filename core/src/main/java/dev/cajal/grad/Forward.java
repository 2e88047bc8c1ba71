package dev.cajal.grad;

import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode: the directional derivative Jẋ of tensors, carried along the graph with the rule
 * {@link Op#jvp} of each operation, as dual numbers do. One walk gives one column of the Jacobian
 * for every result; {@link Gradients} gives one row for every operand.
 */
public final class Forward {

  private Forward() {}

  /**
   * Returns ẏ = (∂y/∂x) ẋ.
   *
   * @param y the result
   * @param x a tensor upstream of it
   * @param tangent ẋ, of the type of x
   * @return ẏ, of the type of y; zeros where y does not depend on x
   */
  public static Tensor jvp(Tensor y, Tensor x, Tensor tangent) {
    return jvp(List.of(y), List.of(x), List.of(tangent)).getFirst();
  }

  /**
   * Returns the tangents of several results for simultaneous tangents of several operands.
   *
   * @throws IllegalArgumentException if a tangent is not of the type of its operand, or a tensor
   *     between was evaluated before and has forgotten how it was computed
   */
  public static List<Tensor> jvp(List<Tensor> ys, List<Tensor> xs, List<Tensor> tangents) {
    IdentityHashMap<Node, @Nullable Tensor[]> flow = new IdentityHashMap<>();
    for (int i = 0; i < xs.size(); i++) {
      Tensor x = xs.get(i);
      requireType(x.type(), tangents.get(i));
      flow.computeIfAbsent(x.node(), n -> new Tensor[n.types().size()])[x.index()] =
          tangents.get(i);
    }
    List<Node> order = Topology.order(ys);
    if (Topology.forgets(order, flow.keySet())) {
      throw new IllegalArgumentException(
          "jvp: a tensor between the operand and the result was evaluated before and has forgotten"
              + " how it was computed; ask for tangents first, or make the operand a variable, or"
              + " detach() what does not depend on it");
    }
    return run(order, flow, ys);
  }

  /**
   * Returns the tangents of several results for simultaneous tangents of variables, wherever these
   * are read.
   *
   * @throws IllegalArgumentException if a tangent is not of the type of its variable
   */
  public static List<Tensor> jvp(List<Tensor> ys, Map<Variable, Tensor> tangents) {
    tangents.forEach((variable, tangent) -> requireType(variable.type(), tangent));
    IdentityHashMap<Node, @Nullable Tensor[]> flow = new IdentityHashMap<>();
    List<Node> order = Topology.order(ys);
    for (Node node : order) {
      if (node.op() instanceof Read read && tangents.containsKey(read.variable())) {
        flow.put(node, new Tensor[] {tangents.get(read.variable())});
      }
    }
    return run(order, flow, ys);
  }

  private static void requireType(TensorType type, Tensor tangent) {
    if (!tangent.type().equals(type)) {
      throw new IllegalArgumentException(
          "jvp: tangent is " + tangent.type() + ", operand is " + type);
    }
  }

  private static List<Tensor> run(
      List<Node> order, IdentityHashMap<Node, @Nullable Tensor[]> flow, List<Tensor> ys) {
    for (Node node : order) {
      if (flow.containsKey(node)
          || node.inputs().stream().noneMatch(t -> tangent(flow, t) != null)) {
        continue;
      }
      List<Tensor> filled = new ArrayList<>();
      for (Tensor input : node.inputs()) {
        Tensor tangent = tangent(flow, input);
        filled.add(tangent == null ? Tensor.full(input.type(), 0) : tangent);
      }
      flow.put(node, tangents(node, filled).toArray(new @Nullable Tensor[0]));
    }
    List<Tensor> results = new ArrayList<>();
    for (Tensor y : ys) {
      Tensor tangent = tangent(flow, y);
      results.add(tangent == null ? Tensor.full(y.type(), 0) : tangent);
    }
    return results;
  }

  private static List<@Nullable Tensor> tangents(Node node, List<Tensor> filled) {
    Op.Applied at = new Op.Applied(node.inputs(), node.outputs());
    Trace trace = node.trace();
    return trace == null
        ? node.op().jvp(at, filled)
        : trace.at(node.path(), () -> node.op().jvp(at, filled));
  }

  private static @Nullable Tensor tangent(Map<Node, @Nullable Tensor[]> flow, Tensor of) {
    @Nullable Tensor[] tangents = flow.get(of.node());
    return tangents == null ? null : tangents[of.index()];
  }
}
