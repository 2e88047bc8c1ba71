package dev.cajal.graph;

import dev.cajal.backend.Shape;
import dev.cajal.op.MaxPool;
import dev.cajal.op.MaxUnpool;
import dev.cajal.op.Mul;
import dev.cajal.op.Sum;
import dev.cajal.op.Where;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Computes before a gradient is spread by {@link MaxUnpool} what would be computed after: there are
 * fewer elements, and what was pooled need not be kept for the reverse sweep.
 */
final class PoolRules {
  /** How deep a factor may be nested and still be computed again from the maxima. */
  private static final int DEPTH = 4;

  private final Graph.Builder out;

  PoolRules(Graph.Builder out) {
    this.out = out;
  }

  /**
   * Rewrites unpool(g) · h(y), where y was pooled to the maxima p, as unpool(g · h(p)): where g
   * goes to, y is p. The slope of a rectifier before a pooling is of this form.
   */
  Optional<Graph.Value> factored(Elementwise op, List<Graph.Value> inputs, String path) {
    for (int i = 0; i < inputs.size(); i++) {
      Graph.Vertex unpool = out.vertex(inputs.get(i));
      if (unpool.op() instanceof MaxUnpool && scales(op, i, inputs)) {
        Graph.Value switches = unpool.inputs().get(1);
        Graph.Vertex pool = out.vertex(switches);
        if (pool.op() instanceof MaxPool) {
          List<Graph.Value> pooled = new ArrayList<>();
          for (int k = 0; k < inputs.size(); k++) {
            Optional<Graph.Value> operand =
                k == i
                    ? Optional.of(unpool.inputs().getFirst())
                    : ofMaxima(inputs.get(k), pool, switches.vertex(), DEPTH);
            operand.ifPresent(pooled::add);
          }
          if (pooled.size() == inputs.size()) {
            Graph.Value scaled = out.add(op, pooled, path);
            return Optional.of(
                out.add(unpool.op(), List.of(scaled, switches), unpool.types(), path));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Whether an operation multiplies operand {@code i} by a number that depends on the others. */
  private boolean scales(Elementwise op, int i, List<Graph.Value> inputs) {
    return op instanceof Mul || (op instanceof Where && i > 0 && isZero(inputs.get(3 - i)));
  }

  /** Returns what a value is at the maxima, if it depends on the pooled value alone. */
  private Optional<Graph.Value> ofMaxima(
      Graph.Value value, Graph.Vertex pool, int number, int depth) {
    Graph.Value maxima = new Graph.Value(number, 0);
    if (value.equals(pool.inputs().getFirst())) {
      return Optional.of(maxima);
    }
    Graph.Vertex vertex = out.vertex(value);
    OptionalDouble constant = Constants.of(vertex, out::vertex);
    if (constant.isPresent()) {
      Shape shape = out.type(maxima).shape();
      return Optional.of(
          Constants.fill(out, out.type(value).with(shape), constant.getAsDouble(), vertex.path()));
    }
    if (depth == 0 || !(vertex.op() instanceof Elementwise)) {
      return Optional.empty();
    }
    List<Graph.Value> operands = new ArrayList<>();
    for (Graph.Value input : vertex.inputs()) {
      ofMaxima(input, pool, number, depth - 1).ifPresent(operands::add);
    }
    return operands.size() == vertex.inputs().size()
        ? Optional.of(out.add(vertex.op(), operands, vertex.path()))
        : Optional.empty();
  }

  /** Returns what has the same sum over all positions as {@code x}, but fewer elements. */
  Graph.Value sameSum(Sum sum, Graph.Value x) {
    Graph.Vertex source = out.vertex(x);
    int rank = out.type(x).shape().rank();
    for (int axis = 2; axis < rank; axis++) {
      if (!sum.axes().contains(axis)) {
        return x;
      }
    }
    return source.op() instanceof MaxUnpool ? source.inputs().getFirst() : x;
  }

  private boolean isZero(Graph.Value value) {
    OptionalDouble constant = Constants.of(out.vertex(value), out::vertex);
    return constant.isPresent() && constant.getAsDouble() == 0;
  }
}
