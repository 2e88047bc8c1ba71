package dev.cajal.graph;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Cast;
import dev.cajal.op.Reshape;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stage that asks the backends for kernels, in graph order, and lets them choose layouts.
 * Activations stay as their producer left them; a reorder appears only where a consumer needs
 * something else. Variables that the plan updates settle in the layout that their first reader asks
 * for, and live there between runs. What is {@linkplain Graph#frozen frozen} is computed, and
 * brought into place, apart from the calls of a run. A variable that is read as bfloat16 is rounded
 * on its way into the layout that the reader asks for.
 */
final class Lowering {
  private final Graph graph;
  private final List<Backend> backends;
  private final List<Capture.Source> sources;
  private final boolean[] updated;
  private final int threads;
  private final List<List<Integer>> consumers;
  private final Map<Graph.Value, Placed> places = new HashMap<>();
  private final Map<Graph.Value, List<Placed>> copies = new HashMap<>();
  private final List<Buffer> slots = new ArrayList<>();
  private final boolean[] frozen;
  final List<Call> calls = new ArrayList<>();
  final List<Call> frozenCalls = new ArrayList<>();

  /** Where a value lies. */
  record Placed(Buffer buffer, Layout layout) {}

  /**
   * Prepares the pass.
   *
   * @param updated for each source whether the plan writes it
   * @param frozen for each vertex whether it is computed apart from the calls of a run
   * @param threads the most threads that a kernel may use
   */
  Lowering(
      Graph graph,
      List<Backend> backends,
      List<Capture.Source> sources,
      boolean[] updated,
      boolean[] frozen,
      int threads) {
    this.graph = graph;
    this.backends = backends;
    this.sources = sources;
    this.updated = updated;
    this.threads = threads;
    this.consumers = graph.consumers();
    this.frozen = frozen;
    for (int s = 0; s < sources.size(); s++) {
      slots.add(new Buffer(0, s));
    }
  }

  /** Returns the buffers to which the sources are bound. */
  List<Buffer> slots() {
    return slots;
  }

  /** Lowers one vertex; its operands come first. */
  void lower(int number) {
    Graph.Vertex vertex = graph.vertices().get(number);
    if (vertex.op() instanceof Input) {
      return;
    }
    if (vertex.inputs().isEmpty()) {
      placeConstant(number, vertex);
    } else if (vertex.op() instanceof Reshape) {
      Graph.Value x = vertex.inputs().getFirst();
      Placed source = in(x, Layout.rowMajor(graph.type(x).shape()));
      places.put(
          new Graph.Value(number, 0),
          new Placed(source.buffer(), Layout.rowMajor(vertex.types().getFirst().shape())));
    } else if (vertex.op() instanceof Barrier) {
      places.put(new Graph.Value(number, 0), place(vertex.inputs().getFirst()));
    } else if (!converts(graph, vertex)) {
      choose(number, vertex);
    }
  }

  /** Whether a vertex rounds a variable, which a reorder does on its way. */
  static boolean converts(Graph graph, Graph.Vertex vertex) {
    return vertex.op() instanceof Cast cast
        && cast.dtype() == DType.BFLOAT16
        && graph.vertex(vertex.inputs().getFirst()).op() instanceof Input input
        && input.type().dtype() == DType.FLOAT32
        && input.type().shape().rank() > 0;
  }

  private boolean converts(Graph.Value value) {
    return converts(graph, graph.vertex(value));
  }

  private void choose(int number, Graph.Vertex vertex) {
    List<TensorType> types = graph.inputTypes(vertex);
    List<Optional<Layout>> given = new ArrayList<>();
    List<Boolean> steady = new ArrayList<>();
    for (Graph.Value input : vertex.inputs()) {
      boolean any = free(input) || converts(input);
      given.add(any ? Optional.empty() : Optional.of(place(input).layout()));
      steady.add(frozen[input.vertex()] && !frozen[number]);
    }
    List<Optional<Layout>> wanted = new ArrayList<>();
    for (int o = 0; o < vertex.types().size(); o++) {
      wanted.add(wanted(new Graph.Value(number, o)));
    }
    Request request =
        new Request(vertex.op(), types, vertex.types(), given, wanted, steady, threads);
    Choice choice = Backends.choose(backends, request);
    List<Buffer> in = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      in.add(in(vertex.inputs().get(i), choice.inputs().get(i)).buffer());
    }
    List<Buffer> out = new ArrayList<>();
    for (int o = 0; o < vertex.types().size(); o++) {
      Layout layout = choice.outputs().get(o);
      Buffer buffer = new Buffer(bytes(vertex.types().get(o), layout), -1);
      places.put(new Graph.Value(number, o), new Placed(buffer, layout));
      out.add(buffer);
    }
    add(
        number,
        new Call(
            vertex.op(),
            vertex.path(),
            choice.kernel(),
            types,
            vertex.types(),
            choice.outputs(),
            in,
            out));
  }

  /** Adds a call that reads or computes results of a vertex. */
  private void add(int number, Call call) {
    (frozen[number] ? frozenCalls : calls).add(call);
  }

  /** Returns a value in a layout, reordering it if it lies in another. */
  Placed in(Graph.Value value, Layout layout) {
    TensorType type = graph.type(value);
    if (free(value)) {
      variable(value).settle(layout);
    }
    boolean converted = converts(value);
    Graph.Value source = converted ? graph.vertex(value).inputs().getFirst() : value;
    if (converted && free(source)) {
      variable(source).settle(likeGradient(source));
    }
    Placed place = place(source);
    if (!converted && place.layout().sameAs(layout, type.shape())) {
      return place;
    }
    for (Placed copy : copies.computeIfAbsent(value, v -> new ArrayList<>())) {
      if (copy.layout().sameAs(layout, type.shape())) {
        return copy;
      }
    }
    Placed copy = new Placed(new Buffer(bytes(type, layout), -1), layout);
    add(
        value.vertex(),
        copyCall(graph.type(source), type, place, copy, graph.vertex(value).path()));
    copies.computeIfAbsent(value, v -> new ArrayList<>()).add(copy);
    return copy;
  }

  /**
   * Returns the layout in which the gradient of a variable comes out of its kernel, so that the
   * update finds both in one layout; row-major if no kernel gives one.
   */
  private Layout likeGradient(Graph.Value value) {
    TensorType type = graph.type(value);
    for (int user : consumers.get(value.vertex())) {
      for (Graph.Value beside : graph.vertices().get(user).inputs()) {
        Graph.Vertex vertex = graph.vertex(beside);
        if (vertex.op() instanceof Mixed && graph.type(beside).equals(type)) {
          List<TensorType> types = graph.inputTypes(vertex);
          Request request =
              new Request(
                  vertex.op(), types, vertex.types(), anywhere(types), anywhere(vertex.types()));
          return Backends.choose(backends, request).outputs().get(beside.output());
        }
      }
    }
    return Layout.rowMajor(type.shape());
  }

  private static List<Optional<Layout>> anywhere(List<TensorType> types) {
    return Collections.nCopies(types.size(), Optional.empty());
  }

  /** Returns a call that copies from one place to another. */
  Call copyCall(TensorType type, Placed from, Placed to, String path) {
    return copyCall(type, type, from, to, path);
  }

  private Call copyCall(TensorType source, TensorType target, Placed from, Placed to, String path) {
    Reorder reorder = new Reorder(from.layout(), to.layout());
    Choice choice =
        Backends.choose(
            backends,
            new Request(
                reorder,
                List.of(source),
                List.of(target),
                List.of(Optional.of(from.layout())),
                List.of(Optional.of(to.layout())),
                threads));
    return new Call(
        reorder,
        path,
        choice.kernel(),
        List.of(source),
        List.of(target),
        List.of(to.layout()),
        List.of(from.buffer()),
        List.of(to.buffer()));
  }

  /** Returns where a value lies. */
  Placed place(Graph.Value value) {
    if (graph.vertex(value).op() instanceof Input input) {
      Variable variable = sources.get(input.slot()).variable();
      Layout layout = variable == null ? Layout.rowMajor(input.type().shape()) : variable.layout();
      return new Placed(slots.get(input.slot()), layout);
    }
    if (converts(value)) {
      return in(value, place(graph.vertex(value).inputs().getFirst()).layout());
    }
    Placed place = places.get(value);
    if (place == null) {
      throw new IllegalStateException("value " + value + " was not lowered");
    }
    return place;
  }

  private void placeConstant(int number, Graph.Vertex vertex) {
    List<HostArray> outputs = new ArrayList<>();
    for (int o = 0; o < vertex.types().size(); o++) {
      TensorType type = vertex.types().get(o);
      MemorySegment memory = Memory.allocate(type.bytes());
      Buffer buffer = new Buffer(type.bytes(), -1);
      buffer.place(memory);
      buffer.pinned = true;
      outputs.add(HostArray.of(type, memory));
      places.put(new Graph.Value(number, o), new Placed(buffer, Layout.rowMajor(type.shape())));
    }
    vertex.op().forward(List.of(), outputs);
  }

  /** Whether a value is a variable that this plan updates and whose layout nobody chose yet. */
  private boolean free(Graph.Value value) {
    return graph.vertex(value).op() instanceof Input input
        && updated[input.slot()]
        && !variable(value).settled();
  }

  private Variable variable(Graph.Value value) {
    Variable variable =
        graph.vertex(value).op() instanceof Input input
            ? sources.get(input.slot()).variable()
            : null;
    if (variable == null) {
      throw new IllegalStateException("value " + value + " is not a variable");
    }
    return variable;
  }

  /** The layout in which a value will meet a resident variable of its type, or be handed out. */
  private Optional<Layout> wanted(Graph.Value value) {
    TensorType type = graph.type(value);
    if (graph.results().contains(value) && consumers.get(value.vertex()).isEmpty()) {
      return Optional.of(Layout.rowMajor(type.shape()));
    }
    for (int user : consumers.get(value.vertex())) {
      Graph.Vertex vertex = graph.vertices().get(user);
      if (vertex.op() instanceof Fused && vertex.inputs().contains(value)) {
        for (Graph.Value beside : vertex.inputs()) {
          if (graph.vertex(beside).op() instanceof Input input
              && updated[input.slot()]
              && graph.type(beside).equals(type)
              && variable(beside).settled()) {
            return Optional.of(variable(beside).layout());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static long bytes(TensorType type, Layout layout) {
    return Math.multiplyExact(layout.span(type.shape()), type.dtype().bytes());
  }
}
