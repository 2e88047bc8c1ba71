package dev.cajal.graph;

import dev.cajal.backend.Operation;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Add;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Cast;
import dev.cajal.op.Div;
import dev.cajal.op.MatMul;
import dev.cajal.op.Max;
import dev.cajal.op.Mul;
import dev.cajal.op.Neg;
import dev.cajal.op.Permute;
import dev.cajal.op.Pow;
import dev.cajal.op.Reshape;
import dev.cajal.op.StopGradient;
import dev.cajal.op.Sub;
import dev.cajal.op.Sum;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A pass: common subexpressions become one, dead code goes, and local rules apply. Every rule keeps
 * the value of finite results bit for bit, except that a square replaces a power of two, and that
 * sums of outer products and of what was unpooled are taken in another order.
 */
final class Simplify extends Rewrite {
  private final PoolRules pools = new PoolRules(out);
  private final ProductRules products = new ProductRules(out);

  private Simplify() {}

  static Graph apply(Graph graph) {
    return new Simplify().run(graph);
  }

  @Override
  List<Graph.Value> rewrite(int number, Graph.Vertex vertex, List<Graph.Value> inputs) {
    if (inputs.isEmpty() || vertex.types().size() != 1) {
      return keep(vertex, inputs);
    }
    return List.of(simplified(vertex.op(), inputs, vertex.types().getFirst(), vertex.path()));
  }

  private Graph.Value simplified(
      Operation op, List<Graph.Value> inputs, TensorType type, String path) {
    Graph.Value x = inputs.getFirst();
    Graph.Vertex source = out.vertex(x);
    switch (op) {
      case Reshape reshape -> {
        return reshaped(x, reshape.shape(), path);
      }
      case Broadcast broadcast -> {
        if (out.type(x).shape().equals(broadcast.shape())) {
          return x;
        }
        if (source.op() instanceof Broadcast) {
          return out.add(op, source.inputs(), path);
        }
      }
      case Permute permute -> {
        return permuted(x, permute, type, path);
      }
      case Cast cast -> {
        if (out.type(x).dtype() == cast.dtype()) {
          return x;
        }
      }
      case StopGradient stop -> {
        return x;
      }
      case Neg neg -> {
        if (source.op() instanceof Neg) {
          return source.inputs().getFirst();
        }
      }
      case Sum sum -> {
        return summed(sum, x, type, path);
      }
      case Max max -> {
        if (areSingle(x, max.axes())) {
          return x;
        }
      }
      case MatMul matmul -> {
        return product(matmul, inputs, type, path);
      }
      default -> {}
    }
    return op instanceof Elementwise elementwise
        ? arithmetic(elementwise, inputs, type, path)
        : out.add(op, inputs, List.of(type), path);
  }

  private Graph.Value summed(Sum sum, Graph.Value x, TensorType type, String path) {
    if (areSingle(x, sum.axes())) {
      return x;
    }
    return products
        .separated(sum, x, path)
        .orElseGet(() -> out.add(sum, List.of(pools.sameSum(sum, x)), List.of(type), path));
  }

  private boolean areSingle(Graph.Value x, List<Integer> axes) {
    return axes.stream().allMatch(a -> out.type(x).shape().dim(a) == 1);
  }

  private Graph.Value reshaped(Graph.Value x, Shape shape, String path) {
    Graph.Vertex source = out.vertex(x);
    if (out.type(x).shape().equals(shape)) {
      return x;
    }
    if (source.op() instanceof Reshape) {
      return reshaped(source.inputs().getFirst(), shape, path);
    }
    OptionalDouble constant = constant(x);
    if (constant.isPresent() && source.op() instanceof Broadcast) {
      return Constants.fill(out, out.type(x).with(shape), constant.getAsDouble(), path);
    }
    return out.add(new Reshape(shape), List.of(x), path);
  }

  private Graph.Value permuted(Graph.Value x, Permute permute, TensorType type, String path) {
    Shape from = out.type(x).shape();
    List<Integer> moved = permute.axes().stream().filter(a -> from.dim(a) != 1).toList();
    if (moved.stream().sorted().toList().equals(moved)) {
      return reshaped(x, type.shape(), path);
    }
    Graph.Vertex source = out.vertex(x);
    if (source.op() instanceof Permute first) {
      List<Integer> axes = permute.axes().stream().map(first.axes()::get).toList();
      return permuted(source.inputs().getFirst(), new Permute(axes), type, path);
    }
    if (source.op() instanceof Mul && source.inputs().stream().allMatch(this::isRepeated)) {
      List<Graph.Value> factors = new ArrayList<>();
      for (Graph.Value factor : source.inputs()) {
        Graph.Value small = out.vertex(factor).inputs().getFirst();
        TensorType kind = permute.infer(List.of(out.type(small))).getFirst();
        Graph.Value turned = permuted(small, permute, kind, path);
        factors.add(out.add(new Broadcast(type.shape()), List.of(turned), path));
      }
      return out.add(source.op(), factors, path);
    }
    return out.add(permute, List.of(x), List.of(type), path);
  }

