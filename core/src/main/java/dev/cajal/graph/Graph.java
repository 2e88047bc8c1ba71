package dev.cajal.graph;

import dev.cajal.backend.Cost;
import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A captured computation: vertices in an order in which operands come first, and the values asked
 * for. Passes map graphs to graphs; equal graphs share a plan.
 *
 * @param vertices applications of operations
 * @param results the values asked for
 */
record Graph(List<Vertex> vertices, List<Value> results) {

  /** Copies the lists. */
  Graph {
    vertices = List.copyOf(vertices);
    results = List.copyOf(results);
  }

  /**
   * One application of an operation.
   *
   * @param op the operation
   * @param inputs the operands
   * @param types the types of the results
   * @param path the path of the module that applied it
   */
  record Vertex(Operation op, List<Value> inputs, List<TensorType> types, String path) {
    Vertex {
      inputs = List.copyOf(inputs);
      types = List.copyOf(types);
    }
  }

  /**
   * Result {@code output} of vertex {@code vertex}.
   *
   * @param vertex the number of the vertex
   * @param output which of its results
   */
  record Value(int vertex, int output) {}

  /** Returns the vertex that computes a value. */
  Vertex vertex(Value value) {
    return vertices.get(value.vertex());
  }

  /** Returns the type of a value. */
  TensorType type(Value value) {
    return vertex(value).types().get(value.output());
  }

  /** Returns for each vertex the numbers of the vertices that use it, ascending. */
  List<List<Integer>> consumers() {
    List<List<Integer>> consumers = new ArrayList<>();
    for (int v = 0; v < vertices.size(); v++) {
      consumers.add(new ArrayList<>());
      for (Value input : vertices.get(v).inputs()) {
        List<Integer> users = consumers.get(input.vertex());
        if (users.isEmpty() || users.getLast() != v) {
          users.add(v);
        }
      }
    }
    return consumers;
  }

  /** Returns which vertices the first {@code count} results depend on. */
  boolean[] needed(int count) {
    boolean[] needed = new boolean[vertices.size()];
    results.subList(0, count).forEach(r -> needed[r.vertex()] = true);
    for (int v = vertices.size() - 1; v >= 0; v--) {
      if (needed[v]) {
        vertices.get(v).inputs().forEach(i -> needed[i.vertex()] = true);
      }
    }
    return needed;
  }

  /**
   * Returns which vertices depend on nothing that may change from run to run: they are computed
   * once for each value of the variables below them.
   */
  boolean[] frozen() {
    boolean[] frozen = new boolean[vertices.size()];
    for (int v = 0; v < frozen.length; v++) {
      frozen[v] = isFrozen(vertices.get(v), i -> frozen[i]);
    }
    return frozen;
  }

  private static boolean isFrozen(Vertex vertex, IntPredicate frozen) {
    return vertex.op() instanceof Input input
        ? input.steady()
        : vertex.inputs().stream().allMatch(i -> frozen.test(i.vertex()));
  }

  /** Returns the types of the operands of a vertex. */
  List<TensorType> inputTypes(Vertex vertex) {
    return vertex.inputs().stream().map(this::type).toList();
  }

  /** Returns the cost of all vertices together. */
  Cost cost() {
    Cost total = Cost.NONE;
    for (Vertex vertex : vertices) {
      total = total.plus(vertex.op().cost(inputTypes(vertex), vertex.types()));
    }
    return total;
  }

  /** Builds a graph; equal applications to equal operands become one vertex. */
  static final class Builder {
    private final List<Vertex> vertices = new ArrayList<>();
    private final Map<Key, Integer> known = new HashMap<>();
    private final BitSet frozen = new BitSet();

    private record Key(Operation op, List<Value> inputs) {}

    /** Adds an application, inferring the types, and returns its first result. */
    Value add(Operation op, List<Value> inputs, String path) {
      return add(op, inputs, op.infer(inputs.stream().map(this::type).toList()), path);
    }

    /** Adds an application and returns its first result. */
    Value add(Operation op, List<Value> inputs, List<TensorType> types, String path) {
      Integer vertex = known.get(new Key(op, inputs));
      if (vertex == null) {
        vertex = vertices.size();
        vertices.add(new Vertex(op, inputs, types, path));
        frozen.set(vertex, isFrozen(vertices.getLast(), frozen::get));
        known.put(new Key(op, List.copyOf(inputs)), vertex);
      }
      return new Value(vertex, 0);
    }

    /** Adds an application of its own, even if there is an equal one, and returns its result. */
    Value addAnew(Operation op, List<Value> inputs, String path) {
      List<TensorType> types = op.infer(inputs.stream().map(this::type).toList());
      vertices.add(new Vertex(op, inputs, types, path));
      frozen.set(vertices.size() - 1, isFrozen(vertices.getLast(), frozen::get));
      return new Value(vertices.size() - 1, 0);
    }

    TensorType type(Value value) {
      return vertex(value).types().get(value.output());
    }

    Vertex vertex(Value value) {
      return vertices.get(value.vertex());
    }

    /** Returns whether a value depends on nothing that may change from run to run. */
    boolean frozen(Value value) {
      return frozen.get(value.vertex());
    }

    /** Returns the graph of the results, without vertices that nothing needs. */
    Graph build(List<Value> results) {
      Graph whole = new Graph(vertices, results);
      boolean[] needed = whole.needed(results.size());
      int[] place = new int[needed.length];
      List<Vertex> kept = new ArrayList<>();
      for (int v = 0; v < needed.length; v++) {
        if (needed[v]) {
          Vertex vertex = vertices.get(v);
          place[v] = kept.size();
          kept.add(
              new Vertex(
                  vertex.op(), moved(vertex.inputs(), place), vertex.types(), vertex.path()));
        }
      }
      return new Graph(kept, moved(results, place));
    }

    private static List<Value> moved(List<Value> values, int[] place) {
      return values.stream().map(v -> new Value(place[v.vertex()], v.output())).toList();
    }
  }
}
