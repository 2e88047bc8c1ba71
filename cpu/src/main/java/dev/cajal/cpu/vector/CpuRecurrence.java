package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.team.Team;
import dev.cajal.recurrent.Cell;
import dev.cajal.recurrent.Recurrence;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All steps of a recurrence: the product with the state before, then the cell in loops. */
final class CpuRecurrence implements Kernel {
  private final Recurrence operation;
  private final Loops loops;
  private final int steps;
  private final long batch;
  private final long hidden;
  private final StepProduct product;
  private final Sweep sweep;
  private final CellProgram program;
  private final Cells[] cells;
  private MemorySegment[] in = {};
  private MemorySegment[] out = {};

  private CpuRecurrence(Recurrence operation, Loops loops, TensorType x, int hidden, int threads) {
    Cell cell = operation.cell();
    this.operation = operation;
    this.loops = loops;
    this.steps = Math.toIntExact(x.shape().dim(0));
    this.batch = x.shape().dim(1);
    this.hidden = hidden;
    this.product = new StepProduct(loops, batch, hidden, cell.gates() * hidden);
    this.sweep =
        new Sweep(
            this::step,
            steps,
            batch,
            hidden,
            x.shape().count() / steps * hidden,
            Team.size(threads));
    this.program = CellProgram.forward(cell, loops, hidden);
    this.cells =
        Stream.generate(() -> new Cells(loops, program, hidden))
            .limit(sweep.parts())
            .toArray(Cells[]::new);
  }

  static Optional<Choice> choose(Request request, Recurrence operation, Loops loops) {
    TensorType x = request.inputs().getFirst();
    TensorType weight = request.inputs().get(1);
    if (x.dtype() != DType.FLOAT32 || x.shape().count() == 0) {
      return Optional.empty();
    }
    int hidden = Math.toIntExact(weight.shape().dim(1));
    Choice plain =
        Choice.rowMajor(request, new CpuRecurrence(operation, loops, x, hidden, request.threads()));
    List<Layout> inputs = new ArrayList<>(plain.inputs());
    inputs.set(1, StepProduct.panels(weight.shape(), 0));
    return Optional.of(new Choice(plain.kernel(), inputs, plain.outputs()));
  }

  @Override
  public String name() {
    return loops.name() + ":recurrence";
  }

  @Override
  public long scratchBytes() {
    return product.scratchBytes() + cells.length * cells[0].scratchBytes();
  }

  /** What is kept of a gate may lie where x was. */
  @Override
  public boolean mayOverwrite(int output, int input) {
    int states = operation.cell().states();
    int kept = operation.cell().kept();
    return output == states
        && input == 0
        && kept == operation.cell().gates()
        && IntStream.range(0, kept).allMatch(i -> program.mayOverwrite(states + i, i));
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    in = inputs;
    out = outputs;
    product.bind(in[1], scratch, 0);
    product.bias(in[2]);
    long at = product.scratchBytes();
    for (Cells each : cells) {
      each.bind(scratch, at, in[in.length - 1], operation.lengths());
      at += each.scratchBytes();
    }
    sweep.run();
  }

  private void step(int part, int k, int row, int endRow, int first, int end) {
    int t = operation.reverse() ? steps - 1 - k : k;
    int earlier = operation.reverse() ? t + 1 : t - 1;
    long state = 4 * hidden;
    long before = k == 0 ? 0 : earlier * batch * state;
    int gates = operation.cell().gates();
    MemorySegment h = k == 0 ? in[3] : out[0];
    if (end - first == hidden) {
      product.run(h, before, row, endRow, 0, gates * end);
    } else {
      for (int g = 0; g < gates; g++) {
        int at = (int) (g * hidden);
        product.run(h, before, row, endRow, at + first, at + end);
      }
    }
    Cells own = cells[part];
    long x = gates * state;
    for (int g = 0; g < gates; g++) {
      own.operand(g, in[0], t * batch * x + g * state, x);
      long at = product.resultAt() + g * state;
      own.operand(gates + g, product.result(), at, product.rowBytes());
    }
    int states = operation.cell().states();
    for (int i = 0; i < states; i++) {
      own.operand(2 * gates + i, k == 0 ? in[3 + i] : out[i], before, state);
      own.result(i, out[i], t * batch * state, state);
    }
    int kept = operation.cell().kept();
    for (int i = 0; i < kept; i++) {
      long each = kept * state;
      own.result(states + i, out[states], t * batch * each + i * state, each);
    }
    own.run(t, row, endRow, first, end);
  }
}
