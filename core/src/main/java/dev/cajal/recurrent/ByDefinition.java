package dev.cajal.recurrent;

import dev.cajal.backend.DType;
import dev.cajal.grad.Forward;
import dev.cajal.grad.Gradients;
import dev.cajal.grad.Topology;
import dev.cajal.op.Reshape;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The derivative rules of an operation that can also be written with ordinary tensors. */
final class ByDefinition {

  private ByDefinition() {}

  /** The reverse rule: the gradients of ⟨ȳ, y⟩, with y built by the definition. */
  static List<@Nullable Tensor> vjp(
      UnaryOperator<List<Tensor>> definition, Op.Applied at, List<Tensor> grads) {
    List<Tensor> inputs = apart(at.inputs());
    List<Tensor> outputs = definition.apply(inputs);
    Tensor pairing = Tensor.scalar(grads.getFirst().dtype(), 0);
    for (int o = 0; o < outputs.size(); o++) {
      pairing = pairing.add(outputs.get(o).mul(grads.get(o)).sum());
    }
    Set<Node> used = new HashSet<>(Topology.order(List.of(pairing)));
    List<Tensor> targets =
        inputs.stream().filter(t -> t.dtype().isFloating() && used.contains(t.node())).toList();
    Gradients gradients = Gradients.of(pairing, targets.toArray(Tensor[]::new));
    List<@Nullable Tensor> result = new ArrayList<>();
    for (Tensor input : inputs) {
      result.add(targets.contains(input) ? gradients.get(input) : null);
    }
    return result;
  }

  /** The forward rule: the tangents of y, built by the definition. */
  static List<@Nullable Tensor> jvp(
      UnaryOperator<List<Tensor>> definition, Op.Applied at, List<Tensor> tangents) {
    List<Tensor> inputs = apart(at.inputs());
    List<Tensor> moving = new ArrayList<>();
    List<Tensor> along = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).dtype().isFloating()) {
        moving.add(inputs.get(i));
        along.add(tangents.get(i));
      }
    }
    return new ArrayList<>(Forward.jvp(definition.apply(inputs), moving, along));
  }

  /**
   * Gives each operand a node of its own: one operand may have been computed from another, and only
   * the direct dependence counts here.
   */
  private static List<Tensor> apart(List<Tensor> inputs) {
    return inputs.stream()
        .map(t -> t.dtype() == DType.INT64 ? t : Tensor.apply(new Reshape(t.shape()), t))
        .toList();
  }
}
