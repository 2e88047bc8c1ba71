package dev.cajal.grad.symbolic;

import dev.cajal.backend.Shape;
import dev.cajal.op.AddAlong;
import dev.cajal.op.AvgPool;
import dev.cajal.op.AvgPoolGrad;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Concat;
import dev.cajal.op.CumSum;
import dev.cajal.op.Fill;
import dev.cajal.op.Gather;
import dev.cajal.op.LogSoftmax;
import dev.cajal.op.MatMul;
import dev.cajal.op.Max;
import dev.cajal.op.Pad;
import dev.cajal.op.Permute;
import dev.cajal.op.Reshape;
import dev.cajal.op.ScatterAdd;
import dev.cajal.op.Slice;
import dev.cajal.op.Softmax;
import dev.cajal.op.Sum;
import dev.cajal.op.TakeAlong;
import dev.cajal.tensor.Constant;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads graphs as formulas, one for each element; what was read once is remembered. */
final class Reader {
  private static final long MOST_ELEMENTS = 4096;

  private final Algebra algebra;
  private final Expansion expansion;
  private final Moves moves;
  private final Map<Node, Map<Integer, String>> names = new HashMap<>();
  private final Map<Node, List<Expression>> known = new HashMap<>();

  Reader(Map<String, Tensor> names, Algebra algebra) {
    this.algebra = algebra;
    this.expansion = new Expansion(algebra);
    this.moves = new Moves(algebra);
    names.forEach((name, tensor) ->
        this.names.computeIfAbsent(tensor.node(), n -> new HashMap<>()).put(tensor.index(), name));
  }

  List<Expression> read(Tensor root) {
    Deque<Tensor> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Tensor top = open.peek();
      List<Tensor> missing = missing(top);
      if (missing.isEmpty()) {
        open.pop();
        if (!isKnown(top)) {
          known.put(top.node(), formulas(top));
        }
      } else {
        missing.reversed().forEach(open::push);
      }
    }
    return of(root);
  }

  /** The operands that must be read before a tensor can be. */
  private List<Tensor> missing(Tensor tensor) {
    return isKnown(tensor)
        ? List.of()
        : tensor.node().inputs().stream().filter(t -> !isKnown(t)).toList();
  }

  private boolean isKnown(Tensor tensor) {
    return nameOf(tensor) != null || known.containsKey(tensor.node());
  }

  private @Nullable String nameOf(Tensor tensor) {
    return names.getOrDefault(tensor.node(), Map.of()).get(tensor.index());
  }

  private List<Expression> of(Tensor tensor) {
    String name = nameOf(tensor);
    return name == null
        ? Objects.requireNonNull(known.get(tensor.node()))
        : symbols(name, tensor.shape());
  }

  private List<Expression> symbols(String name, Shape shape) {
    List<Expression> symbols = new ArrayList<>();
    for (long i = 0; i < shape.count(); i++) {
      symbols.add(algebra.symbol(shape.count() == 1 ? name : name + index(shape, i)));
    }
    return symbols;
  }

  private static Shape index(Shape shape, long element) {
    long[] index = shape.strides();
    long rest = element;
    for (int a = 0; a < index.length; a++) {
      long stride = index[a];
      index[a] = rest / stride;
      rest %= stride;
    }
    return Shape.of(index);
  }

  private List<Expression> formulas(Tensor tensor) {
    Node node = tensor.node();
    if (tensor.shape().count() > MOST_ELEMENTS || node.types().size() != 1) {
      throw new IllegalArgumentException(
          "symbolic: "
              + node.op().name()
              + " gives "
              + node.types()
              + "; formulas are for one result of up to "
              + MOST_ELEMENTS
              + " elements");
    }
    List<List<Expression>> x = node.inputs().stream().map(this::of).toList();
    return switch (node.op()) {
      case Read read when !tensor.dtype().isFloating() -> numbers(tensor);
      case Read read -> symbols(read.variable().name(), tensor.shape());
      case Fill fill -> List.of(algebra.number(fill.value()));
      case Constant constant -> numbers(tensor);
      case Elementwise op when !x.isEmpty() -> expansion.elementwise(op, tensor.type(), x);
      case Sum op -> expansion.sum(input(node), op.axes(), x.getFirst());
      case Max op -> expansion.max(input(node), op.axes(), x.getFirst());
      case Softmax op -> expansion.softmax(input(node), op.axis(), x.getFirst(), false);
      case LogSoftmax op -> expansion.softmax(input(node), op.axis(), x.getFirst(), true);
      case MatMul op -> expansion.matmul(op, node, x);
      case Broadcast op -> moves.moved(node, x);
      case Reshape op -> moves.moved(node, x);
      case Permute op -> moves.moved(node, x);
      case Slice op -> moves.moved(node, x);
      case Pad op -> moves.moved(node, x);
      case Concat op -> moves.moved(node, x);
      case Gather op -> moves.combined(node, x);
      case TakeAlong op -> moves.combined(node, x);
      case ScatterAdd op -> moves.combined(node, x);
      case AddAlong op -> moves.combined(node, x);
      case CumSum op -> moves.combined(node, x);
      case AvgPool op -> moves.combined(node, x);
      case AvgPoolGrad op -> moves.combined(node, x);
      default -> {
        if (node.inputs().isEmpty()) {
          yield numbers(tensor);
        }
        throw new IllegalArgumentException(
            "symbolic: operation "
                + node.op().name()
                + (node.path().isEmpty() ? "" : " at '" + node.path() + "'")
                + " has no formula; there are formulas for elementwise functions, sums, maxima,"
                + " softmax, matrix products, averages and moves of elements");
      }
    };
  }

  private static Shape input(Node node) {
    return node.inputs().getFirst().shape();
  }

  /** Leaves, and tensors that were evaluated and have forgotten their operands. */
  private List<Expression> numbers(Tensor tensor) {
    return Arrays.stream(tensor.toDoubles()).mapToObj(algebra::number).toList();
  }
}
