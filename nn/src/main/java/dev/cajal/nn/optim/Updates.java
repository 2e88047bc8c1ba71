package dev.cajal.nn.optim;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An optimizer bound to the parameters of a model: it owns the state, and turns gradients into
 * assignments that become part of the compiled step. Learning rate and step count are 0-d
 * variables, so that changing them never plans again.
 *
 * <pre>{@code
 * Updates updates = new Updates(Sgd.of(0.1).momentum(0.9), parameters);
 * Gradients gradients = Gradients.of(loss, parameters);
 * Tensor norm = updates.norm(gradients);
 * Step step = Step.compile(List.of(loss, norm), List.of(loss, norm), updates.of(gradients));
 * updates.rate().fill(0.01);
 * step.run();
 * }</pre>
 */
public final class Updates {
  // As in PyTorch: keeps the factor finite where all gradients are zero.
  private static final double CLIP_EPSILON = 1e-6;

  private final Optimizer optimizer;
  private final List<Trained> trained;
  private final Variable rate;
  private final Variable step;

  /** A parameter with its state; what is frozen has none. */
  private record Trained(
      Variable parameter, Optional<ParameterGroup> group, List<Variable> slots) {}

  /**
   * Creates the state at the beginning.
   *
   * @param parameters what is trained, all of one floating type
   * @throws IllegalArgumentException if there are no parameters, or of different types
   */
  public Updates(Optimizer optimizer, List<Variable> parameters) {
    this(optimizer, parameters, List.of());
  }

  /**
   * Creates the state at the beginning, for parameters in groups.
   *
   * @param parameters what is trained, all of one floating type
   * @param groups of parameters that are trained otherwise than the rest
   * @throws IllegalArgumentException if no parameters are left, or of different types, or if a
   *     group has none
   */
  public Updates(Optimizer optimizer, List<Variable> parameters, List<ParameterGroup> groups) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no parameters to train; build the model first, or unfreeze some");
    }
    this.optimizer = optimizer;
    this.trained = new ArrayList<>();
    DType dtype = parameters.getFirst().type().dtype();
    Set<ParameterGroup> empty = new LinkedHashSet<>(groups);
    for (Variable parameter : parameters) {
      if (parameter.type().dtype() != dtype || !dtype.isFloating()) {
        throw new IllegalArgumentException(
            "parameter %s is %s, expected the floating type of the first, %s"
                .formatted(parameter.name(), parameter.type(), dtype));
      }
      empty.removeIf(group -> group.takes(parameter));
      Optional<ParameterGroup> group = groups.stream().filter(g -> g.takes(parameter)).findFirst();
      if (group.isEmpty() || !group.get().frozen()) {
        trained.add(new Trained(parameter, group, slots(parameter)));
      }
    }
    if (!empty.isEmpty()) {
      throw new IllegalArgumentException(
          "parameter group %s takes no parameter; they are %s"
              .formatted(
                  empty.iterator().next(), parameters.stream().map(Variable::name).toList()));
    }
    if (trained.isEmpty()) {
      throw new IllegalArgumentException(
          "all parameters are frozen by groups; leave one to be trained");
    }
    TensorType scalar = new TensorType(dtype, Shape.of());
    this.rate = new Variable("learning_rate", scalar);
    this.step = new Variable("step", scalar);
    rate.fill(optimizer.rate());
  }

  private List<Variable> slots(Variable parameter) {
    List<Variable> slots = new ArrayList<>();
    for (Slot slot : optimizer.slots()) {
      Variable value =
          new Variable(slot.name() + "." + parameter.name(), slot.type(parameter.type()));
      if (slot.initial() != 0) {
        value.fill(slot.initial());
      }
      slots.add(value);
    }
    return slots;
  }

  /** Returns the optimizer. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** Returns the learning rate, 0-d; {@code rate().fill(x)} changes it for the steps to come. */
  public Variable rate() {
    return rate;
  }

  /** Returns the number of steps that were taken, 0-d. */
  public Variable step() {
    return step;
  }

  /** Returns everything that must be saved to go on later: the step count and the slots. */
  public List<Variable> state() {
    List<Variable> state = new ArrayList<>();
    state.add(step);
    trained.forEach(t -> state.addAll(t.slots()));
    return state;
  }

  /** Returns the length of the gradient over all parameters that are trained, √Σg², 0-d. */
  public Tensor norm(Gradients gradients) {
    return trained.stream()
        .map(t -> gradients.get(t.parameter()).square().sum())
        .reduce(Tensor::add)
        .orElseThrow()
        .sqrt();
  }

  /** Returns the assignments of one step: parameters, slots and step count. */
  public List<Assignment> of(Gradients gradients) {
    return assignments(gradients, g -> g);
  }

  /**
   * Returns the assignments of one step whose gradients are scaled by min(1, limit / (norm +
   * 10⁻⁶)), so that their length over all parameters is at most the limit.
   *
   * <p>Source: Pascanu, Mikolov and Bengio, <i>On the difficulty of training recurrent neural
   * networks</i>, ICML 2013, algorithm 1.
   *
   * @param norm what {@link #norm} returned for these gradients
   * @param limit positive
   */
  public List<Assignment> clipped(Gradients gradients, Tensor norm, double limit) {
    Checks.positive("the limit of the gradient norm", limit);
    Tensor one = Tensor.scalar(norm.dtype(), 1);
    Tensor factor = Tensor.scalar(norm.dtype(), limit).div(norm.add(CLIP_EPSILON)).minimum(one);
    return assignments(gradients, g -> g.mul(factor));
  }

  private List<Assignment> assignments(Gradients gradients, UnaryOperator<Tensor> scaled) {
    Tensor next = step.tensor().add(1);
    Map<Optional<ParameterGroup>, Optimizer.Rule> rules = new HashMap<>();
    List<Assignment> assignments = new ArrayList<>();
    for (Trained t : trained) {
      Optimizer.Rule rule = rules.computeIfAbsent(t.group(), group -> rule(group, next));
      List<Tensor> values =
          rule.next(
              t.parameter().tensor(),
              scaled.apply(gradients.get(t.parameter())),
              t.slots().stream().map(Variable::tensor).toList());
      assignments.add(new Assignment(t.parameter(), values.getFirst()));
      for (int s = 0; s < t.slots().size(); s++) {
        assignments.add(new Assignment(t.slots().get(s), values.get(s + 1)));
      }
    }
    assignments.add(new Assignment(step, next));
    return assignments;
  }

  private Optimizer.Rule rule(Optional<ParameterGroup> group, Tensor next) {
    double factor = group.map(ParameterGroup::rate).orElse(1.0);
    OptionalDouble decay = group.map(ParameterGroup::decay).orElse(OptionalDouble.empty());
    Optimizer own = decay.isPresent() ? optimizer.decay(decay.getAsDouble()) : optimizer;
    return own.rule(factor == 1 ? rate.tensor() : rate.tensor().mul(factor), next);
  }
}
