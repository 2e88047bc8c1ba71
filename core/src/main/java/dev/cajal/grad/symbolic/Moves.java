package dev.cajal.grad.symbolic;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Operations that move elements or add them up in fixed proportions. What they do is not written
 * here a second time: the operation itself is run on numbers that tell.
 */
final class Moves {
  private static final long LARGEST = 1L << 20;

  private final Algebra algebra;

  Moves(Algebra algebra) {
    this.algebra = algebra;
  }

  /**
   * Moves elements by letting the operation move their numbers, counted from 1 over all operands; a
   * 0 is what it has put in.
   */
  List<Expression> moved(Node node, List<List<Expression>> x) {
    List<Expression> all = new ArrayList<>();
    List<HostArray> inputs = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      HostArray numbered = zeros(node.inputs().get(i).type().with(DType.FLOAT64));
      for (int e = 0; e < x.get(i).size(); e++) {
        all.add(x.get(i).get(e));
        numbered.set(e, all.size());
      }
      inputs.add(numbered);
    }
    HostArray output = zeros(node.types().getFirst().with(DType.FLOAT64));
    node.op().forward(inputs, List.of(output));
    List<Expression> moved = new ArrayList<>();
    for (long e = 0; e < output.count(); e++) {
      int number = (int) output.get(e);
      moved.add(number == 0 ? algebra.number(0) : all.get(number - 1));
    }
    return moved;
  }

  /**
   * Applies an operation that is linear in its first operand, by what it makes of each element; the
   * other operands, indices, are numbers.
   */
  List<Expression> combined(Node node, List<List<Expression>> x) {
    HostArray unit = zeros(node.inputs().getFirst().type().with(DType.FLOAT64));
    HostArray image = zeros(node.types().getFirst().with(DType.FLOAT64));
    if (unit.count() * image.count() > LARGEST) {
      throw new IllegalArgumentException(
          "symbolic: "
              + node.op().name()
              + " from "
              + unit.type()
              + " to "
              + image.type()
              + " is too large for formulas");
    }
    List<HostArray> inputs = new ArrayList<>(List.of(unit));
    for (int i = 1; i < x.size(); i++) {
      inputs.add(numbers(node, i, x.get(i)));
    }
    List<List<Expression>> terms = new ArrayList<>();
    for (long e = 0; e < image.count(); e++) {
      terms.add(new ArrayList<>());
    }
    for (int i = 0; i < unit.count(); i++) {
      unit.set(i, 1);
      image.fill(0);
      node.op().forward(inputs, List.of(image));
      unit.set(i, 0);
      for (int e = 0; e < image.count(); e++) {
        if (image.get(e) == 1) {
          terms.get(e).add(x.getFirst().get(i));
        } else if (image.get(e) != 0) {
          terms.get(e).add(algebra.product(algebra.number(image.get(e)), x.getFirst().get(i)));
        }
      }
    }
    return terms.stream().map(sum -> sum.isEmpty() ? algebra.number(0) : algebra.sum(sum)).toList();
  }

  private static HostArray numbers(Node node, int operand, List<Expression> values) {
    HostArray array = zeros(node.inputs().get(operand).type());
    for (int e = 0; e < values.size(); e++) {
      if (!values.get(e).is(Kind.NUMBER)) {
        throw new IllegalArgumentException(
            "symbolic: operand "
                + operand
                + " of "
                + node.op().name()
                + " is "
                + values.get(e)
                + ", expected numbers");
      }
      array.set(e, values.get(e).value());
    }
    return array;
  }

  private static HostArray zeros(TensorType type) {
    return HostArray.of(type, Memory.allocate(type.bytes()));
  }
}
