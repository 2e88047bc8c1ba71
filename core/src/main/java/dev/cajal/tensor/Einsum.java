package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates the equations of {@link Tensor#einsum}: operands are contracted from the left, each
 * pair as one batched matrix product.
 */
final class Einsum {

  private Einsum() {}

  /** A tensor whose axes have labels, no two alike. */
  private record Labelled(Tensor tensor, List<Integer> labels) {

    long size(int label) {
      return tensor.dim(labels.indexOf(label));
    }

    /** Returns the tensor with its axes in an order, those missing put in with size 1. */
    Tensor arranged(List<Integer> order) {
      int[] axes = order.stream().filter(labels::contains).mapToInt(labels::indexOf).toArray();
      long[] sizes = order.stream().mapToLong(l -> labels.contains(l) ? size(l) : 1).toArray();
      return tensor.permute(axes).reshape(sizes);
    }

    /** Returns this summed over labels that are not wanted any more. */
    Labelled summed(Set<Integer> wanted) {
      int[] gone =
          IntStream.range(0, labels.size()).filter(a -> !wanted.contains(labels.get(a))).toArray();
      return gone.length == 0
          ? this
          : new Labelled(tensor.sum(gone), labels.stream().filter(wanted::contains).toList());
    }
  }

  static Tensor of(String equation, List<Tensor> operands) {
    Equation parsed;
    try {
      parsed = Equation.parse(equation, operands);
    } catch (ShapeException e) {
      throw e.at("einsum", operands.isEmpty() ? "" : operands.getFirst().where());
    }
    Deque<Labelled> rest = new ArrayDeque<>();
    for (int i = 0; i < operands.size(); i++) {
      rest.add(distinct(operands.get(i), parsed.inputs().get(i)));
    }
    Labelled result = rest.removeFirst().summed(wanted(parsed, rest));
    while (!rest.isEmpty()) {
      Labelled next = rest.removeFirst();
      result = product(result, next, wanted(parsed, rest), parsed);
    }
    return result.arranged(parsed.output()).broadcastTo(parsed.shape(parsed.output()));
  }

  private static Set<Integer> wanted(Equation equation, Iterable<Labelled> rest) {
    Set<Integer> wanted = new HashSet<>(equation.output());
    rest.forEach(r -> wanted.addAll(r.labels()));
    return wanted;
  }

  /** Takes diagonals until no label is there twice. */
  private static Labelled distinct(Tensor x, List<Integer> labels) {
    Tensor tensor = x;
    List<Integer> left = new ArrayList<>(labels);
    for (int a = 0; a < left.size(); a++) {
      int b = left.lastIndexOf(left.get(a));
      while (b > a) {
        int first = a;
        int second = b;
        int[] order =
            IntStream.concat(
                    IntStream.range(0, left.size()).filter(i -> i != first && i != second),
                    IntStream.of(first, second))
                .toArray();
        tensor = tensor.permute(order).diagonal();
        Integer label = left.get(a);
        left.remove(second);
        left.remove(first);
        left.add(label);
        b = left.lastIndexOf(left.get(a));
      }
    }
    return new Labelled(tensor, left);
  }

  private static Labelled product(Labelled a, Labelled b, Set<Integer> wanted, Equation equation) {
    Set<Integer> shared = new HashSet<>(a.labels());
    shared.retainAll(b.labels());
    Set<Integer> needed = new HashSet<>(wanted);
    needed.addAll(shared);
    Labelled left = a.summed(needed);
    Labelled right = b.summed(needed);
    List<Integer> batch =
        a.labels().stream().filter(l -> shared.contains(l) && wanted.contains(l)).toList();
    List<Integer> inner =
        a.labels().stream().filter(l -> shared.contains(l) && !wanted.contains(l)).toList();
    List<Integer> rows = left.labels().stream().filter(l -> !shared.contains(l)).toList();
    List<Integer> columns = right.labels().stream().filter(l -> !shared.contains(l)).toList();
    Tensor product =
        matrices(left, equation, batch, rows, inner)
            .matmul(matrices(right, equation, batch, inner, columns));
    List<Integer> labels = join(batch, rows, columns);
    return new Labelled(product.reshape(equation.shape(labels)), labels);
  }

  /** Returns [batch, rows, columns]; shared axes of size 1 are repeated. */
  private static Tensor matrices(
      Labelled x,
      Equation equation,
      List<Integer> batch,
      List<Integer> rows,
      List<Integer> columns) {
    List<Integer> order = join(batch, rows, columns);
    Shape full = equation.shape(order);
    return x.arranged(order)
        .broadcastTo(full)
        .reshape(
            equation.shape(batch).count(),
            equation.shape(rows).count(),
            equation.shape(columns).count());
  }

  private static List<Integer> join(
      List<Integer> first, List<Integer> second, List<Integer> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toList();
  }
}
