package dev.cajal.grad;

import dev.cajal.tensor.Node;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reverse mode: ∂loss/∂x for many x in one sweep against the graph. Each node turns the gradient of
 * its results into those of its operands (the rule {@link Op#vjp}); gradients that meet are added.
 * The gradients are ordinary tensors, so they can be differentiated again.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(4), y = Tensor.of(-3);
 * Tensor dx = Gradients.of(x.mul(y).sum(), x).get(x); // -3
 * }</pre>
 */
public final class Gradients {
  private final Map<Tensor, Tensor> byTensor;
  private final Map<Variable, Tensor> byVariable;

  private Gradients(Map<Tensor, Tensor> byTensor, Map<Variable, Tensor> byVariable) {
    this.byTensor = byTensor;
    this.byVariable = byVariable;
  }

  /**
   * Returns the gradients of a loss for variables.
   *
   * @param loss a tensor of one element
   * @throws IllegalArgumentException if the loss has more than one element
   */
  public static Gradients of(Tensor loss, List<Variable> variables) {
    return new Walk(loss, ReverseRule.DERIVATIVE).toVariables(variables);
  }

  /**
   * Returns the gradients of a loss for any tensors upstream of it.
   *
   * @param loss a tensor of one element
   * @throws IllegalArgumentException if the loss has more than one element, or was evaluated before
   *     and has forgotten how it was computed
   */
  public static Gradients of(Tensor loss, Tensor... targets) {
    return new Walk(loss, ReverseRule.DERIVATIVE).toTensors(List.of(targets), null);
  }

  /**
   * Returns the vector–Jacobian product Jᵀȳ of a tensor of any shape.
   *
   * @param y the tensor
   * @param seed ȳ, of the type of y
   */
  public static Gradients product(Tensor y, Tensor seed, Tensor... targets) {
    return product(y, seed, ReverseRule.DERIVATIVE, targets);
  }

  /**
   * Returns what a sweep with another rule than the derivative brings to tensors upstream.
   *
   * @param y a tensor of any shape
   * @param seed what starts at y, of its type
   * @param rule what the sweep does at each operation
   */
  public static Gradients product(Tensor y, Tensor seed, ReverseRule rule, Tensor... targets) {
    return new Walk(y, rule).toTensors(List.of(targets), seed);
  }

  /** Returns the gradient for a variable; zeros where the loss does not depend on it. */
  public Tensor get(Variable variable) {
    Tensor gradient = byVariable.get(variable);
    if (gradient == null) {
      throw new IllegalArgumentException("no gradient was asked for variable " + variable.name());
    }
    return gradient;
  }

  /** Returns the gradient for a tensor; zeros where the loss does not depend on it. */
  public Tensor get(Tensor target) {
    Tensor gradient = byTensor.get(target);
    if (gradient == null) {
      throw new IllegalArgumentException("no gradient was asked for this tensor " + target.type());
    }
    return gradient;
  }

  private static final class Walk {
    private final Tensor loss;
    private final ReverseRule rule;
    private final List<Node> order;
    private final IdentityHashMap<Node, @Nullable Tensor[]> flow = new IdentityHashMap<>();

    Walk(Tensor loss, ReverseRule rule) {
      this.loss = loss;
      this.rule = rule;
      this.order = Topology.order(List.of(loss));
    }

    Gradients toVariables(List<Variable> variables) {
      requireScalar();
      Set<Variable> wanted = Set.copyOf(variables);
      run(
          Topology.dependents(
              order, n -> n.op() instanceof Read read && wanted.contains(read.variable())),
          Tensor.full(loss.type(), 1));
      Map<Variable, Tensor> found = new HashMap<>();
      for (Node node : order) {
        Tensor gradient = flow.containsKey(node) ? flow.get(node)[0] : null;
        if (gradient != null
            && node.op() instanceof Read read
            && wanted.contains(read.variable())) {
          found.merge(read.variable(), gradient, Tensor::add);
        }
      }
      for (Variable variable : variables) {
        found.computeIfAbsent(variable, v -> Tensor.full(v.type(), 0));
      }
      return new Gradients(Map.of(), found);
    }

    Gradients toTensors(List<Tensor> targets, @Nullable Tensor seed) {
      if (seed == null) {
        requireScalar();
      }
      Set<Node> sources =
          targets.stream()
              .map(Tensor::node)
              .collect(
                  Collectors.toCollection(
                      () -> Collections.newSetFromMap(new IdentityHashMap<>())));
      requireMemory(sources);
      run(
          Topology.dependents(order, sources::contains),
          seed == null ? Tensor.full(loss.type(), 1) : seed);
      IdentityHashMap<Tensor, Tensor> found = new IdentityHashMap<>();
      for (Tensor target : targets) {
        Tensor[] gradients = flow.get(target.node());
        Tensor gradient = gradients == null ? null : gradients[target.index()];
        found.put(target, gradient == null ? Tensor.full(target.type(), 0) : gradient);
      }
      return new Gradients(found, Map.of());
    }

    private void requireMemory(Set<Node> sources) {
      if (Topology.forgets(order, sources)) {
        throw new IllegalArgumentException(
            "gradients: a tensor between the target and the loss was evaluated before and has"
                + " forgotten how it was computed; ask for gradients first, or make the target a"
                + " variable, or detach() what does not depend on it");
      }
    }

    private void requireScalar() {
      if (loss.shape().count() != 1) {
        throw new IllegalArgumentException(
            "gradients: the loss is "
                + loss.type()
                + ", expected one element; take its mean or sum");
      }
    }

    private void run(Set<Node> relevant, Tensor seed) {
      if (!relevant.contains(loss.node())) {
        return;
      }
      arrive(loss, seed);
      for (Node node : order.reversed()) {
        Tensor[] arrived = flow.get(node);
        if (arrived == null || node.inputs().isEmpty()) {
          continue;
        }
        List<@Nullable Tensor> grads = grads(node, filled(node, arrived));
        for (int i = 0; i < node.inputs().size(); i++) {
          Tensor input = node.inputs().get(i);
          Tensor gradient = grads.get(i);
          if (gradient != null && relevant.contains(input.node())) {
            arrive(input, gradient);
          }
        }
      }
    }

    private List<@Nullable Tensor> grads(Node node, List<Tensor> arrived) {
      Op.Applied at = new Op.Applied(node.inputs(), node.outputs());
      Trace trace = node.trace();
      return trace == null
          ? rule.vjp(node.op(), at, arrived)
          : trace.at(node.path(), () -> rule.vjp(node.op(), at, arrived));
    }

    private void arrive(Tensor tensor, Tensor gradient) {
      if (!gradient.type().equals(tensor.type())) {
        throw new IllegalStateException(
            tensor.node().op().name()
                + ": a consumer's reverse rule gave "
                + gradient.type()
                + " for a result of type "
                + tensor.type());
      }
      @Nullable Tensor[] sums =
          flow.computeIfAbsent(tensor.node(), n -> new Tensor[n.types().size()]);
      Tensor before = sums[tensor.index()];
      sums[tensor.index()] = before == null ? gradient : before.add(gradient);
    }

    private static List<Tensor> filled(Node node, @Nullable Tensor[] arrived) {
      List<Tensor> grads = new ArrayList<>(arrived.length);
      for (int i = 0; i < arrived.length; i++) {
        Tensor gradient = arrived[i];
        grads.add(gradient == null ? Tensor.full(node.types().get(i), 0) : gradient);
      }
      return grads;
    }
  }
}
