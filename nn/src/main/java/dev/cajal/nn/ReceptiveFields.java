package dev.cajal.nn;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.op.AvgPool;
import dev.cajal.op.Concat;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.Gather;
import dev.cajal.op.MaxPool;
import dev.cajal.op.Pad;
import dev.cajal.op.Permute;
import dev.cajal.op.Reshape;
import dev.cajal.op.Slice;
import dev.cajal.op.Window;
import dev.cajal.tensor.Constant;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Over how many rows of the input image an element of each node sees: a window of k rows, dilated
 * by d, over elements that lie j input rows apart adds (k − 1)·d·j, and its stride multiplies j. An
 * axis of the image is followed through all that moves it; where it is lost, no field is known.
 */
final class ReceptiveFields {
  private static final int ROWS = 2;

  /**
   * What elements see along the axis that holds the rows: element i sees the input from {@code
   * first + i · jump} on.
   */
  private record View(int axis, double rows, double jump, double first) {
    static final View NONE = new View(-1, 0, 0, 0);

    boolean known() {
      return axis >= 0;
    }

    View at(int place) {
      return new View(place, rows, jump, first);
    }

    View shifted(long elements) {
      return new View(axis, rows, jump, first + elements * jump);
    }

    View through(Window window, long size) {
      int spatial = axis - 2;
      if (spatial < 0) {
        return NONE;
      }
      return new View(
          axis,
          rows + (window.reach(spatial, size) - 1) * jump,
          jump * window.strides().get(spatial),
          first - window.padBefore().get(spatial) * jump);
    }

    /** Element o of a transposed convolution hears of those i for which it lies in i's window. */
    View against(Window window, long size) {
      int spatial = axis - 2;
      if (spatial < 0) {
        return NONE;
      }
      double stride = window.strides().get(spatial);
      long reach = window.reach(spatial, size);
      double heard = Math.ceil(reach / stride);
      double before = window.padBefore().get(spatial) - (reach - 1.0);
      return new View(
          axis, rows + (heard - 1) * jump, jump / stride, first + before / stride * jump);
    }

    /** Returns what an element sees that depends on two. */
    View and(View other) {
      if (!known() || !other.known()) {
        return known() ? this : other;
      }
      double from = Math.min(first, other.first);
      double to = Math.max(first + rows, other.first + other.rows);
      return new View(axis, to - from, Math.max(jump, other.jump), from);
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
    Map<Node, Long> rows = new HashMap<>();
    views(nodes, input, ROWS)
        .forEach((node, view) ->
            rows.put(node, view.known() ? (long) Math.ceil(view.rows() - 1e-9) : 0));
    return rows;
  }

  /** Returns how many rows of the input image lie between neighbouring elements of a node. */
  static long jump(List<Node> nodes, Node input, Node output) {
    View view = views(nodes, input, ROWS).getOrDefault(output, View.NONE);
    return Math.round(view.jump());
  }

  /** Returns what elements of a node see along an axis of the input image, if that is known. */
  static Optional<ReceptiveField> along(int axis, List<Node> nodes, Node input, Node output) {
    View view = views(nodes, input, axis).getOrDefault(output, View.NONE);
    return view.axis() == axis
        ? Optional.of(new ReceptiveField(view.first(), view.rows(), view.jump()))
        : Optional.empty();
  }

  private static Map<Node, View> views(List<Node> nodes, Node input, int axis) {
    Map<Node, View> views = new HashMap<>();
    for (Node node : nodes) {
      boolean image = node == input && node.types().getFirst().shape().rank() > axis;
      views.put(node, image ? new View(axis, 1, 1, 0) : view(node, views));
    }
    return views;
  }

