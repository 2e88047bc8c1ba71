package dev.cajal.grad;

import dev.cajal.tensor.Node;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
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
   * @throws IllegalArgumentException if a tangent is not of the type of its operand
   */
  public static List<Tensor> jvp(List<Tensor> ys, List<Tensor> xs, List<Tensor> tangents) {
    IdentityHashMap<Node, @Nullable Tensor[]> flow = new IdentityHashMap<>();
    for (int i = 0; i < xs.size(); i++) {
      Tensor x = xs.get(i);
      if (!tangents.get(i).type().equals(x.type())) {
        throw new IllegalArgumentException(
            "jvp: tangent is " + tangents.get(i).type() + ", operand is " + x.type());
      }
      flow.computeIfAbsent(x.node(), n -> new Tensor[n.types().size()])[x.index()] =
          tangents.get(i);
    }
    for (Node node : Topology.order(ys)) {
      if (flow.containsKey(node)
          || node.inputs().stream().noneMatch(t -> tangent(flow, t) != null)) {
        continue;
      }
      List<Tensor> filled = new ArrayList<>();
      for (Tensor input : node.inputs()) {
        Tensor tangent = tangent(flow, input);
        filled.add(tangent == null ? Tensor.full(input.type(), 0) : tangent);
      }
      List<@Nullable Tensor> out =
          node.op().jvp(new Op.Applied(node.inputs(), node.outputs()), filled);
      flow.put(node, out.toArray(new @Nullable Tensor[0]));
    }
    List<Tensor> results = new ArrayList<>();
    for (Tensor y : ys) {
      Tensor tangent = tangent(flow, y);
      results.add(tangent == null ? Tensor.full(y.type(), 0) : tangent);
    }
    return results;
  }

  private static @Nullable Tensor tangent(Map<Node, @Nullable Tensor[]> flow, Tensor of) {
    @Nullable Tensor[] tangents = flow.get(of.node());
    return tangents == null ? null : tangents[of.index()];
  }
}
