package dev.cajal.graph;

import dev.cajal.op.Add;
import dev.cajal.op.Conv;
import dev.cajal.op.Div;
import dev.cajal.op.MatMul;
import dev.cajal.op.Mul;
import dev.cajal.op.Neg;
import dev.cajal.op.Sub;
import dev.cajal.tensor.Elementwise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pass for {@linkplain Graph#frozen frozen} parameters: scale and shift of each channel that
 * follow a convolution or matrix product, as in a batch normalisation in use, move into its weights
 * and its bias: (x·w + b)·s + t = x·(w·s) + (b·s + t). The right-hand factors are computed once.
 * Results differ by rounding.
 */
final class FoldScales extends Rewrite {
  private final Graph graph;
  private final List<List<Integer>> consumers;
  private final Map<Graph.Value, Affine> affine = new HashMap<>();

  /** A contraction whose weights are frozen, with a frozen vector that is added to its channels. */
  private record Affine(Operands operands, int axis, Graph.@Nullable Value shift, int weightAxis) {}

  private record Operands(Graph.Vertex contraction, Graph.Value x, Graph.Value w) {}

  private FoldScales(Graph graph) {
    this.graph = graph;
    this.consumers = graph.consumers();
  }

  static Graph apply(Graph graph) {
    return new FoldScales(graph).run(graph);
  }

  @Override
  List<Graph.Value> rewrite(int number, Graph.Vertex vertex, List<Graph.Value> inputs) {
    if (vertex.op() instanceof Conv || vertex.op() instanceof MatMul) {
      Graph.Value result = keep(vertex, inputs).getFirst();
      remember(result, vertex, inputs);
      return List.of(result);
    }
    if (vertex.op() instanceof Elementwise op && inputs.size() == 2) {
      for (int side = 0; side < 2; side++) {
        Affine before = affine.get(inputs.get(side));
        boolean commutes = op instanceof Add || op instanceof Mul;
        if (before != null
            && (side == 0 || commutes)
            && consumers.get(vertex.inputs().get(side).vertex()).equals(List.of(number))
            && !graph.results().contains(vertex.inputs().get(side))) {
          Graph.Value vector =
              ChannelVectors.of(out, inputs.get(1 - side), before.axis(), vertex.path());
          if (vector != null && out.frozen(vector)) {
            Affine after = folded(op, before, vector, vertex.path());
            if (after != null) {
              return List.of(emit(after, vertex));
            }
          }
        }
      }
    }
    return keep(vertex, inputs);
  }

  private void remember(Graph.Value result, Graph.Vertex vertex, List<Graph.Value> inputs) {
    Graph.Value w = inputs.get(1);
    int rank = vertex.types().getFirst().shape().rank();
    if (!out.frozen(w) || !vertex.types().getFirst().dtype().isFloating()) {
      return;
    }
    Operands operands = new Operands(vertex, inputs.get(0), w);
    if (vertex.op() instanceof Conv) {
      affine.put(result, new Affine(operands, 1, null, 0));
    } else if (vertex.op() instanceof MatMul product && rank == 2) {
      affine.put(result, new Affine(operands, 1, null, product.transposeB() ? 0 : 1));
    }
  }

  /** Returns an affine function followed by an operation with a vector, if that is affine again. */
  private @Nullable Affine folded(Elementwise op, Affine before, Graph.Value vector, String path) {
    Graph.Value shift = before.shift();
    return switch (op) {
      case Add add -> shifted(before, shift == null ? vector : apply(add, shift, vector, path));
      case Sub sub ->
          shifted(
              before,
              shift == null
                  ? out.add(new Neg(), List.of(vector), path)
                  : apply(sub, shift, vector, path));
      case Mul mul -> scaled(mul, before, vector, path);
      case Div div -> scaled(div, before, vector, path);
      default -> null;
    };
  }

  private static Affine shifted(Affine before, Graph.Value shift) {
    return new Affine(before.operands(), before.axis(), shift, before.weightAxis());
  }

  private Affine scaled(Elementwise op, Affine before, Graph.Value vector, String path) {
    Operands operands = before.operands();
    Graph.Value w = operands.w();
    Graph.Value repeated =
        ChannelVectors.repeated(out, vector, out.type(w).shape(), before.weightAxis(), path);
    Graph.Value shift = before.shift();
    return new Affine(
        new Operands(operands.contraction(), operands.x(), apply(op, w, repeated, path)),
        before.axis(),
        shift == null ? null : apply(op, shift, vector, path),
        before.weightAxis());
  }

  private Graph.Value emit(Affine function, Graph.Vertex replaced) {
    Operands operands = function.operands();
    Graph.Vertex contraction = operands.contraction();
    Graph.Value result =
        out.add(contraction.op(), List.of(operands.x(), operands.w()), contraction.path());
    Graph.Value shift = function.shift();
    if (shift != null) {
      Graph.Value repeated =
          ChannelVectors.repeated(
              out, shift, out.type(result).shape(), function.axis(), replaced.path());
      result = apply(new Add(), result, repeated, replaced.path());
    }
    affine.put(result, function);
    return result;
  }

  private Graph.Value apply(Elementwise op, Graph.Value a, Graph.Value b, String path) {
    return out.add(op, List.of(a, b), path);
  }
}
