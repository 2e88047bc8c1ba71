package dev.cajal.graph;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Cast;
import dev.cajal.op.Max;
import dev.cajal.op.Sum;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A pass: elementwise operations over one domain, the broadcasts they read and the reductions they
 * feed become one {@link Fused} program, so that memory is passed once.
 *
 * <p>Groups grow in graph order. A vertex joins the groups of its operands unless that would make a
 * group wait for itself. What only updates need never joins what guards need, for guards are
 * checked between the two; nor does what is computed at every run join what is not.
 */
final class FuseElementwise {
  private static final int MAX_OPERANDS = 12;
  private static final int MAX_BODY = 48;

  private final Graph graph;
  private final boolean[] early;
  private final boolean[] frozen;
  private final boolean merging;
  private final List<List<Integer>> consumers;
  private final Groups groups;
  private final Repeats repeats;

  private FuseElementwise(Graph graph, int guarded, boolean merging) {
    this.graph = graph;
    this.merging = merging;
    this.early = graph.needed(guarded);
    this.frozen = graph.frozen();
    this.consumers = graph.consumers();
    this.groups = new Groups(graph, consumers);
    this.repeats = new Repeats(graph, consumers, early, frozen, groups, MAX_OPERANDS, MAX_BODY);
  }

  /**
   * Applies the pass.
   *
   * @param guarded how many of the results must be known before the others may be computed
   * @param passes without {@code MERGE} each operation becomes a program of its own
   */
  static Graph apply(Graph graph, int guarded, Set<Pass> passes) {
    boolean merging = passes.contains(Pass.MERGE);
    FuseElementwise pass = new FuseElementwise(graph, guarded, merging);
    pass.group();
    if (merging && passes.contains(Pass.SINK_TAILS)) {
      new SinkTails(graph, pass.consumers, pass.early, pass.frozen, pass.groups)
          .apply(MAX_OPERANDS, MAX_BODY);
    }
    if (merging && passes.contains(Pass.REPEAT)) {
      pass.repeats.find();
    }
    return pass.emit();
  }

  private void group() {
    for (int v = 0; v < graph.vertices().size(); v++) {
      Graph.Vertex vertex = graph.vertices().get(v);
      if (vertex.op() instanceof Elementwise
          && !exact(vertex)
          && !Lowering.converts(graph, vertex)) {
        groups.open(v, vertex.types().getFirst().shape());
        for (Graph.Value input : vertex.inputs()) {
          join(v, input.vertex());
        }
      } else if (fold(vertex) != Fused.Fold.NONE && foldable(vertex)) {
        groups.open(v, graph.type(vertex.inputs().getFirst()).shape());
        int producer = vertex.inputs().getFirst().vertex();
        if (graph.vertices().get(producer).op() instanceof Elementwise) {
          join(v, producer);
        } else {
          for (int sibling : consumers.get(producer)) {
            if (sibling < v) {
              join(v, sibling);
            }
          }
        }
      }
    }
  }

  /** Whether a vertex computes with int64, which the doubles of a program would round. */
  private boolean exact(Graph.Vertex vertex) {
    return graph.type(vertex.inputs().getLast()).dtype() == DType.INT64
        && !(vertex.op() instanceof Cast);
  }

  private boolean foldable(Graph.Vertex vertex) {
    return vertex.types().getFirst().dtype().isFloating()
        && graph.type(vertex.inputs().getFirst()).shape().count() > 0;
  }

  private void join(int vertex, int other) {
    boolean folds = fold(graph.vertices().get(other)) != Fused.Fold.NONE;
    boolean operand =
        graph.vertices().get(vertex).inputs().stream().anyMatch(i -> i.vertex() == other);
    if (merging
        && groups.has(other)
        && early[vertex] == early[other]
        && frozen[vertex] == frozen[other]
        && !(folds && operand)) {
      groups.merge(vertex, other, MAX_OPERANDS, MAX_BODY);
    }
  }

  private static Fused.Fold fold(Graph.Vertex vertex) {
    return switch (vertex.op()) {
      case Sum sum -> Fused.Fold.SUM;
      case Max max -> Fused.Fold.MAX;
      default -> Fused.Fold.NONE;
    };
  }

  private Graph emit() {
    Graph.Builder out = new Graph.Builder();
    Map<Graph.Value, Graph.Value> places = new HashMap<>();
    for (int group : order()) {
      List<Integer> members = groups.members(group);
      Graph.Vertex first = graph.vertices().get(members.getFirst());
      if (groups.has(group)) {
        new Program(group).emit(out, places);
      } else if (first.op() instanceof Broadcast && repeatedOutside(group)) {
        emitCopy(group, out, places);
      } else {
        List<Graph.Value> inputs = first.inputs().stream().map(i -> placed(places, i)).toList();
        int vertex = out.add(first.op(), inputs, first.types(), first.path()).vertex();
        for (int i = 0; i < first.types().size(); i++) {
          places.put(new Graph.Value(group, i), new Graph.Value(vertex, i));
        }
      }
    }
    return out.build(graph.results().stream().map(r -> placed(places, r)).toList());
  }

  private static Graph.Value placed(Map<Graph.Value, Graph.Value> places, Graph.Value value) {
    Graph.Value place = places.get(value);
    if (place == null) {
      throw new IllegalStateException("fusion lost " + value);
    }
    return place;
  }

  /** Whether a broadcast is read by something that cannot repeat its operands itself. */
  private boolean repeatedOutside(int broadcast) {
    Shape shape = graph.vertices().get(broadcast).types().getFirst().shape();
    return graph.results().contains(new Graph.Value(broadcast, 0))
        || consumers.get(broadcast).stream()
            .anyMatch(c -> !groups.has(c) || !groups.domain(c).equals(shape));
  }

