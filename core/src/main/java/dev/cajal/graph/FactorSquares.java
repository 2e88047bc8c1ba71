package dev.cajal.graph;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Fill;
import dev.cajal.op.MatMul;
import dev.cajal.op.Maximum;
import dev.cajal.op.Mul;
import dev.cajal.op.Reshape;
import dev.cajal.op.Sum;
import java.util.List;

/**
 * A pass: the sum of the squares of a matrix product is computed from its factors, where only
 * updates need the product itself:
 *
 * <pre>Σ (AᵀB)² = Σ (A·Aᵀ) ∘ (B·Bᵀ)</pre>
 *
 * A gradient of the weights of a linear layer is such a product, of as many terms as the batch has
 * samples. Its length, which is checked before anything is written, then no longer needs the
 * gradient, so that {@link FuseProducts} can compute that where it is used. The rounding differs by
 * about 10⁻⁶ of the squares of the terms; a result below zero becomes zero.
 */
final class FactorSquares extends Rewrite {
  private final Graph graph;
  private final List<List<Integer>> consumers;
  private final boolean[] early;

  private FactorSquares(Graph graph, int guarded) {
    this.graph = graph;
    this.consumers = graph.consumers();
    this.early = graph.needed(guarded);
  }

  /**
   * Applies the pass.
   *
   * @param guarded how many of the results must be known before the others may be computed
   */
  static Graph apply(Graph graph, int guarded) {
    return new FactorSquares(graph, guarded).run(graph);
  }

  @Override
  List<Graph.Value> rewrite(int number, Graph.Vertex vertex, List<Graph.Value> inputs) {
    if (!(vertex.op() instanceof Sum) || vertex.types().getFirst().shape().count() != 1) {
      return keep(vertex, inputs);
    }
    int square = vertex.inputs().getFirst().vertex();
    Graph.Vertex squares = graph.vertices().get(square);
    if (!(squares.op() instanceof Mul)
        || !squares.inputs().get(0).equals(squares.inputs().get(1))
        || isReadEarly(vertex.inputs().getFirst(), number)) {
      return keep(vertex, inputs);
    }
    Graph.Value product = squares.inputs().getFirst();
    if (!(graph.vertex(product).op() instanceof MatMul matmul)
        || graph.type(product).shape().rank() != 2
        || isReadEarly(product, square)) {
      return keep(vertex, inputs);
    }
    List<TensorType> factors = graph.inputTypes(graph.vertex(product));
    return isWorthIt(matmul, factors)
        ? List.of(factored(matmul, place(graph.vertex(product).inputs()), vertex))
        : keep(vertex, inputs);
  }

  /** Whether more than one reader and the updates need a value. */
  private boolean isReadEarly(Graph.Value value, int reader) {
    return graph.results().contains(value)
        || consumers.get(value.vertex()).stream().anyMatch(c -> early[c] && c != reader);
  }

  private List<Graph.Value> place(List<Graph.Value> values) {
    return values.stream().map(this::place).toList();
  }

  /** Whether the factors are so thin that their products among themselves cost next to nothing. */
  private static boolean isWorthIt(MatMul product, List<TensorType> factors) {
    return FuseProducts.isThin(product, factors)
        && 2 * terms(product, factors) * (factors.get(0).bytes() + factors.get(1).bytes())
            <= product.infer(factors).getFirst().bytes();
  }

  private static long terms(MatMul product, List<TensorType> factors) {
    return factors.getFirst().shape().dim(product.transposeA() ? 0 : 1);
  }

  private Graph.Value factored(MatMul product, List<Graph.Value> factors, Graph.Vertex sum) {
    TensorType type = sum.types().getFirst();
    Graph.Value a = factors.get(0);
    Graph.Value b = factors.get(1);
    Graph.Value left =
        out.add(new MatMul(!product.transposeA(), product.transposeA()), List.of(a, a), sum.path());
    Graph.Value right =
        out.add(new MatMul(product.transposeB(), !product.transposeB()), List.of(b, b), sum.path());
    Graph.Value both = out.add(new Mul(), List.of(left, right), sum.path());
    Graph.Value total = out.add(new Sum(List.of(0, 1)), List.of(both), sum.path());
    Graph.Value scalar = out.add(new Reshape(Shape.of()), List.of(total), sum.path());
    Graph.Value zero = out.add(new Fill(type.dtype(), 0), List.of(), sum.path());
    Graph.Value positive = out.add(new Maximum(), List.of(scalar, zero), sum.path());
    return out.add(new Reshape(type.shape()), List.of(positive), sum.path());
  }
}
