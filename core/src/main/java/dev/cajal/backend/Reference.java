package dev.cajal.backend;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backend that has a kernel for everything: the reference forward on row-major operands. */
final class Reference implements Backend {
  static final Reference INSTANCE = new Reference();

  private Reference() {}

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return Integer.MIN_VALUE;
  }

  @Override
  public List<String> describe() {
    return List.of("plain Java loops; defines every operation");
  }

  @Override
  public Optional<Choice> choose(Request request) {
    if (request.operation() instanceof Reorder reorder) {
      return Optional.of(
          new Choice(
              reorder.kernel(request.inputs().getFirst(), request.outputs().getFirst()),
              List.of(reorder.from()),
              List.of(reorder.to())));
    }
    return Optional.of(Choice.rowMajor(request, new ForwardKernel(request)));
  }

  private record ForwardKernel(
      Operation operation, List<TensorType> inputs, List<TensorType> outputs) implements Kernel {
    ForwardKernel(Request request) {
      this(request.operation(), request.inputs(), request.outputs());
    }

    @Override
    public String name() {
      return "reference";
    }

    @Override
    public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
      operation.forward(views(inputs, in), views(outputs, out));
    }

    private static List<HostArray> views(List<TensorType> types, MemorySegment[] memory) {
      List<HostArray> views = new ArrayList<>(types.size());
      for (int i = 0; i < types.size(); i++) {
        views.add(HostArray.of(types.get(i), memory[i]));
      }
      return views;
    }
  }
}