  private void emitCopy(int broadcast, Graph.Builder out, Map<Graph.Value, Graph.Value> places) {
    Graph.Vertex vertex = graph.vertices().get(broadcast);
    DType dtype = vertex.types().getFirst().dtype();
    Fused copy =
        new Fused(
            vertex.types().getFirst().shape(),
            1,
            List.of(),
            List.of(),
            List.of(new Fused.Result(0, Fused.Fold.NONE, List.of(), dtype)));
    places.put(
        new Graph.Value(broadcast, 0),
        out.add(copy, List.of(placed(places, vertex.inputs().getFirst())), vertex.path()));
  }

  /**
   * The groups in an order in which operands come first, as near to the graph's order as possible.
   */
  private List<Integer> order() {
    int count = graph.vertices().size();
    Map<Integer, TreeSet<Integer>> waiting = new HashMap<>();
    Map<Integer, List<Integer>> users = new HashMap<>();
    for (int v = 0; v < count; v++) {
      int group = groups.of(v);
      TreeSet<Integer> needs = waiting.computeIfAbsent(group, g -> new TreeSet<>());
      for (Graph.Value input : graph.vertices().get(v).inputs()) {
        int other = groups.of(input.vertex());
        if (other != group && needs.add(other)) {
          users.computeIfAbsent(other, g -> new ArrayList<>()).add(group);
        }
      }
    }
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    waiting.forEach((group, needs) -> {
      if (needs.isEmpty()) {
        ready.add(group);
      }
    });
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int group = ready.poll();
      order.add(group);
      for (int user : users.getOrDefault(group, List.of())) {
        TreeSet<Integer> needs = waiting.get(user);
        if (needs != null && needs.remove(group) && needs.isEmpty()) {
          ready.add(user);
        }
      }
    }
    return order;
  }

  /** Turns the members of one group into a program. */
  private final class Program {
    private final List<Integer> own;
    private final SortedSet<Integer> members;
    private final Shape domain;
    private final Map<Graph.Value, Integer> operands = new LinkedHashMap<>();
    private final Map<Double, Integer> constants = new LinkedHashMap<>();

    Program(int group) {
      this.own = groups.members(group);
      this.members = repeats.members(group);
      this.domain = groups.domain(group);
    }

    void emit(Graph.Builder out, Map<Graph.Value, Graph.Value> places) {
      for (int member : members) {
        graph.vertices().get(member).inputs().forEach(this::enter);
      }
      int first = operands.size() + constants.size();
      Map<Integer, Integer> numbers = new HashMap<>();
      List<Fused.Instruction> body = new ArrayList<>();
      for (int member : members) {
        Graph.Vertex vertex = graph.vertices().get(member);
        if (vertex.op() instanceof Elementwise op) {
          List<Integer> args = vertex.inputs().stream().map(i -> number(i, numbers)).toList();
          Fused.Instruction step =
              new Fused.Instruction(op, args, vertex.types().getFirst().dtype());
          if (!body.contains(step)) {
            body.add(step);
          }
          numbers.put(member, first + body.indexOf(step));
        }
      }
      List<Fused.Result> results = new ArrayList<>();
      List<Integer> kept = new ArrayList<>();
      for (int member : own) {
        Graph.Vertex vertex = graph.vertices().get(member);
        TensorType type = vertex.types().getFirst();
        if (fold(vertex) != Fused.Fold.NONE) {
          List<Integer> axes = vertex.op() instanceof Sum s ? s.axes() : ((Max) vertex.op()).axes();
          results.add(
              new Fused.Result(
                  number(vertex.inputs().getFirst(), numbers), fold(vertex), axes, type.dtype()));
          kept.add(member);
        } else if (repeats.isStored(member)) {
          results.add(
              new Fused.Result(
                  number(new Graph.Value(member, 0), numbers),
                  Fused.Fold.NONE,
                  List.of(),
                  type.dtype()));
          kept.add(member);
        }
      }
      Fused fused =
          new Fused(domain, operands.size(), List.copyOf(constants.keySet()), body, results);
      List<Graph.Value> inputs = operands.keySet().stream().map(v -> placed(places, v)).toList();
      String path = graph.vertices().get(own.getLast()).path();
      int vertex = out.add(fused, inputs, path).vertex();
      for (int i = 0; i < kept.size(); i++) {
        places.put(new Graph.Value(kept.get(i), 0), new Graph.Value(vertex, i));
      }
    }

    private void enter(Graph.Value value) {
      if (!members.contains(value.vertex())) {
        OptionalDouble constant = Constants.of(graph.vertex(value), graph::vertex);
        if (constant.isPresent()) {
          constants.putIfAbsent(constant.getAsDouble(), constants.size());
        } else {
          operands.putIfAbsent(source(value), operands.size());
        }
      }
    }

    private int number(Graph.Value value, Map<Integer, Integer> numbers) {
      Integer inside = numbers.get(value.vertex());
      if (inside != null) {
        return inside;
      }
      OptionalDouble constant = Constants.of(graph.vertex(value), graph::vertex);
      return constant.isPresent()
          ? operands.size() + constants.getOrDefault(constant.getAsDouble(), 0)
          : operands.getOrDefault(source(value), 0);
    }

    private Graph.Value source(Graph.Value value) {
      Graph.Vertex vertex = graph.vertex(value);
      return vertex.op() instanceof Broadcast ? vertex.inputs().getFirst() : value;
    }
  }
}
