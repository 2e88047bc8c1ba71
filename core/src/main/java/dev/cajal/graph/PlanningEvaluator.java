package dev.cajal.graph;

import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.tensor.Evaluator;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Evaluates lazy tensors through plans, which are cached by the structure of the graph and the
 * layouts of its variables: a plain loop plans once. The system property {@code cajal.plan=off}
 * sends everything through the {@link Interpreter}.
 */
public final class PlanningEvaluator implements Evaluator {
  private static final int CACHED_PLANS = 64;

  /**
   * Plans own workspace and hold on to what was bound, so the cache is bounded by memory as well.
   */
  private static final long CACHED_BYTES = Runtime.getRuntime().maxMemory() / 4;

  private static final boolean PLANNED = !System.getProperty("cajal.plan", "on").equals("off");

  private final Map<Key, Plan> plans = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(Graph graph, List<Layout> layouts) {}

  @Override
  public synchronized void evaluate(List<Tensor> tensors) {
    Set<Node> nodes = new LinkedHashSet<>();
    for (Tensor tensor : tensors) {
      Trace trace = tensor.trace();
      if (trace != null && trace.mode() == Trace.Mode.BUILDING) {
        throw new IllegalStateException(
            "a value was read at '"
                + tensor.node().path()
                + "' while the model is being built, when there are only shapes; decide by shape"
                + " instead, or read after build");
      }
      if (tensor.node().values() == null) {
        nodes.add(tensor.node());
      }
    }
    if (nodes.isEmpty()) {
      return;
    }
    List<Tensor> roots = nodes.stream().flatMap(n -> n.outputs().stream()).toList();
    Capture capture = Capture.of(roots, false, List.of());
    List<MemorySegment> results = PLANNED ? planned(capture) : Interpreter.run(capture);
    int next = 0;
    for (Node node : nodes) {
      node.evaluated(results.subList(next, next + node.types().size()));
      next += node.types().size();
    }
  }

  private List<MemorySegment> planned(Capture capture) {
    Plan plan =
        plans.computeIfAbsent(
            new Key(capture.graph(), layouts(capture)), k -> Planner.forOutputs(capture));
    forgetEldest();
    for (int s = 0; s < capture.sources().size(); s++) {
      plan.bind(s, capture.sources().get(s));
    }
    plan.runGuarded();
    List<MemorySegment> results = new ArrayList<>();
    for (int r = 0; r < capture.graph().results().size(); r++) {
      long bytes = plan.type(r).bytes();
      MemorySegment copy = Memory.allocate(bytes);
      MemorySegment.copy(plan.result(r), 0, copy, 0, bytes);
      results.add(copy);
    }
    return results;
  }

  /** Keeps the plan used last, and as many before it as there is room for. */
  private void forgetEldest() {
    long bytes = plans.values().stream().mapToLong(Plan::boundBytes).sum();
    Iterator<Plan> eldest = plans.values().iterator();
    while (plans.size() > CACHED_PLANS || (bytes > CACHED_BYTES && plans.size() > 1)) {
      bytes -= eldest.next().boundBytes();
      eldest.remove();
    }
  }

  private static List<Layout> layouts(Capture capture) {
    return capture.sources().stream()
        .map(s -> s.variable() == null ? Layout.strided() : s.variable().layout())
        .toList();
  }
}
