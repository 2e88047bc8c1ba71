package dev.cajal.graph;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.Layout;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans. The stages, in order: {@link Simplify}, {@link Recompute} if asked for, {@link
 * FactorSquares}, {@link FoldScales}, {@link FuseEpilogue}, {@link MixPrecision} if asked for,
 * {@link FuseElementwise}, {@link FuseProducts}, {@link Postponed} (the order), {@link Lowering}
 * (kernels and layouts), {@link PlanMemory}.
 */
final class Planner {
  private final Capture capture;
  private final int outputs;
  private final int guards;
  private final List<Variable> targets;
  private final List<Backend> backends;
  private final Set<Pass> passes;
  private final StepOptions options;
  private final @Nullable Frozen shared;

  /**
   * Describes a plan to make. The results of the captured graph are first the outputs, then the
   * guards, then the new values of the targets.
   *
   * @param passes what is done of all that leaves results as they are
   * @param options with {@code RECOMPUTE} the first output is the end of the forward pass
   */
  Planner(
      Capture capture,
      int outputs,
      int guards,
      List<Variable> targets,
      List<Backend> backends,
      Set<Pass> passes,
      StepOptions options) {
    this(capture, outputs, guards, targets, backends, passes, options, null);
  }

  private Planner(
      Capture capture,
      int outputs,
      int guards,
      List<Variable> targets,
      List<Backend> backends,
      Set<Pass> passes,
      StepOptions options,
      @Nullable Frozen shared) {
    this.capture = capture;
    this.outputs = outputs;
    this.guards = guards;
    this.targets = targets;
    this.backends = backends;
    this.passes = passes;
    this.options = options;
    this.shared = shared;
  }

  /** Returns a planner for the same computation from other sources, which shares what is frozen. */
  Planner replica(Capture other, Frozen lender) {
    return new Planner(other, outputs, guards, targets, backends, passes, options, lender);
  }

  /** Returns a plan that computes outputs only, with the backends of this process. */
  static Plan forOutputs(Capture capture) {
    int outputs = capture.graph().results().size();
    return new Planner(
            capture, outputs, 0, List.of(), Backends.all(), Pass.all(), StepOptions.plain())
        .plan();
  }

  Plan plan() {
    int checked = guards > 0 ? outputs + guards : capture.graph().results().size();
    Graph simple = does(Pass.SIMPLIFY) ? Simplify.apply(capture.graph()) : capture.graph();
    Optional<Recompute.Result> recomputed =
        options.activations() == Activations.KEEP
            ? Optional.empty()
            : Optional.of(Recompute.apply(simple, g -> fused(g, checked), outputs + guards));
    Graph graph = fused(recomputed.map(Recompute.Result::graph).orElse(simple), checked);
    boolean[] updated = new boolean[capture.sources().size()];
    for (int s = 0; s < updated.length; s++) {
      Variable variable = capture.sources().get(s).variable();
      updated[s] = variable != null && targets.contains(variable);
    }
    boolean[] frozenParts =
        does(Pass.FREEZE) ? graph.frozen() : new boolean[graph.vertices().size()];
    Lowering lowering =
        new Lowering(graph, backends, capture.sources(), updated, frozenParts, options.threads());
    boolean[] early = graph.needed(checked);
    Postponed order = new Postponed(graph, does(Pass.POSTPONE));
    order.lower(lowering, early);
    List<Buffer> results = new ArrayList<>();
    for (int r = 0; r < outputs + guards; r++) {
      Graph.Value value = graph.results().get(r);
      Layout rowMajor = Layout.rowMajor(graph.type(value).shape());
      Lowering.Placed place = lowering.in(value, rowMajor);
      if (place.buffer().external() && updated[place.buffer().slot]) {
        place = copied(lowering, graph, value, place);
      }
      results.add(pinned(place.buffer()));
    }
    int guardedCalls = lowering.calls.size();
    order.lower(lowering, graph.needed(graph.results().size()));
    new Commit(graph, lowering, guards > 0 ? guardedCalls : 0)
        .targets(targets, outputs + guards, capture);
    @Nullable Layout[] layouts = layouts();
    Frozen frozen = frozen(lowering, results, layouts);
    PlanMemory.Result memory = PlanMemory.apply(lowering.calls, results, does(Pass.SHARE_MEMORY));
    return new Plan(
        graph,
        List.copyOf(lowering.calls),
        guardedCalls,
        frozen,
        layouts,
        lowering.slots(),
        results,
        types(graph, outputs + guards),
        memory,
        recomputed);
  }

  private Graph fused(Graph graph, int checked) {
    Graph factored = does(Pass.FACTOR_SQUARES) ? FactorSquares.apply(graph, checked) : graph;
    Graph folded = does(Pass.FOLD_SCALES) ? FoldScales.apply(factored) : factored;
    Graph finished = does(Pass.FUSE_EPILOGUE) ? FuseEpilogue.apply(folded) : folded;
    Graph mixed = options.precision() == Precision.FAST ? MixPrecision.apply(finished) : finished;
    Graph programs = FuseElementwise.apply(mixed, checked, passes);
    return does(Pass.FUSE_PRODUCTS) ? FuseProducts.apply(programs, backends) : programs;
  }

  private boolean does(Pass pass) {
    return passes.contains(pass);
  }

  private Frozen frozen(Lowering lowering, List<Buffer> results, @Nullable Layout[] layouts) {
    Set<Buffer> computed = new HashSet<>();
    lowering.frozenCalls.forEach(c -> computed.addAll(List.of(c.out)));
    Stream.concat(lowering.calls.stream().flatMap(c -> Stream.of(c.in)), results.stream())
        .filter(computed::contains)
        .forEach(Planner::pinned);
    Frozen own = new Frozen(lowering.frozenCalls, layouts);
    return shared != null && shared.lend(own) ? shared : own.placed();
  }

  /** The layouts of the variables, which stay unless another plan settles them. */
  private @Nullable Layout[] layouts() {
    return capture.sources().stream()
        .map(s -> s.variable() == null ? null : s.variable().layout())
        .toArray(Layout[]::new);
  }

  /** An output that is a variable must be read before the variable is written. */
  private static Lowering.Placed copied(
      Lowering lowering, Graph graph, Graph.Value value, Lowering.Placed place) {
    TensorType type = graph.type(value);
    Lowering.Placed copy = new Lowering.Placed(new Buffer(type.bytes(), -1), place.layout());
    lowering.calls.add(lowering.copyCall(type, place, copy, ""));
    return copy;
  }

  private static Buffer pinned(Buffer buffer) {
    buffer.pinned = true;
    return buffer;
  }

  private static List<TensorType> types(Graph graph, int count) {
    return graph.results().subList(0, count).stream().map(graph::type).toList();
  }
}
