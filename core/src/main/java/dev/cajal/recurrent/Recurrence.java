package dev.cajal.recurrent;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Fill;
import dev.cajal.op.MatMul;
import dev.cajal.op.Reshape;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent cell over all steps of a batch of sequences, in one direction, with what the input
 * gives to the gates (x·Wᵢₕᵀ + bᵢₕ of all steps, one large product) computed before:
 *
 * <pre>s[t] = cell(x[t], h[t′]·Wᵀ + b, s[t′]) where t &lt; length, else s[t′]</pre>
 *
 * with t′ the step before, t − 1 or in reverse t + 1. A sequence that has ended keeps its state, so
 * the last step taken always holds the final state, and in reverse a sequence starts at its own
 * end. Lengths outside 0 to T count as the nearest of the two.
 *
 * <ul>
 *   <li>x [T, N, G·H], W [G·H, H], b [G·H], the initial states [N, H] each (h, and c for an LSTM),
 *       and int64 lengths [N] if there are any
 *   <li>results: the states [T, N, H] each, and what the cell keeps for its reverse [T, N, k·H], 0
 *       where a sequence has ended, if it keeps anything
 * </ul>
 *
 * <p>The reverse rule is {@link RecurrenceGrad} for x, for a = h·Wᵀ + b and for the initial states;
 * then W̄ = Σₜ ā[t]ᵀ·h[t′] is one large product, and b̄ = Σ ā.
 *
 * @param cell the kind of cell
 * @param reverse whether the last step is taken first
 * @param lengths whether lengths are given
 */
public record Recurrence(Cell cell, boolean reverse, boolean lengths) implements Op {

  @Override
  public String name() {
    return "recurrence";
  }

  /** Returns the number of operands. */
  public int operands() {
    return 3 + cell.states() + (lengths ? 1 : 0);
  }

  Sizes sizes(List<TensorType> inputs) {
    Sizes.checkCount(inputs.size(), operands());
    return Sizes.of(cell, "input projections", inputs.get(0), inputs.get(1));
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Sizes sizes = sizes(inputs);
    Sizes.check("input projection", inputs.get(0), sizes.sequence(sizes.gates()));
    Sizes.check("bias", inputs.get(2), sizes.bias());
    List<TensorType> outputs = new ArrayList<>();
    for (int i = 0; i < cell.states(); i++) {
      Sizes.check(i == 0 ? "initial state" : "initial cell", inputs.get(3 + i), sizes.state());
      outputs.add(sizes.sequence(1));
    }
    if (lengths) {
      Sizes.check("lengths", inputs.getLast(), sizes.lengths());
    }
    if (cell.kept() > 0) {
      outputs.add(sizes.sequence(cell.kept()));
    }
    return outputs;
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    Sizes sizes = sizes(inputs.stream().map(HostArray::type).toList());
    int h = Math.toIntExact(sizes.hidden());
    int n = Math.toIntExact(sizes.batch());
    ReferenceState states = ReferenceState.of(inputs.subList(3, 3 + cell.states()));
    double[] a = new double[cell.gates() * h];
    List<HostArray> kept = outputs.subList(cell.states(), outputs.size());
    for (int t : Unrolled.order(Math.toIntExact(sizes.steps()), reverse)) {
      for (int row = 0; row < n; row++) {
        long at = (long) t * n + row;
        if (lengths && t >= inputs.getLast().getLong(row)) {
          kept.forEach(k -> ReferenceState.clear(k, at));
        } else {
          states.product(inputs.get(1), inputs.get(2), row, a);
          for (int j = 0; j < h; j++) {
            List<Double> after =
                cell.forward(
                    Scalars.INSTANCE,
                    ReferenceState.gates(inputs.getFirst(), at, cell.gates(), h, j),
                    ReferenceState.gates(a, cell.gates(), h, j),
                    states.get(row, j));
            states.set(row, j, after);
            if (!kept.isEmpty()) {
              ReferenceState.put(
                  kept.getFirst(), at, h, j, after.subList(cell.states(), after.size()));
            }
          }
        }
        states.store(outputs, row, at);
      }
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return sizes(inputs).multiplications();
  }

  /**
   * Returns the same results from the unrolled graph: ordinary operations, step by step.
   *
   * @param inputs the operands
   */
  public List<Tensor> unrolled(List<Tensor> inputs) {
    return Unrolled.forward(this, inputs);
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    List<Tensor> operands = new ArrayList<>(List.of(at.x(1)));
    operands.addAll(at.inputs().subList(3, 3 + cell.states()));
    operands.addAll(at.outputs());
    List<Boolean> given = grads.stream().map(g -> !isZero(g)).toList();
    grads.stream().filter(g -> !isZero(g)).forEach(operands::add);
    if (lengths) {
      operands.add(at.inputs().getLast());
    }
    List<Tensor> back =
        Tensor.applyAll(new RecurrenceGrad(cell, reverse, lengths, given), operands);
    Tensor a = back.get(cell.separate() ? 1 : 0);
    long rows = a.dim(0) * a.dim(1);
    Tensor before = before(at.y(), at.x(3));
    Tensor flat = a.reshape(rows, a.dim(2));
    Tensor weight =
        Tensor.apply(new MatMul(true, false), flat, before.reshape(rows, before.dim(2)));
    List<@Nullable Tensor> result = new ArrayList<>(List.of(back.getFirst(), weight, flat.sum(0)));
    result.addAll(back.subList(back.size() - cell.states(), back.size()));
    if (lengths) {
      result.add(null);
    }
    return result;
  }

  /** Whether a gradient is the constant 0, that of a result on which nothing depends. */
  private static boolean isZero(Tensor gradient) {
    Op op = gradient.node().op();
    if (op instanceof Broadcast || op instanceof Reshape) {
      return isZero(gradient.node().inputs().getFirst());
    }
    return op instanceof Fill fill && fill.value() == 0;
  }

  /** Returns h[t′] for every step. */
  private Tensor before(Tensor h, Tensor initial) {
    Tensor first = initial.unsqueeze(0);
    long steps = h.dim(0);
    if (steps == 1) {
      return first;
    }
    return Tensor.concat(
        0,
        reverse ? List.of(h.slice(0, 1, steps), first) : List.of(first, h.slice(0, 0, steps - 1)));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return ByDefinition.jvp(this::unrolled, at, tangents);
  }
}
