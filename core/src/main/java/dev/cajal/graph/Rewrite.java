package dev.cajal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A pass that walks a graph from its leaves and says for every vertex what takes its place. */
abstract class Rewrite {
  final Graph.Builder out = new Graph.Builder();
  private final List<List<Graph.Value>> places = new ArrayList<>();

  /** Returns the values that take the place of the results of a vertex with new operands. */
  abstract List<Graph.Value> rewrite(int number, Graph.Vertex vertex, List<Graph.Value> inputs);

  /** Returns the rewritten graph. */
  final Graph run(Graph graph) {
    for (int v = 0; v < graph.vertices().size(); v++) {
      Graph.Vertex vertex = graph.vertices().get(v);
      places.add(rewrite(v, vertex, vertex.inputs().stream().map(this::place).toList()));
    }
    return out.build(graph.results().stream().map(this::place).toList());
  }

  /** Returns what took the place of a value of the original graph. */
  final Graph.Value place(Graph.Value value) {
    return places.get(value.vertex()).get(value.output());
  }

  /** Keeps a vertex as it is, on new operands. */
  final List<Graph.Value> keep(Graph.Vertex vertex, List<Graph.Value> inputs) {
    int number = out.add(vertex.op(), inputs, vertex.types(), vertex.path()).vertex();
    return results(number, vertex.types().size());
  }

  /** Returns the results of a vertex of the new graph. */
  static List<Graph.Value> results(int vertex, int count) {
    return IntStream.range(0, count).mapToObj(i -> new Graph.Value(vertex, i)).toList();
  }
}
