package dev.cajal.backend;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Copies a tensor from one layout to another; the only operation that is about layouts. The planner
 * inserts it where a kernel needs another layout than the producer left. A request may ask for
 * another element type as well, to which every element is rounded.
 *
 * @param from the layout of the input
 * @param to the layout of the output
 */
public record Reorder(Layout from, Layout to) implements Operation {

  @Override
  public String name() {
    return "reorder";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs;
  }

  /** The identity: seen row-major, a reorder changes nothing. */
  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    outputs.getFirst().copyFrom(inputs.getFirst());
  }

  /** Returns the reference kernel, which also clears the padding of the target. */
  Kernel kernel(TensorType source, TensorType target) {
    return new Kernel() {
      @Override
      public String name() {
        return "reference";
      }

      @Override
      public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
        if (source.equals(target)) {
          copy(source, inputs[0], outputs[0]);
        } else {
          convert(source, target, inputs[0], outputs[0]);
        }
      }
    };
  }

  private void copy(TensorType type, MemorySegment source, MemorySegment target) {
    Shape shape = type.shape();
    if (shape.count() == 0) {
      return;
    }
    int bytes = type.dtype().bytes();
    if (from.equals(to)) {
      MemorySegment.copy(source, 0, target, 0, from.span(shape) * bytes);
      return;
    }
    clearPadding(type, target);
    over(
        shape,
        (read, write) -> MemorySegment.copy(source, read * bytes, target, write * bytes, bytes));
  }

  private void convert(TensorType type, TensorType result, MemorySegment in, MemorySegment out) {
    Shape shape = type.shape();
    if (shape.count() == 0) {
      return;
    }
    clearPadding(result, out);
    HostArray source = HostArray.of(type.with(Shape.of(from.span(shape))), in);
    HostArray target = HostArray.of(result.with(Shape.of(to.span(shape))), out);
    over(shape, (read, write) -> target.set(write, source.get(read)));
  }

  private void clearPadding(TensorType type, MemorySegment target) {
    if (to.isPadded(type.shape())) {
      target.asSlice(0, to.span(type.shape()) * type.dtype().bytes()).fill((byte) 0);
    }
  }

  /** What is done with an element that lies at one place and goes to another. */
  private interface Move {
    void at(long read, long write);
  }

  private void over(Shape shape, Move move) {
    long[] index = new long[shape.rank()];
    int axis;
    do {
      move.at(from.offset(index), to.offset(index));
      for (axis = shape.rank() - 1; axis >= 0 && ++index[axis] == shape.dim(axis); axis--) {
        index[axis] = 0;
      }
    } while (axis >= 0);
  }
}