  private boolean isRepeated(Graph.Value value) {
    return out.vertex(value).op() instanceof Broadcast;
  }

  private Graph.Value product(
      MatMul matmul, List<Graph.Value> inputs, TensorType type, String path) {
    boolean flipA = exchangesLastTwo(inputs.get(0));
    boolean flipB = exchangesLastTwo(inputs.get(1));
    List<Graph.Value> plain =
        List.of(
            flipA ? out.vertex(inputs.get(0)).inputs().getFirst() : inputs.get(0),
            flipB ? out.vertex(inputs.get(1)).inputs().getFirst() : inputs.get(1));
    MatMul flipped = new MatMul(matmul.transposeA() ^ flipA, matmul.transposeB() ^ flipB);
    return products
        .outer(flipped, plain, type, path)
        .orElseGet(() -> out.add(flipped, plain, List.of(type), path));
  }

  private boolean exchangesLastTwo(Graph.Value value) {
    if (!(out.vertex(value).op() instanceof Permute permute)) {
      return false;
    }
    int rank = permute.axes().size();
    for (int a = 0; a < rank - 2; a++) {
      if (permute.axes().get(a) != a) {
        return false;
      }
    }
    return permute.axes().get(rank - 1) == rank - 2;
  }

  private Graph.Value arithmetic(
      Elementwise op, List<Graph.Value> inputs, TensorType type, String path) {
    Graph.Value x = inputs.getFirst();
    List<OptionalDouble> constants = inputs.stream().map(this::constant).toList();
    if (constants.stream().allMatch(OptionalDouble::isPresent)) {
      double[] v = new double[3];
      for (int i = 0; i < constants.size(); i++) {
        v[i] = constants.get(i).getAsDouble();
      }
      return Constants.fill(out, type, op.compute(v[0], v[1], v[2]), path);
    }
    if (inputs.size() == 2) {
      OptionalDouble left = constants.get(0);
      OptionalDouble right = constants.get(1);
      boolean neutral =
          switch (op) {
            case Add add -> is(right, 0);
            case Sub sub -> is(right, 0);
            case Mul mul -> is(right, 1);
            case Div div -> is(right, 1);
            case Pow pow -> is(right, 1);
            default -> false;
          };
      if (neutral) {
        return x;
      }
      if ((op instanceof Add && is(left, 0)) || (op instanceof Mul && is(left, 1))) {
        return inputs.get(1);
      }
      if (op instanceof Pow && is(right, 2)) {
        return out.add(new Mul(), List.of(x, x), path);
      }
    }
    return pools.factored(op, inputs, path).orElseGet(() -> hoisted(op, inputs, type, path));
  }

  /** Computes before repeating what would otherwise be computed on every repetition. */
  private Graph.Value hoisted(
      Elementwise op, List<Graph.Value> inputs, TensorType type, String path) {
    int rank = type.shape().rank();
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    for (Graph.Value input : inputs) {
      if (!isRepeated(input)) {
        return out.add(op, inputs, List.of(type), path);
      }
      Shape small = smallShape(input, rank);
      for (int a = 0; a < rank; a++) {
        sizes[a] = small.dim(a) == 1 ? sizes[a] : small.dim(a);
      }
    }
    Shape small = Shape.of(sizes);
    if (small.equals(type.shape())) {
      return out.add(op, inputs, List.of(type), path);
    }
    List<Graph.Value> operands = new ArrayList<>();
    for (Graph.Value input : inputs) {
      Graph.Value before = out.vertex(input).inputs().getFirst();
      Graph.Value ranked = reshaped(before, smallShape(input, rank), path);
      operands.add(
          out.type(ranked).shape().equals(small)
              ? ranked
              : out.add(new Broadcast(small), List.of(ranked), path));
    }
    Graph.Value result = simplified(op, operands, type.with(small), path);
    return out.add(new Broadcast(type.shape()), List.of(result), path);
  }

  private Shape smallShape(Graph.Value broadcast, int rank) {
    Shape shape = out.type(out.vertex(broadcast).inputs().getFirst()).shape();
    long[] ones = new long[rank - shape.rank()];
    Arrays.fill(ones, 1);
    return Shape.of(ones).concat(shape);
  }

  /** Returns the value that every element has, if that is known. */
  private OptionalDouble constant(Graph.Value value) {
    return Constants.of(out.vertex(value), out::vertex);
  }

  private static boolean is(OptionalDouble constant, double value) {
    return constant.isPresent() && constant.getAsDouble() == value;
  }
}
