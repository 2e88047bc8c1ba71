package dev.cajal.graph;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Fill;
import dev.cajal.op.Reshape;
import java.util.Arrays;
import java.util.List;
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

  /** Adds a value all of whose elements are one number. */
  static Graph.Value fill(Graph.Builder out, TensorType type, double value, String path) {
    Graph.Value fill = out.add(new Fill(type.dtype(), value), List.of(), path);
    Graph.Value ranked = ranked(out, fill, type.shape().rank(), path);
    return type.shape().count() == 1 && out.type(ranked).shape().equals(type.shape())
        ? ranked
        : out.add(new Broadcast(type.shape()), List.of(ranked), path);
  }

  private static Graph.Value ranked(Graph.Builder out, Graph.Value fill, int rank, String path) {
    long[] ones = new long[rank];
    Arrays.fill(ones, 1);
    return rank == 0 ? fill : out.add(new Reshape(Shape.of(ones)), List.of(fill), path);
  }
}
