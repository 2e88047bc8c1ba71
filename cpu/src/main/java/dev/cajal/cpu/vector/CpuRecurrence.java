package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Epilogue;
import dev.cajal.op.MatMul;
import dev.cajal.recurrent.Cell;
import dev.cajal.recurrent.Recurrence;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All steps of a recurrence: a matrix product each, then the cell in loops over the rows. */
final class CpuRecurrence implements Kernel {
  private final Recurrence operation;
  private final int steps;
  private final long batch;
  private final StepProduct product;
  private final CellRows rows;

  private CpuRecurrence(
      Recurrence operation, int steps, long batch, StepProduct product, CellRows rows) {
    this.operation = operation;
    this.steps = steps;
    this.batch = batch;
    this.product = product;
    this.rows = rows;
  }

  static Optional<Choice> choose(
      Request request,
      Recurrence operation,
      Loops loops,
      Function<Request, Optional<Choice>> products) {
    TensorType x = request.inputs().getFirst();
    TensorType weight = request.inputs().get(1);
    if (x.dtype() != DType.FLOAT32 || x.shape().count() == 0) {
      return Optional.empty();
    }
    int hidden = Math.toIntExact(weight.shape().dim(1));
    Cell cell = operation.cell();
    return StepProduct.of(
            new Epilogue(new MatMul(false, true), true, 1, false),
            List.of(request.inputs().get(3), weight, request.inputs().get(2)),
            products)
        .map(product ->
            Choice.rowMajor(
                request,
                new CpuRecurrence(
                    operation,
                    Math.toIntExact(x.shape().dim(0)),
                    x.shape().dim(1),
                    product,
                    new CellRows(
                        loops,
                        CellProgram.forward(cell, CellRows.tile(hidden)),
                        x.shape().dim(1),
                        hidden))));
  }

  @Override
  public String name() {
    return "recurrence:" + product.name();
  }

  @Override
  public long scratchBytes() {
    return rows.scratchBytes() + product.scratchBytes();
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
    product.bind(scratch, rows.scratchBytes());
    product.operand(1, in[1]);
    product.operand(2, in[2]);
    product.load(in[3], 0);
    rows.bind(scratch, in[in.length - 1], operation.lengths());
    for (int k = 0; k < steps; k++) {
      int t = operation.reverse() ? steps - 1 - k : k;
      product.run();
      show(in, out, t, k == 0);
      rows.run(t);
      product.load(out[0], t);
    }
  }

  private void show(MemorySegment[] in, MemorySegment[] out, int t, boolean first) {
    int gates = operation.cell().gates();
    int states = operation.cell().states();
    int kept = operation.cell().kept();
    int earlier = operation.reverse() ? t + 1 : t - 1;
    for (int g = 0; g < gates; g++) {
      rows.operand(g, in[0], 0, t * batch, gates, g);
      rows.operand(gates + g, product.result(), 0, 0, gates, g);
    }
    for (int i = 0; i < states; i++) {
      rows.operand(2 * gates + i, first ? in[3 + i] : out[i], 0, first ? 0 : earlier * batch, 1, 0);
      rows.result(i, out[i], 0, t * batch, 1, 0);
    }
    for (int i = 0; i < kept; i++) {
      rows.result(states + i, out[states], 0, t * batch, kept, i);
    }
  }
}
