package dev.cajal.nn.optim;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
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
  private final List<Variable> parameters;
  private final List<List<Variable>> slots;
  private final Variable rate;
  private final Variable step;

  /**
   * Creates the state, all zeros.
   *
   * @param parameters what is trained, all of one floating type
   * @throws IllegalArgumentException if there are no parameters, or of different types
   */
  public Updates(Optimizer optimizer, List<Variable> parameters) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no parameters to train; build the model first, or unfreeze some");
    }
    this.optimizer = optimizer;
    this.parameters = List.copyOf(parameters);
    DType dtype = parameters.getFirst().type().dtype();
    this.slots = new ArrayList<>();
    for (Variable parameter : parameters) {
      if (parameter.type().dtype() != dtype || !dtype.isFloating()) {
        throw new IllegalArgumentException(
            "parameter %s is %s, expected the floating type of the first, %s"
                .formatted(parameter.name(), parameter.type(), dtype));
      }
      slots.add(
          optimizer.slots().stream()
              .map(slot -> new Variable(slot + "." + parameter.name(), parameter.type()))
              .toList());
    }
    TensorType scalar = new TensorType(dtype, Shape.of());
    this.rate = new Variable("learning_rate", scalar);
    this.step = new Variable("step", scalar);
    rate.fill(optimizer.rate());
  }

  /** Returns the optimizer. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** Returns the learning rate, 0-d; {@code rate().fill(x)} changes it for the steps to come. */
  public Variable rate() {
    return rate;
  }

  /** Returns everything that must be saved to go on later: the step count and the slots. */
  public List<Variable> state() {
    List<Variable> state = new ArrayList<>();
    state.add(step);
    slots.forEach(state::addAll);
    return state;
  }

  /** Returns the length of the gradient over all parameters, √Σg², 0-d. */
  public Tensor norm(Gradients gradients) {
    return parameters.stream()
        .map(parameter -> gradients.get(parameter).square().sum())
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
    Optimizer.Rule rule = optimizer.rule(rate.tensor(), next);
    List<Assignment> assignments = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable parameter = parameters.get(i);
      List<Variable> kept = slots.get(i);
      List<Tensor> values =
          rule.next(
              parameter.tensor(),
              scaled.apply(gradients.get(parameter)),
              kept.stream().map(Variable::tensor).toList());
      assignments.add(new Assignment(parameter, values.getFirst()));
      for (int s = 0; s < kept.size(); s++) {
        assignments.add(new Assignment(kept.get(s), values.get(s + 1)));
      }
    }
    assignments.add(new Assignment(step, next));
    return assignments;
  }
}
