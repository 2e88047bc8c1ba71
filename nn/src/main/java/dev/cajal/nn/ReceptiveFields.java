package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.op.AvgPool;
import dev.cajal.op.Conv;
import dev.cajal.op.MaxPool;
import dev.cajal.op.Window;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Over how many rows of the input image an element of each node sees: a window of k rows, dilated
 * by d, over elements that lie j input rows apart adds (k − 1)·d·j, and its stride multiplies j.
 */
final class ReceptiveFields {

  /** What one element sees: how many rows, and how far the next element's view is shifted. */
  private record View(long rows, long jump) {
    static final View NONE = new View(0, 0);

    View through(Window window, long size) {
      return rows == 0
          ? NONE
          : new View(rows + (window.reach(0, size) - 1) * jump, jump * window.strides().getFirst());
    }
  }

  private ReceptiveFields() {}

  /**
   * Returns the rows seen by each node.
   *
   * @param nodes of a traced graph, operands first
   * @param input the node of the input image
   */
  static Map<Node, Long> of(List<Node> nodes, Node input) {
    Map<Node, View> views = new HashMap<>();
    Map<Node, Long> rows = new HashMap<>();
    for (Node node : nodes) {
      View view = node == input ? new View(1, 1) : view(node, views);
      views.put(node, view);
      rows.put(node, view.rows());
    }
    return rows;
  }

  private static View view(Node node, Map<Node, View> views) {
    if (node.inputs().isEmpty()) {
      return View.NONE;
    }
    Shape from = node.inputs().getFirst().shape();
    View first = views.getOrDefault(node.inputs().getFirst().node(), View.NONE);
    return switch (node.op()) {
      case Conv conv -> first.through(conv.window(), node.inputs().get(1).dim(2));
      case MaxPool pool -> first.through(pool.window(), pool.size().getFirst());
      case AvgPool pool -> first.through(pool.window(), pool.size().getFirst());
      default -> {
        Shape to = node.types().getFirst().shape();
        if (from.rank() > 2 && to.rank() > 2 && from.dim(2) != to.dim(2) && from.dim(2) != 1) {
          yield View.NONE;
        }
        yield widest(node, views);
      }
    };
  }

  private static View widest(Node node, Map<Node, View> views) {
    View widest = View.NONE;
    for (Tensor input : node.inputs()) {
      View view = views.getOrDefault(input.node(), View.NONE);
      widest = view.rows() > widest.rows() ? view : widest;
    }
    return widest;
  }
}
