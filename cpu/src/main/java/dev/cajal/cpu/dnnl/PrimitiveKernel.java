package dev.cajal.cpu.dnnl;

import dev.cajal.backend.Kernel;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A primitive as a kernel: operands of the request are bound to arguments of the primitive. */
final class PrimitiveKernel implements Kernel {
  private final String name;
  private final Primitive primitive;
  private final int inputs;
  private final int outputs;
  private final long scratchBytes;

  /**
   * Compiles a primitive.
   *
   * @param inputs the argument that each input of the request is, in order
   * @param outputs the argument that each output of the request is, in order
   */
  PrimitiveKernel(PrimitiveDesc desc, List<Integer> inputs, List<Integer> outputs) {
    this.name = "dnnl:" + desc.implementation();
    this.inputs = inputs.size();
    this.outputs = outputs.size();
    this.scratchBytes = desc.memory(Argument.SCRATCHPAD).bytes();
    List<Integer> arguments = new ArrayList<>(inputs);
    arguments.addAll(outputs);
    if (scratchBytes > 0) {
      arguments.add(Argument.SCRATCHPAD);
    }
    this.primitive = new Primitive(desc, arguments.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long scratchBytes() {
    return scratchBytes;
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
    for (int i = 0; i < inputs; i++) {
      primitive.bind(i, in[i]);
    }
    for (int o = 0; o < outputs; o++) {
      primitive.bind(inputs + o, out[o]);
    }
    if (scratchBytes > 0) {
      primitive.bind(inputs + outputs, scratch);
    }
    primitive.execute();
  }
}
