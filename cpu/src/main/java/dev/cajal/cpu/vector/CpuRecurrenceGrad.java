package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.op.MatMul;
import dev.cajal.recurrent.Cell;
import dev.cajal.recurrent.RecurrenceGrad;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All steps of the reverse of a recurrence: the cell in loops over the rows, then the product that
 * carries the gradient to the state before. What passes beside the product alternates between two
 * places, since a step reads the one and writes the other.
 */
final class CpuRecurrenceGrad implements Kernel {
  private final RecurrenceGrad operation;
  private final int steps;
  private final long batch;
  private final int elements;
  private final Loops loops;
  private final StepProduct product;
  private final CellRows rows;

  private CpuRecurrenceGrad(
      RecurrenceGrad operation, TensorType h, StepProduct product, CellRows rows, Loops loops) {
    this.operation = operation;
    this.steps = Math.toIntExact(h.shape().dim(0));
    this.batch = h.shape().dim(1);
    this.elements = Math.toIntExact(batch * h.shape().dim(2));
    this.loops = loops;
    this.product = product;
    this.rows = rows;
  }

  static Optional<Choice> choose(
      Request request,
      RecurrenceGrad operation,
      Loops loops,
      Function<Request, Optional<Choice>> products) {
    TensorType weight = request.inputs().getFirst();
    TensorType h = request.inputs().get(operation.after(0));
    TensorType x = request.outputs().getFirst();
    if (h.dtype() != DType.FLOAT32 || h.shape().count() == 0) {
      return Optional.empty();
    }
    int hidden = Math.toIntExact(h.shape().dim(2));
    Cell cell = operation.cell();
    return StepProduct.of(
            new MatMul(false, false), List.of(x.with(x.shape().slice(1, 3)), weight), products)
        .map(product ->
            Choice.rowMajor(
                request,
                new CpuRecurrenceGrad(
                    operation,
                    h,
                    product,
                    new CellRows(
                        loops,
                        CellProgram.backward(cell, CellRows.tile(hidden)),
                        h.shape().dim(1),
                        hidden),
                    loops)));
  }

  @Override
  public String name() {
    return "recurrence_grad:" + product.name();
  }

  @Override
  public long scratchBytes() {
    return productAt() + product.scratchBytes();
  }

  /** Returns where what passes beside the product for state i lies, in one of two places. */
  private long beside(int place, int i) {
    long each = StepProduct.rounded(4L * elements);
    return rows.scratchBytes() + ((long) place * operation.cell().states() + i) * each;
  }

  private long productAt() {
    return beside(2, 0);
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
    Cell cell = operation.cell();
    product.bind(scratch, productAt());
    product.operand(1, in[0]);
    rows.bind(scratch, in[in.length - 1], operation.lengths());
    loops.fill(product.result(), 0, 0, elements);
    for (int i = 0; i < cell.states(); i++) {
      loops.fill(scratch, beside(0, i), 0, elements);
    }
    MemorySegment gradient = out[cell.separate() ? 1 : 0];
    for (int k = 0; k < steps; k++) {
      int t = operation.reverse() ? k : steps - 1 - k;
      showOperands(in, scratch, t, k);
      showResults(out, scratch, t, k);
      rows.run(t);
      product.load(gradient, t);
      product.run();
    }
    for (int i = 0; i < cell.states(); i++) {
      MemorySegment to = out[out.length - cell.states() + i];
      MemorySegment.copy(scratch, beside(steps % 2, i), to, 0, 4L * elements);
    }
    addProduct(out[out.length - cell.states()]);
  }

  private void showOperands(MemorySegment[] in, MemorySegment scratch, int t, int k) {
    int states = operation.cell().states();
    int kept = operation.cell().kept();
    int earlier = operation.reverse() ? t + 1 : t - 1;
    boolean first = k == steps - 1;
    int cotangents = 2 * states + kept;
    for (int i = 0; i < states; i++) {
      MemorySegment before = in[first ? operation.initial(i) : operation.after(i)];
      rows.operand(i, before, 0, first ? 0 : earlier * batch, 1, 0);
      rows.operand(states + i, in[operation.after(i)], 0, t * batch, 1, 0);
      rows.operand(cotangents + i, in[operation.cotangent(i)], 0, t * batch, 1, 0);
    }
    for (int i = 0; i < kept; i++) {
      rows.operand(2 * states + i, in[operation.after(states)], 0, t * batch, kept, i);
      rows.operand(cotangents + states + i, in[operation.cotangent(states)], 0, t * batch, kept, i);
    }
    int carried = cotangents + states + kept;
    rows.operand(carried, product.result(), 0, 0, 1, 0);
    for (int i = 0; i < states; i++) {
      rows.operand(carried + 1 + i, scratch, beside(k % 2, i), 0, 1, 0);
    }
  }

  private void showResults(MemorySegment[] out, MemorySegment scratch, int t, int k) {
    int gates = operation.cell().gates();
    int gradients = operation.cell().separate() ? 2 : 1;
    for (int o = 0; o < gradients; o++) {
      for (int g = 0; g < gates; g++) {
        rows.result(o * gates + g, out[o], 0, t * batch, gates, g);
      }
    }
    for (int i = 0; i < operation.cell().states(); i++) {
      rows.result(gradients * gates + i, scratch, beside((k + 1) % 2, i), 0, 1, 0);
    }
  }

  private void addProduct(MemorySegment to) {
    for (int j = 0; j < elements; j++) {
      float sum = to.getAtIndex(JAVA_FLOAT, j) + product.result().getAtIndex(JAVA_FLOAT, j);
      to.setAtIndex(JAVA_FLOAT, j, sum);
    }
  }
}
