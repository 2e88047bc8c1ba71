package dev.cajal.graph;

import dev.cajal.backend.Shape;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Reshape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors along one axis of a tensor, repeated along all others: a bias, a scale. */
final class ChannelVectors {
  private ChannelVectors() {}

  /** Returns the vector along an axis that a value is, or repeats along all others, or null. */
  static Graph.@Nullable Value of(Graph.Builder out, Graph.Value value, int axis, String path) {
    Graph.Vertex vertex = out.vertex(value);
    Graph.Value source = vertex.op() instanceof Broadcast ? vertex.inputs().getFirst() : value;
    Shape shape = out.type(source).shape();
    int rank = out.type(value).shape().rank();
    int own = axis - (rank - shape.rank());
    long length = out.type(value).shape().dim(axis);
    if (own < 0 || shape.dim(own) != length || shape.count() != length) {
      return null;
    }
    if (shape.rank() == 1) {
      return source;
    }
    Graph.Vertex reshape = out.vertex(source);
    if (reshape.op() instanceof Reshape
        && out.type(reshape.inputs().getFirst()).shape().equals(Shape.of(length))) {
      return reshape.inputs().getFirst();
    }
    return out.add(new Reshape(Shape.of(length)), List.of(source), path);
  }

  /** Returns a vector repeated to a shape, in which it runs along an axis. */
  static Graph.Value repeated(
      Graph.Builder out, Graph.Value vector, Shape shape, int axis, String path) {
    long[] sizes = new long[shape.rank()];
    Arrays.fill(sizes, 1);
    sizes[axis] = shape.dim(axis);
    Graph.Value wide =
        sizes.length == 1 ? vector : out.add(new Reshape(Shape.of(sizes)), List.of(vector), path);
    return Shape.of(sizes).equals(shape)
        ? wide
        : out.add(new Broadcast(shape), List.of(wide), path);
  }
}
