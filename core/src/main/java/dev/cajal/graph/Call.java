package dev.cajal.graph;

import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** One kernel call of a plan, with the memory of its operands once that is known. */
final class Call {
  final Operation op;
  final String path;
  final Kernel kernel;
  final List<TensorType> operands;
  final List<TensorType> types;
  final List<Layout> layouts;
  final Buffer[] in;
  final Buffer[] out;
  final MemorySegment[] inputs;
  final MemorySegment[] outputs;
  MemorySegment scratch = MemorySegment.NULL;

  /**
   * Describes a call.
   *
   * @param operands types of the inputs
   * @param types types of the outputs
   * @param layouts layouts of the outputs
   */
  Call(
      Operation op,
      String path,
      Kernel kernel,
      List<TensorType> operands,
      List<TensorType> types,
      List<Layout> layouts,
      List<Buffer> in,
      List<Buffer> out) {
    this.op = op;
    this.path = path;
    this.kernel = kernel;
    this.operands = operands;
    this.types = types;
    this.layouts = layouts;
    this.in = in.toArray(Buffer[]::new);
    this.out = out.toArray(Buffer[]::new);
    this.inputs = new MemorySegment[in.size()];
    this.outputs = new MemorySegment[out.size()];
  }

  void bind() {
    for (int i = 0; i < in.length; i++) {
      inputs[i] = in[i].memory();
    }
    for (int i = 0; i < out.length; i++) {
      outputs[i] = out[i].memory();
    }
  }

  /** Returns what is computed, in a few words. */
  String what() {
    return op instanceof Reorder reorder
        ? "reorder " + reorder.from() + " to " + reorder.to()
        : op instanceof Fused ? op.toString() : op.name();
  }

  void run() {
    kernel.run(inputs, outputs, scratch);
  }
}