  private static View view(Node node, Map<Node, View> views) {
    if (node.inputs().isEmpty()) {
      return View.NONE;
    }
    View first = views.getOrDefault(node.inputs().getFirst().node(), View.NONE);
    int axis = first.axis();
    if (node.op() instanceof Concat concat) {
      return joined(node, concat.axis(), views);
    }
    if (!first.known()) {
      return kept(node, views);
    }
    return switch (node.op()) {
      case Conv conv -> first.through(conv.window(), node.inputs().get(1).dim(axis));
      case ConvInputGrad spread -> first.against(spread.window(), node.inputs().get(1).dim(axis));
      case MaxPool pool -> pooled(first, pool.window(), pool.size());
      case AvgPool pool -> pooled(first, pool.window(), pool.size());
      case Permute permute -> first.at(permute.axes().indexOf(axis));
      case Pad pad -> first.shifted(-pad.before().get(axis));
      case Slice slice -> sliced(first, slice);
      case Gather gather when gather.axis() == axis -> gathered(first, node);
      case Reshape reshape -> reshaped(first, node.inputs().getFirst().shape(), reshape.shape());
      default -> kept(node, views);
    };
  }

  private static View pooled(View view, Window window, List<Integer> size) {
    return view.axis() < 2 ? View.NONE : view.through(window, size.get(view.axis() - 2));
  }

  private static View sliced(View view, Slice slice) {
    View moved = view.shifted(slice.starts().get(view.axis()));
    double step = slice.steps().get(view.axis());
    return new View(moved.axis(), moved.rows(), moved.jump() * step, moved.first());
  }

  /** Elements picked by known indices, as by resampling: judged by the one in the middle. */
  private static View gathered(View view, Node node) {
    Tensor indices = node.inputs().get(1);
    if (!(indices.node().op() instanceof Constant constant) || indices.rank() != 1) {
      return View.NONE;
    }
    long count = indices.dim(0);
    long middle = count / 2;
    double jump = view.jump() * node.inputs().getFirst().dim(view.axis()) / count;
    long source = HostArray.of(constant.type(), constant.memory()).getLong(middle);
    double first = view.first() + source * view.jump() - middle * jump;
    return new View(view.axis(), view.rows(), jump, first);
  }

  /** Parts put one behind the other: the longest of them stands for all. */
  private static View joined(Node node, int axis, Map<Node, View> views) {
    View longest = View.NONE;
    long size = 0;
    long before = 0;
    for (Tensor part : node.inputs()) {
      View view = views.getOrDefault(part.node(), View.NONE);
      if (view.known() && view.axis() != axis) {
        return kept(node, views);
      }
      if (view.known() && part.dim(axis) > size) {
        size = part.dim(axis);
        longest = view.shifted(-before);
      }
      before += part.dim(axis);
    }
    return longest;
  }

  /** The axis in another shape: kept, repeated within, or divided into blocks. */
  private static View reshaped(View view, Shape from, Shape to) {
    long outer = from.slice(0, view.axis()).count();
    int axis = 0;
    while (axis < to.rank() - 1 && to.slice(0, axis).count() != outer) {
      axis++;
    }
    while (axis < to.rank() - 1 && to.dim(axis) == 1 && from.dim(view.axis()) != 1) {
      axis++;
    }
    long size = from.dim(view.axis());
    if (to.rank() == 0 || to.slice(0, axis).count() != outer) {
      return View.NONE;
    }
    if (to.dim(axis) == size) {
      return view.at(axis);
    }
    if (from.rank() > to.rank() && to.dim(axis) == size * from.dim(view.axis() + 1)) {
      long times = from.dim(view.axis() + 1);
      return new View(axis, view.rows(), view.jump() / times, view.first());
    }
    if (from.rank() < to.rank() && to.dim(axis) * to.dim(axis + 1) == size) {
      long times = to.dim(axis + 1);
      double rows = view.rows() + (times - 1) * view.jump();
      return new View(axis, rows, view.jump() * times, view.first());
    }
    return View.NONE;
  }

  /** What all operands see together, if the axis stays as it is. */
  private static View kept(Node node, Map<Node, View> views) {
    View all = View.NONE;
    Shape to = node.types().getFirst().shape();
    for (Tensor input : node.inputs()) {
      View view = views.getOrDefault(input.node(), View.NONE);
      boolean stays =
          view.known()
              && input.rank() == to.rank()
              && (input.dim(view.axis()) == to.dim(view.axis()) || input.dim(view.axis()) == 1)
              && (!all.known() || all.axis() == view.axis());
      all = stays ? all.and(view) : all;
    }
    return all;
  }
}
