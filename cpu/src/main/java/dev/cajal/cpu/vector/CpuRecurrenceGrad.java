package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.team.Team;
import dev.cajal.recurrent.Cell;
import dev.cajal.recurrent.RecurrenceGrad;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All steps of the reverse of a recurrence: the product that carries the gradient to the state
 * before, then the cell in loops. What passes beside the product alternates between two places,
 * since a step reads the one and writes the other.
 */
final class CpuRecurrenceGrad implements Kernel {
  private final RecurrenceGrad operation;
  private final Loops loops;
  private final int steps;
  private final long batch;
  private final int hidden;
  private final StepProduct product;
  private final Sweep sweep;
  private final CellProgram program;
  private final Cells[] cells;
  private MemorySegment[] in = {};
  private MemorySegment[] out = {};
  private MemorySegment memory = MemorySegment.NULL;

  private CpuRecurrenceGrad(RecurrenceGrad operation, Loops loops, TensorType h, int threads) {
    Cell cell = operation.cell();
    this.operation = operation;
    this.loops = loops;
    this.steps = Math.toIntExact(h.shape().dim(0));
    this.batch = h.shape().dim(1);
    this.hidden = Math.toIntExact(h.shape().dim(2));
    int gates = cell.gates() * hidden;
    this.product = new StepProduct(loops, batch, gates, hidden);
    this.sweep =
        new Sweep(this::step, steps + 1, batch, hidden, batch * gates * hidden, Team.size(threads));
    this.program = CellProgram.backward(cell, given(operation), loops, hidden);
    this.cells =
        Stream.generate(() -> new Cells(loops, program, hidden))
            .limit(sweep.parts())
            .toArray(Cells[]::new);
  }

  /** For each state and each kept number whether its gradient is given. */
  private static List<Boolean> given(RecurrenceGrad operation) {
    Cell cell = operation.cell();
    List<Boolean> given = new ArrayList<>();
    for (int i = 0; i < cell.states() + cell.kept(); i++) {
      given.add(operation.isGiven(Math.min(i, cell.states())));
    }
    return given;
  }

  static Optional<Choice> choose(Request request, RecurrenceGrad operation, Loops loops) {
    TensorType weight = request.inputs().getFirst();
    TensorType h = request.inputs().get(operation.after(0));
    if (h.dtype() != DType.FLOAT32 || h.shape().count() == 0) {
      return Optional.empty();
    }
    Choice plain =
        Choice.rowMajor(request, new CpuRecurrenceGrad(operation, loops, h, request.threads()));
    List<Layout> inputs = new ArrayList<>(plain.inputs());
    inputs.set(0, StepProduct.panels(weight.shape(), 1));
    return Optional.of(new Choice(plain.kernel(), inputs, plain.outputs()));
  }

  @Override
  public String name() {
    return loops.name() + ":recurrence_grad";
  }

  @Override
  public long scratchBytes() {
    return cellsAt() + cells.length * cells[0].scratchBytes();
  }

  /** Returns where what passes beside the product for state i lies, in one of two places. */
  private long beside(int place, int i) {
    long each = StepProduct.rounded(4 * batch * hidden);
    return product.scratchBytes() + ((long) place * operation.cell().states() + i) * each;
  }

  private long cellsAt() {
    return beside(2, 0);
  }

  /** The gradients of x may lie where the values of the gates were. */
  @Override
  public boolean mayOverwrite(int output, int input) {
    Cell cell = operation.cell();
    return output == 0
        && cell.kept() == cell.gates()
        && input == operation.after(cell.states())
        && IntStream.range(0, cell.gates())
            .allMatch(g -> program.mayOverwrite(g, 2 * cell.states() + g));
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    in = inputs;
    out = outputs;
    memory = scratch;
    product.bind(in[0], scratch, 0);
    long at = cellsAt();
    for (Cells each : cells) {
      each.bind(scratch, at, in[in.length - 1], operation.lengths());
      at += each.scratchBytes();
    }
    sweep.run();
  }

  private void step(int part, int k, int row, int endRow, int first, int end) {
    int t = operation.reverse() ? k : steps - 1 - k;
    if (k == 0) {
      start(row, endRow, first, end);
    } else {
      int later = operation.reverse() ? t - 1 : t + 1;
      long from = later * batch * gateBytes();
      product.run(out[operation.cell().separate() ? 1 : 0], from, row, endRow, first, end);
    }
    if (k == steps) {
      finish(row, endRow, first, end);
    } else {
      showOperands(cells[part], t, k);
      showResults(cells[part], t, k);
      cells[part].run(t, row, endRow, first, end);
    }
  }

  private long gateBytes() {
    return 4L * operation.cell().gates() * hidden;
  }

  /** Nothing is carried to the last step. */
  private void start(int row, int endRow, int first, int end) {
    for (int r = row; r < endRow; r++) {
      long at = product.resultAt() + r * product.rowBytes() + 4L * first;
      loops.fill(product.result(), at, 0, end - first);
      for (int i = 0; i < operation.cell().states(); i++) {
        loops.fill(memory, beside(0, i) + 4L * (r * hidden + first), 0, end - first);
      }
    }
  }

  private void showOperands(Cells own, int t, int k) {
    int states = operation.cell().states();
    int kept = operation.cell().kept();
    int cotangents = 2 * states + kept;
    int carried = cotangents + states + kept;
    int earlier = operation.reverse() ? t + 1 : t - 1;
    boolean initial = k == steps - 1;
    long state = 4L * hidden;
    long now = t * batch * state;
    for (int i = 0; i < states; i++) {
      MemorySegment before = in[initial ? operation.initial(i) : operation.after(i)];
      own.operand(i, before, initial ? 0 : earlier * batch * state, state);
      own.operand(states + i, in[operation.after(i)], now, state);
      if (operation.isGiven(i)) {
        own.operand(cotangents + i, in[operation.cotangent(i)], now, state);
      }
      own.operand(carried + 1 + i, memory, beside(k % 2, i), state);
    }
    for (int i = 0; i < kept; i++) {
      long at = now * kept + i * state;
      own.operand(2 * states + i, in[operation.after(states)], at, kept * state);
      if (operation.isGiven(states)) {
        own.operand(cotangents + states + i, in[operation.cotangent(states)], at, kept * state);
      }
    }
    own.operand(carried, product.result(), product.resultAt(), product.rowBytes());
  }

  private void showResults(Cells own, int t, int k) {
    int gates = operation.cell().gates();
    int gradients = operation.cell().separate() ? 2 : 1;
    long state = 4L * hidden;
    for (int o = 0; o < gradients; o++) {
      for (int g = 0; g < gates; g++) {
        own.result(o * gates + g, out[o], t * batch * gateBytes() + g * state, gateBytes());
      }
    }
    for (int i = 0; i < operation.cell().states(); i++) {
      own.result(gradients * gates + i, memory, beside((k + 1) % 2, i), state);
    }
  }

  /** What is carried to the initial states is their gradient. */
  private void finish(int row, int endRow, int first, int end) {
    int states = operation.cell().states();
    for (int i = 0; i < states; i++) {
      MemorySegment to = out[out.length - states + i];
      for (int r = row; r < endRow; r++) {
        long at = product.resultAt() + r * product.rowBytes();
        for (int j = first; j < end; j++) {
          long index = (long) r * hidden + j;
          float sum = memory.get(JAVA_FLOAT, beside(steps % 2, i) + 4 * index);
          if (i == 0) {
            sum += product.result().get(JAVA_FLOAT, at + 4L * j);
          }
          to.setAtIndex(JAVA_FLOAT, index, sum);
        }
      }
    }
  }
}
