package dev.cajal.graph;

import dev.cajal.backend.DType;
import dev.cajal.backend.Operation;
import dev.cajal.op.Cast;
import dev.cajal.op.Max;
import dev.cajal.op.Moments;
import dev.cajal.op.Sum;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pass of {@link Precision#FAST}: values that {@link Roundings} names are cast to bfloat16
 * where they are made and read from that by all, so that nothing is stored twice. Products,
 * poolings and moments take and give them in {@link Mixed} form; before every elementwise operation
 * stands a cast to float32 of its own, which becomes part of the fused program that reads it.
 */
final class MixPrecision extends Rewrite {
  private static final Cast NARROW = new Cast(DType.BFLOAT16);
  private static final Cast WIDE = new Cast(DType.FLOAT32);

  private final Roundings roundings;

  private MixPrecision(Roundings roundings) {
    this.roundings = roundings;
  }

  static Graph apply(Graph graph) {
    return new MixPrecision(new Roundings(graph)).run(graph);
  }

  @Override
  List<Graph.Value> rewrite(int number, Graph.Vertex vertex, List<Graph.Value> inputs) {
    Operation op = vertex.op();
    boolean rounded = roundings.rounded(number);
    if (roundings.narrows(vertex)) {
      List<Graph.Value> operands = new ArrayList<>(inputs);
      operands.set(0, narrow(inputs.get(0), vertex.path()));
      operands.set(1, narrow(inputs.get(1), vertex.path()));
      return mixed(vertex, operands, rounded);
    }
    if (op instanceof Elementwise || op instanceof Sum || op instanceof Max) {
      return settled(vertex, keep(vertex, widened(inputs, vertex.path())), rounded);
    }
    if (Roundings.moves(op) && rounded) {
      Graph.Value moved =
          out.add(op, List.of(narrow(inputs.getFirst(), vertex.path())), vertex.path());
      return List.of(wide(moved, vertex.path()));
    }
    if ((Roundings.pools(op) || op instanceof Moments) && isWidened(inputs.getFirst())) {
      List<Graph.Value> operands = new ArrayList<>(inputs);
      operands.set(0, narrow(inputs.getFirst(), vertex.path()));
      return mixed(vertex, operands, rounded);
    }
    return rounded ? mixed(vertex, inputs, true) : keep(vertex, inputs);
  }

  /** Applies an operation to operands of which some are bfloat16. */
  private List<Graph.Value> mixed(
      Graph.Vertex vertex, List<Graph.Value> operands, boolean rounded) {
    List<DType> results = new ArrayList<>();
    vertex.types().forEach(t -> results.add(t.dtype()));
    if (rounded) {
      results.set(0, DType.BFLOAT16);
    }
    Mixed mixed = new Mixed(vertex.op(), results);
    int number = out.add(mixed, operands, vertex.path()).vertex();
    List<Graph.Value> values = new ArrayList<>();
    for (int o = 0; o < results.size(); o++) {
      values.add(new Graph.Value(number, o));
    }
    if (rounded) {
      values.set(0, wide(values.getFirst(), vertex.path()));
    }
    return values;
  }

  private List<Graph.Value> settled(
      Graph.Vertex vertex, List<Graph.Value> values, boolean rounded) {
    return rounded
        ? List.of(wide(narrow(values.getFirst(), vertex.path()), vertex.path()))
        : values;
  }

  /** Returns a value as bfloat16: what it was widened from, or a cast. */
  private Graph.Value narrow(Graph.Value value, String path) {
    return isWidened(value)
        ? out.vertex(value).inputs().getFirst()
        : out.add(NARROW, List.of(value), path);
  }

  private Graph.Value wide(Graph.Value value, String path) {
    return out.add(WIDE, List.of(value), path);
  }

  private boolean isWidened(Graph.Value value) {
    Graph.Vertex vertex = out.vertex(value);
    return vertex.op().equals(WIDE)
        && out.type(vertex.inputs().getFirst()).dtype() == DType.BFLOAT16;
  }

  /** Gives a reader casts that no other reader shares. */
  private List<Graph.Value> widened(List<Graph.Value> inputs, String path) {
    Map<Graph.Value, Graph.Value> own = new HashMap<>();
    return inputs.stream()
        .map(i ->
            isWidened(i)
                ? own.computeIfAbsent(i, w -> out.addAnew(WIDE, List.of(narrow(w, path)), path))
                : i)
        .toList();
  }
}
