package dev.cajal.graph;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Broadcast;
import dev.cajal.op.MatMul;
import dev.cajal.op.Mul;
import dev.cajal.op.Reshape;
import dev.cajal.op.Sum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Outer products, which are never worth storing: each element is one multiplication. The gradient
 * of a linear layer's weights is one where the batch is a single sample.
 */
final class ProductRules {
  /** Factors of a product at most; squares of sums of products need few. */
  private static final int FACTORS = 8;

  private final Graph.Builder out;

  ProductRules(Graph.Builder out) {
    this.out = out;
  }

  /** Rewrites a product whose inner size is 1 as an elementwise product of repeated vectors. */
  Optional<Graph.Value> outer(
      MatMul matmul, List<Graph.Value> inputs, TensorType type, String path) {
    Shape a = out.type(inputs.get(0)).shape();
    if (a.dim(matmul.transposeA() ? -2 : -1) != 1) {
      return Optional.empty();
    }
    Shape batch = type.shape().slice(0, type.shape().rank() - 2);
    Graph.Value column =
        repeated(inputs.get(0), batch.concat(Shape.of(type.shape().dim(-2), 1)), type, path);
    Graph.Value row =
        repeated(inputs.get(1), batch.concat(Shape.of(1, type.shape().dim(-1))), type, path);
    return Optional.of(out.add(new Mul(), List.of(column, row), path));
  }

  private Graph.Value repeated(Graph.Value x, Shape shape, TensorType type, String path) {
    Graph.Value shaped =
        out.type(x).shape().equals(shape) ? x : out.add(new Reshape(shape), List.of(x), path);
    return repeated(shaped, type.shape(), path);
  }

  private Graph.Value repeated(Graph.Value x, Shape shape, String path) {
    return out.type(x).shape().equals(shape) ? x : out.add(new Broadcast(shape), List.of(x), path);
  }

  /**
   * Rewrites the sum of a product of repeated factors that share no summed axis as the product of
   * their sums: Σᵢⱼ aᵢ bⱼ = Σᵢ aᵢ · Σⱼ bⱼ. So the length of an outer product takes no pass over it.
   */
  Optional<Graph.Value> separated(Sum sum, Graph.Value x, String path) {
    List<Graph.Value> factors = new ArrayList<>();
    if (!collect(x, factors) || factors.size() < 2) {
      return Optional.empty();
    }
    List<List<Graph.Value>> parts = new ArrayList<>();
    factors.forEach(factor -> join(factor, sum, parts));
    if (parts.size() < 2 || !covered(sum, factors, out.type(x).shape())) {
      return Optional.empty();
    }
    Shape shape = sum.infer(List.of(out.type(x))).getFirst().shape();
    return parts.stream()
        .map(part -> repeated(summed(sum, part, path), shape, path))
        .reduce((a, b) -> out.add(new Mul(), List.of(a, b), path));
  }

  /** Collects what factors repeat; returns false if one is not repeated, or there are too many. */
  private boolean collect(Graph.Value x, List<Graph.Value> factors) {
    Graph.Vertex vertex = out.vertex(x);
    if (vertex.op() instanceof Broadcast) {
      factors.add(vertex.inputs().getFirst());
      return factors.size() <= FACTORS;
    }
    return vertex.op() instanceof Mul
        && collect(vertex.inputs().get(0), factors)
        && collect(vertex.inputs().get(1), factors);
  }

  /** Puts a factor and the parts with which it shares a summed axis into one part. */
  private void join(Graph.Value factor, Sum sum, List<List<Graph.Value>> parts) {
    List<Graph.Value> joined = new ArrayList<>();
    for (List<Graph.Value> part : List.copyOf(parts)) {
      boolean shares =
          part.stream()
              .anyMatch(other ->
                  sum.axes().stream().anyMatch(a -> varies(factor, a) && varies(other, a)));
      if (shares) {
        parts.remove(part);
        joined.addAll(part);
      }
    }
    joined.add(factor);
    parts.add(joined);
  }

  private boolean varies(Graph.Value value, int axis) {
    return out.type(value).shape().dim(axis) != 1;
  }

  private boolean covered(Sum sum, List<Graph.Value> factors, Shape shape) {
    return sum.axes().stream()
        .allMatch(a -> shape.dim(a) == 1 || factors.stream().anyMatch(f -> varies(f, a)));
  }

  private Graph.Value summed(Sum sum, List<Graph.Value> part, String path) {
    long[] sizes = new long[out.type(part.getFirst()).shape().rank()];
    Arrays.fill(sizes, 1);
    for (Graph.Value factor : part) {
      for (int a = 0; a < sizes.length; a++) {
        sizes[a] = Math.max(sizes[a], out.type(factor).shape().dim(a));
      }
    }
    Graph.Value product =
        part.stream()
            .map(factor -> repeated(factor, Shape.of(sizes), path))
            .reduce((x, y) -> out.add(new Mul(), List.of(x, y), path))
            .orElseThrow();
    List<Integer> axes = sum.axes().stream().filter(a -> sizes[a] != 1).toList();
    return axes.isEmpty() ? product : out.add(new Sum(axes), List.of(product), path);
  }
}
