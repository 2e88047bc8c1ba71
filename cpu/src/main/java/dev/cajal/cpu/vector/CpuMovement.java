package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Concat;
import dev.cajal.op.Pad;
import dev.cajal.op.Permute;
import dev.cajal.op.Slice;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Movement operations, of any element type, as strided copies with runs as long as possible.
 *
 * @param operation the name of the operation
 * @param clear how many bytes of the result are cleared first, 0 if every one is written
 * @param copies a copy for each operand
 */
record CpuMovement(String operation, long clear, List<Copy> copies) implements Kernel {

  /** Copies the list. */
  CpuMovement {
    copies = List.copyOf(copies);
  }

  /** Returns the kernel for a movement, or empty if it has no elements or is none. */
  static Optional<Choice> choose(Request request) {
    if (request.outputs().getFirst().shape().count() == 0
        || request.inputs().stream().anyMatch(t -> t.shape().count() == 0)) {
      return Optional.empty();
    }
    return switch (request.operation()) {
      case Permute permute -> Optional.of(permute(request, permute));
      case Slice slice -> Optional.of(slice(request, slice));
      case Pad pad -> Optional.of(pad(request, pad));
      case Concat concat -> Optional.of(concat(request, concat));
      case Reorder reorder -> reorder(request, reorder);
      default -> Optional.empty();
    };
  }

  private static Choice permute(Request request, Permute permute) {
    Shape y = request.outputs().getFirst().shape();
    long[] dense = request.inputs().getFirst().shape().strides();
    long[] from = permute.axes().stream().mapToLong(a -> dense[a]).toArray();
    return dense(request, 0, copy(request, y, 0, from, 0, y.strides()));
  }

  private static Choice slice(Request request, Slice slice) {
    Shape y = request.outputs().getFirst().shape();
    long[] from = request.inputs().getFirst().shape().strides();
    long start = 0;
    for (int a = 0; a < from.length; a++) {
      start += slice.starts().get(a) * from[a];
      from[a] *= slice.steps().get(a);
    }
    return dense(request, 0, copy(request, y, start, from, 0, y.strides()));
  }

  private static Choice pad(Request request, Pad pad) {
    TensorType y = request.outputs().getFirst();
    Shape x = request.inputs().getFirst().shape();
    long[] to = y.shape().strides();
    long start = 0;
    for (int a = 0; a < to.length; a++) {
      start += pad.before().get(a) * to[a];
      to[a] *= pad.interior().get(a) + 1;
    }
    return dense(request, y.bytes(), copy(request, x, 0, x.strides(), start, to));
  }

  private static Choice concat(Request request, Concat concat) {
    long[] to = request.outputs().getFirst().shape().strides();
    List<Copy> copies = new ArrayList<>();
    long start = 0;
    for (TensorType part : request.inputs()) {
      Shape x = part.shape();
      copies.add(copy(request, x, 0, x.strides(), start * to[concat.axis()], to));
      start += x.dim(concat.axis());
    }
    return dense(request, 0, copies.toArray(Copy[]::new));
  }

  private static Optional<Choice> reorder(Request request, Reorder reorder) {
    if (!reorder.from().innerBlocks().isEmpty()
        || !reorder.to().innerBlocks().isEmpty()
        || request.inputs().getFirst().dtype() != request.outputs().getFirst().dtype()) {
      return Optional.empty();
    }
    Shape shape = request.inputs().getFirst().shape();
    // Written in the order of the target, whatever the logical order of the axes.
    Optional<Physical> order = Physical.of(reorder.to(), shape);
    return order.map(o ->
        new Choice(
            new CpuMovement(
                "reorder",
                0,
                List.of(
                    new Copy(
                        o.sizes(),
                        0,
                        o.strides(reorder.from().stridesArray()),
                        0,
                        o.strides(reorder.to().stridesArray()),
                        request.inputs().getFirst().dtype().bytes()))),
            List.of(reorder.from()),
            List.of(reorder.to())));
  }

  private static Copy copy(
      Request request, Shape box, long fromStart, long[] from, long toStart, long[] to) {
    int bytes = request.outputs().getFirst().dtype().bytes();
    return new Copy(box.toArray(), fromStart, from, toStart, to, bytes);
  }

  private static Choice dense(Request request, long clear, Copy... copies) {
    String name = request.operation().name();
    return Choice.rowMajor(request, new CpuMovement(name, clear, List.of(copies)));
  }

  @Override
  public String name() {
    return "copy:" + operation;
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    if (clear > 0) {
      outputs[0].asSlice(0, clear).fill((byte) 0);
    }
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).run(inputs[i], outputs[0]);
    }
  }
}
