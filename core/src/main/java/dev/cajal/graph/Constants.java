package dev.cajal.graph;

import dev.cajal.op.Broadcast;
import dev.cajal.op.Fill;
import dev.cajal.op.Reshape;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Knows values whose elements all have one value that is part of the graph. */
final class Constants {

  private Constants() {}

  /**
   * Returns the common value of the elements of a vertex's result, if it is a fill, repeated or
   * not.
   */
  static OptionalDouble of(Graph.Vertex vertex, Function<Graph.Value, Graph.Vertex> lookup) {
    Graph.Vertex at = vertex;
    while (at.op() instanceof Broadcast || at.op() instanceof Reshape) {
      at = lookup.apply(at.inputs().getFirst());
    }
    return at.op() instanceof Fill fill ? OptionalDouble.of(fill.value()) : OptionalDouble.empty();
  }
}
