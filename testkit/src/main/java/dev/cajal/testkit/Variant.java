package dev.cajal.testkit;

import dev.cajal.backend.Layout;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** In which layouts a request presents its operands and wants its results. */
enum Variant {
  /** Row-major on both sides. */
  ROW_MAJOR,
  /** Nothing is decided yet. */
  FREE,
  /** Axis 1 innermost, as in NHWC. */
  CHANNELS_LAST,
  /** Axes in reverse order. */
  REVERSED,
  /** Axis 1 in inner blocks of 16, padded, as in nChw16c; row-major where there is no such axis. */
  BLOCKED;

  private Optional<Layout> layout(TensorType type) {
    Shape shape = type.shape();
    return switch (this) {
      case ROW_MAJOR -> Optional.of(Layout.rowMajor(shape));
      case FREE -> Optional.empty();
      case CHANNELS_LAST -> Optional.of(channelsLast(shape));
      case REVERSED -> Optional.of(reversed(shape));
      case BLOCKED -> Optional.of(blocked(shape));
    };
  }

  /** Returns the request; a reorder is asked for between its own layouts. */
  Request request(Operation operation, List<TensorType> inputs, List<TensorType> outputs) {
    if (operation instanceof Reorder reorder) {
      return new Request(
          operation,
          inputs,
          outputs,
          List.of(Optional.of(reorder.from())),
          List.of(Optional.of(reorder.to())));
    }
    return new Request(
        operation,
        inputs,
        outputs,
        inputs.stream().map(this::layout).toList(),
        outputs.stream().map(this::layout).toList());
  }

  private static Layout channelsLast(Shape shape) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, shape.rank()).boxed().toList());
    if (order.size() > 1) {
      order.add(order.remove(1));
    }
    return dense(shape, order);
  }

  private static Layout reversed(Shape shape) {
    return dense(shape, IntStream.range(0, shape.rank()).boxed().toList().reversed());
  }

  /** Returns dense storage with the axes in an order, outermost first. */
  private static Layout dense(Shape shape, List<Integer> order) {
    long[] strides = new long[shape.rank()];
    long step = 1;
    for (int axis : order.reversed()) {
      strides[axis] = step;
      step *= Math.max(1, shape.dim(axis));
    }
    return Layout.strided(strides);
  }

  private static Layout blocked(Shape shape) {
    if (shape.rank() < 2 || shape.dim(1) < 2) {
      return Layout.rowMajor(shape);
    }
    long[] strides = shape.with(1, Math.ceilDiv(shape.dim(1), 16L)).strides();
    List<Long> wide = IntStream.range(0, strides.length).mapToObj(a -> strides[a] * 16).toList();
    return new Layout(wide, List.of(16), List.of(1));
  }
}
