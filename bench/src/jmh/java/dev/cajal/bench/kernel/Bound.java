package dev.cajal.bench.kernel;

import dev.cajal.backend.Backends;
import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A kernel with operands of its own, random float32 values in the layouts that it asked for. */
final class Bound {
  private final Kernel kernel;
  private final MemorySegment[] inputs;
  private final MemorySegment[] outputs;
  private final MemorySegment scratch;

  private Bound(Request request) {
    Choice choice = Backends.choose(request);
    SplittableRandom random = new SplittableRandom(1);
    kernel = choice.kernel();
    inputs = new MemorySegment[request.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = operand(request.inputs().get(i), choice.inputs().get(i), random);
    }
    outputs = new MemorySegment[request.outputs().size()];
    for (int o = 0; o < outputs.length; o++) {
      outputs[o] = memory(request.outputs().get(o), choice.outputs().get(o));
    }
    scratch = Memory.allocate(kernel.scratchBytes());
  }

  /** Binds the kernel for operands that all lie row-major. */
  static Bound rowMajor(Operation operation, TensorType... inputs) {
    List<TensorType> types = List.of(inputs);
    return new Bound(Request.rowMajor(operation, types, operation.infer(types)));
  }

  /** Binds the kernel in the layouts that the backend likes best, as inside a network. */
  static Bound free(Operation operation, TensorType... inputs) {
    List<TensorType> types = List.of(inputs);
    List<TensorType> results = operation.infer(types);
    return new Bound(new Request(operation, types, results, anyOf(types), anyOf(results)));
  }

  /** Lets an output overwrite an input, as updates of parameters do. */
  Bound inPlace(int output, int input) {
    if (!kernel.mayOverwrite(output, input)) {
      throw new IllegalStateException(
          kernel.name() + " cannot write output " + output + " over input " + input);
    }
    outputs[output] = inputs[input];
    return this;
  }

  /** Runs the kernel once. */
  void run() {
    kernel.run(inputs, outputs, scratch);
  }

  private static List<Optional<Layout>> anyOf(List<TensorType> types) {
    return Collections.nCopies(types.size(), Optional.empty());
  }

  private static MemorySegment operand(TensorType type, Layout layout, SplittableRandom random) {
    if (type.dtype() != DType.FLOAT32) {
      throw new IllegalArgumentException("operands are float32, not " + type);
    }
    Layout dense = Layout.rowMajor(type.shape());
    MemorySegment values = memory(type, dense);
    HostArray array = HostArray.of(type, values);
    for (long i = 0; i < array.count(); i++) {
      array.set(i, random.nextDouble() - 0.5);
    }
    if (layout.isRowMajor(type.shape())) {
      return values;
    }
    Request move =
        new Request(
            new Reorder(dense, layout),
            List.of(type),
            List.of(type),
            List.of(Optional.of(dense)),
            List.of(Optional.of(layout)));
    Kernel reorder = Backends.choose(move).kernel();
    MemorySegment moved = memory(type, layout);
    reorder.run(
        new MemorySegment[] {values},
        new MemorySegment[] {moved},
        Memory.allocate(reorder.scratchBytes()));
    return moved;
  }

  private static MemorySegment memory(TensorType type, Layout layout) {
    return Memory.allocate(layout.span(type.shape()) * type.dtype().bytes());
  }
}
