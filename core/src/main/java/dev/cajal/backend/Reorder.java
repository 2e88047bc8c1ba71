package dev.cajal.backend;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Copies a tensor from one layout to another; the only operation that is about layouts. The planner
 * inserts it where a kernel needs another layout than the producer left.
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
  Kernel kernel(TensorType type) {
    return new Kernel() {
      @Override
      public String name() {
        return "reference";
      }

      @Override
      public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
        copy(type, inputs[0], outputs[0]);
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
    if (to.isPadded(shape)) {
      target.asSlice(0, to.span(shape) * bytes).fill((byte) 0);
    }
    long[] index = new long[shape.rank()];
    int axis;
    do {
      MemorySegment.copy(
          source, from.offset(index) * bytes, target, to.offset(index) * bytes, bytes);
      for (axis = shape.rank() - 1; axis >= 0 && ++index[axis] == shape.dim(axis); axis--) {
        index[axis] = 0;
      }
    } while (axis >= 0);
  }
}
