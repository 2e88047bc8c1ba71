package dev.cajal.graph;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.DType;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.MatMul;
import java.util.ArrayList;
import java.util.List;

/**
 * A pass: a large matrix product of few terms that only one program reads is computed inside it, as
 * a {@link FusedProduct}.
 */
final class FuseProducts extends Rewrite {
  private static final int MOST_TERMS = 64;
  private static final long LEAST_ELEMENTS = 1 << 18;

  private final Graph graph;
  private final List<Backend> backends;
  private final List<List<Integer>> consumers;

  private FuseProducts(Graph graph, List<Backend> backends) {
    this.graph = graph;
    this.backends = backends;
    this.consumers = graph.consumers();
  }

  /**
   * Applies the pass.
   *
   * @param backends those that must have a kernel for the whole if they have one for the product
   */
  static Graph apply(Graph graph, List<Backend> backends) {
    return new FuseProducts(graph, backends).run(graph);
  }

  /** Whether writing and reading a product costs more than computing it. */
  static boolean isThin(MatMul product, List<TensorType> factors) {
    TensorType a = factors.get(0);
    return a.shape().rank() == 2
        && a.dtype() == DType.FLOAT32
        && !product.transposeB()
        && a.shape().dim(product.transposeA() ? 0 : 1) <= MOST_TERMS
        && product.infer(factors).getFirst().shape().count() >= LEAST_ELEMENTS;
  }

  @Override
  List<Graph.Value> rewrite(int number, Graph.Vertex vertex, List<Graph.Value> inputs) {
    if (vertex.op() instanceof Fused program && isPointwise(program, vertex)) {
      for (int k = 0; k < inputs.size(); k++) {
        Graph.Value value = vertex.inputs().get(k);
        if (isInside(value, number)) {
          Graph.Vertex producer = out.vertex(inputs.get(k));
          List<Graph.Value> operands = new ArrayList<>(producer.inputs());
          operands.addAll(inputs.subList(0, k));
          operands.addAll(inputs.subList(k + 1, inputs.size()));
          FusedProduct fused = new FusedProduct((MatMul) producer.op(), program, k);
          List<TensorType> types = operands.stream().map(out::type).toList();
          if (!isServed(fused, types) && isServed(fused.product(), types.subList(0, 2))) {
            continue;
          }
          int at = out.add(fused, operands, vertex.types(), vertex.path()).vertex();
          return results(at, vertex.types().size());
        }
      }
    }
    return keep(vertex, inputs);
  }

  /** Whether a backend other than the reference has a kernel. */
  private boolean isServed(Operation operation, List<TensorType> types) {
    Request request = Request.rowMajor(operation, types, operation.infer(types));
    return backends.stream()
        .filter(b -> b != Backends.reference())
        .anyMatch(b -> b.choose(request).isPresent());
  }

  /** Whether float32 elements are stored that depend on those at their place, and on scalars. */
  private boolean isPointwise(Fused program, Graph.Vertex vertex) {
    Shape domain = program.domain();
    return domain.rank() == 2
        && vertex.inputs().stream()
            .map(graph::type)
            .allMatch(
                t -> t.shape().count() == 1 || t.equals(new TensorType(DType.FLOAT32, domain)))
        && program.results().stream()
            .allMatch(r -> r.fold() == Fused.Fold.NONE && r.dtype() == DType.FLOAT32);
  }

  private boolean isInside(Graph.Value value, int reader) {
    return graph.vertex(value).op() instanceof MatMul product
        && consumers.get(value.vertex()).equals(List.of(reader))
        && !graph.results().contains(value)
        && isThin(product, graph.inputTypes(graph.vertex(value)));
  }
}
