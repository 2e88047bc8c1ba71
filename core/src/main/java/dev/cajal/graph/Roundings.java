package dev.cajal.graph;

import dev.cajal.backend.DType;
import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import dev.cajal.op.AvgPool;
import dev.cajal.op.AvgPoolGrad;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.MatMul;
import dev.cajal.op.MaxPool;
import dev.cajal.op.MaxUnpool;
import dev.cajal.op.Reshape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which products of a graph read bfloat16 under {@link Precision#FAST}, and which values
 * are rounded to it: what these products read, images that convolutions make, and what pooling
 * makes of either. Parameters and what is read after a run are not: where a product reads one, it
 * reads a rounded copy.
 */
final class Roundings {
  /** Multiplications below which a product takes no time to speak of. */
  private static final long LARGE = 1 << 23;

  /** Multiplications for each element that is moved from which they cost more than moving it. */
  private static final long REUSE = 48;

  /** Channels that fill no vector: data, which is kept exact as well. */
  private static final long FEW_CHANNELS = 4;

  private final Graph graph;
  private final Set<Graph.Value> rounded = new HashSet<>();

  Roundings(Graph graph) {
    this.graph = graph;
    int count = graph.vertices().size();
    for (int v = 0; v < count; v++) {
      Graph.Vertex vertex = graph.vertices().get(v);
      if (narrows(vertex)) {
        mark(vertex.inputs().get(0));
        mark(vertex.inputs().get(1));
      }
      if (makesImages(vertex)) {
        mark(new Graph.Value(v, 0));
      }
    }
    for (int v = count - 1; v >= 0; v--) {
      Graph.Vertex vertex = graph.vertices().get(v);
      if (rounded(v) && (moves(vertex.op()) || vertex.op() instanceof MaxPool)) {
        mark(vertex.inputs().getFirst());
      }
    }
    for (int v = 0; v < count; v++) {
      Graph.Vertex vertex = graph.vertices().get(v);
      if ((moves(vertex.op()) || pools(vertex.op()))
          && rounded.contains(vertex.inputs().getFirst())) {
        mark(new Graph.Value(v, 0));
      }
    }
  }

  /** Whether the first result of a vertex is rounded. */
  boolean rounded(int vertex) {
    return rounded.contains(new Graph.Value(vertex, 0));
  }

  /** Whether a vertex is a product that reads bfloat16. */
  boolean narrows(Graph.Vertex vertex) {
    Operation op = contraction(vertex.op());
    if (!isProduct(op) || !isLarge(vertex)) {
      return false;
    }
    TensorType first = graph.type(vertex.inputs().get(0));
    TensorType second = graph.type(vertex.inputs().get(1));
    long elements =
        first.shape().count() + second.shape().count() + vertex.types().getFirst().shape().count();
    return multiplications(vertex) >= REUSE * elements
        && !(op instanceof Conv && readsData(second))
        && !(op instanceof ConvWeightGrad && readsData(vertex.types().getFirst()));
  }

  /** Whether an operation gives the elements of its operand, in their order. */
  static boolean moves(Operation op) {
    return op instanceof Reshape || op instanceof Barrier;
  }

  /** Whether an operation brings the elements of windows together, or spreads them. */
  static boolean pools(Operation op) {
    return op instanceof MaxPool
        || op instanceof MaxUnpool
        || op instanceof AvgPool
        || op instanceof AvgPoolGrad;
  }

  private void mark(Graph.Value value) {
    boolean kept = graph.vertex(value).inputs().isEmpty() || graph.results().contains(value);
    if (!kept && graph.type(value).dtype() == DType.FLOAT32) {
      rounded.add(value);
    }
  }

  private boolean makesImages(Graph.Vertex vertex) {
    Operation op = contraction(vertex.op());
    return (op instanceof Conv || op instanceof ConvInputGrad) && isLarge(vertex);
  }

  private boolean isLarge(Graph.Vertex vertex) {
    return vertex.types().getFirst().dtype() == DType.FLOAT32 && multiplications(vertex) >= LARGE;
  }

  private long multiplications(Graph.Vertex vertex) {
    List<TensorType> types = graph.inputTypes(vertex);
    return vertex.op().multiplications(types, vertex.types());
  }

  private static boolean isProduct(Operation op) {
    return op instanceof Conv
        || op instanceof ConvInputGrad
        || op instanceof ConvWeightGrad
        || op instanceof MatMul;
  }

  private static Operation contraction(Operation op) {
    return op instanceof Epilogue epilogue ? epilogue.contraction() : op;
  }

  private static boolean readsData(TensorType weights) {
    return weights.shape().dim(1) <= FEW_CHANNELS;
  }
}
