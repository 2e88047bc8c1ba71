package dev.cajal.graph;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A compiled computation: outputs to read, guards that must be finite, and new values of variables,
 * all in one plan that is replayed without allocation. Variables are read at their present value at
 * every run, so a batch or a learning rate is changed by writing its variable.
 *
 * <pre>{@code
 * Variable w = new Variable("w", TensorType.float32());
 * Tensor loss = w.tensor().sub(3).square();
 * Tensor next = w.tensor().sub(Gradients.of(loss, List.of(w)).get(w).mul(0.1));
 * Step step = Step.compile(List.of(loss), List.of(loss), List.of(new Assignment(w, next)));
 * for (int i = 0; i < 100; i++) step.run(); // w is near 3
 * }</pre>
 *
 * <p>A step is used by one thread at a time.
 */
public final class Step {
  private final Capture capture;
  private final Planner planner;
  private Plan plan;
  private final int outputs;
  private final int guards;
  private final List<Variable> targets;

  private Step(Capture capture, Planner planner, int outputs, int guards, List<Variable> targets) {
    this.capture = capture;
    this.planner = planner;
    this.plan = planner.plan();
    this.outputs = outputs;
    this.guards = guards;
    this.targets = targets;
  }

  /** Compiles tensors that are only read. */
  public static Step compile(Tensor... outputs) {
    return compile(List.of(outputs), List.of(), List.of());
  }

  /**
   * Compiles a step.
   *
   * @param outputs tensors that can be read after each run
   * @param guards tensors of one element; if one is not finite, nothing is written
   * @param assignments new values of variables, written together at the end
   */
  public static Step compile(
      List<Tensor> outputs, List<Tensor> guards, List<Assignment> assignments) {
    return compile(outputs, guards, assignments, StepOptions.plain());
  }

  /**
   * Compiles a step that trades time for memory, or digits for time.
   *
   * @param outputs tensors that can be read after each run; if activations are computed again, the
   *     first is the loss
   * @param guards tensors of one element; if one is not finite, nothing is written
   * @param assignments new values of variables, written together at the end
   * @param options how it is planned
   */
  public static Step compile(
      List<Tensor> outputs,
      List<Tensor> guards,
      List<Assignment> assignments,
      StepOptions options) {
    return compile(outputs, guards, assignments, Backends.all(), Pass.all(), options);
  }

  static Step compile(
      List<Tensor> outputs,
      List<Tensor> guards,
      List<Assignment> assignments,
      List<Backend> backends,
      Set<Pass> passes,
      StepOptions options) {
    if (options.activations() == Activations.RECOMPUTE && outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "recomputation needs to know where the forward pass ends; give the loss as first output");
    }
    for (Tensor guard : guards) {
      if (guard.shape().count() != 1 || !guard.dtype().isFloating()) {
        throw new IllegalArgumentException("a guard is one floating number, got " + guard.type());
      }
    }
    List<Variable> targets = assignments.stream().map(Assignment::target).toList();
    if (targets.stream().distinct().count() != targets.size()) {
      throw new IllegalArgumentException("a variable is assigned twice in one step");
    }
    List<Tensor> results = new ArrayList<>(outputs);
    results.addAll(guards);
    assignments.forEach(a -> results.add(a.value()));
    // Reading the targets as well gives each of them a slot, even one that is only written.
    int computed = results.size();
    targets.forEach(t -> results.add(t.tensor()));
    Capture all = Capture.of(results, true, targets);
    Capture capture =
        new Capture(
            new Graph(all.graph().vertices(), all.graph().results().subList(0, computed)),
            all.sources());
    Planner planner =
        new Planner(capture, outputs.size(), guards.size(), targets, backends, passes, options);
    return new Step(capture, planner, outputs.size(), guards.size(), targets);
  }

  /**
   * Returns a step that computes the same from another variable, and may run at the same time as
   * this one. The two share the parameters, and what is computed once for each of their versions;
   * so no parameter may be written while either runs.
   *
   * @param mine the variable to replace, the batch for instance
   * @param other the variable that takes its place, of the same type
   * @throws IllegalStateException if this step writes variables
   */
  public Step replica(Variable mine, Variable other) {
    if (!targets.isEmpty()) {
      throw new IllegalStateException(
          "a step that writes "
              + targets.getFirst().name()
              + " cannot run beside another like it; replicate one that only reads");
    }
    if (!mine.type().equals(other.type())) {
      throw new IllegalArgumentException(
          "variable " + mine + " cannot be replaced by " + other + ", which is of another type");
    }
    List<Capture.Source> sources =
        capture.sources().stream()
            .map(s -> s.variable() == mine ? new Capture.Source(other, null) : s)
            .toList();
    Capture replaced = new Capture(capture.graph(), sources);
    return new Step(replaced, planner.replica(replaced, plan.frozen()), outputs, guards, targets);
  }

  /**
   * Runs the step once.
   *
   * @throws NonFiniteException if a guard is infinite or not a number; nothing was written
   */
  public void run() {
    if (!plan.fits(capture.sources())) {
      plan = planner.plan();
    }
    for (int s = 0; s < capture.sources().size(); s++) {
      plan.bind(s, capture.sources().get(s));
    }
    plan.runGuarded();
    for (int g = outputs; g < outputs + guards; g++) {
      if (!Double.isFinite(number(g))) {
        throw diagnosed();
      }
    }
    plan.runUpdates();
    for (int t = 0; t < targets.size(); t++) {
      targets.get(t).touched();
    }
  }

  /**
   * Runs the step and times each kernel call of its plan. Variables are written as by {@link
   * #run()}; the first runs after compiling are slow, so run the step for a while before.
   *
   * @param runs how often to run, at least once
   * @throws NonFiniteException as {@link #run()} does
   */
  public StepProfile profile(int runs) {
    return plan.profile(this::run, runs);
  }

  /** Returns the value of an output of one element. */
  public double scalar(int output) {
    return number(output);
  }

  /** Returns the row-major values of an output, valid until the next run. */
  public MemorySegment output(int output) {
    return plan.result(output);
  }

  /** Returns the type of an output. */
  public TensorType type(int output) {
    return plan.type(output);
  }

  /** Returns the plan, which prints itself. */
  public Plan plan() {
    return plan;
  }

  private double number(int result) {
    MemorySegment memory = plan.result(result);
    return switch (plan.type(result).dtype()) {
      case FLOAT32 -> memory.get(ValueLayout.JAVA_FLOAT, 0);
      case FLOAT64 -> memory.get(ValueLayout.JAVA_DOUBLE, 0);
      default -> HostArray.of(plan.type(result), memory).get(0);
    };
  }

  /** Replays the batch node by node to find where the first number went wrong. */
  private NonFiniteException diagnosed() {
    Optional<Graph.Vertex> first = Interpreter.firstNonFinite(capture);
    String path = first.map(Graph.Vertex::path).orElse("");
    String what = first.map(v -> v.op().name()).orElse("an operation that is exact node by node");
    return new NonFiniteException(
        path,
        "a value became infinite or not a number, first in "
            + what
            + (path.isEmpty() ? "" : " at " + path)
            + "; nothing was written. Lower the learning rate, or check the data");
  }
}
