package dev.cajal.recurrent;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reverse of a {@link Recurrence}, backpropagation through time: the steps are taken from last
 * to first, and the gradient of the states is carried along,
 *
 * <pre>
 * (x̄[t], ā[t], d) = reverse of the cell at (s̄[t] + c),   c ← d + (ā[t]·W, 0)</pre>
 *
 * where c starts as 0 and ends as the gradient of the initial states. Where a sequence has ended,
 * x̄ and ā are 0 and c ← s̄[t] + c.
 *
 * <ul>
 *   <li>W [G·H, H], the initial states [N, H] each, the results of the recurrence (states and what
 *       the cell kept), the gradient of each of them that is given, and int64 lengths [N] if there
 *       are any
 *   <li>results: x̄ [T, N, G·H], ā [T, N, G·H] if it is another (GRU), the gradient of the initial
 *       states [N, H] each
 * </ul>
 *
 * <p>Both rules differentiate the unrolled graph of the same formula.
 *
 * @param cell the kind of cell
 * @param reverse whether the recurrence took the last step first
 * @param lengths whether lengths are given
 * @param given for each result of the recurrence whether its gradient is given, else it is 0
 */
public record RecurrenceGrad(Cell cell, boolean reverse, boolean lengths, List<Boolean> given)
    implements Op {

  /** Copies the list. */
  public RecurrenceGrad {
    given = List.copyOf(given);
    if (given.size() != results(cell)) {
      throw new IllegalArgumentException(
          given.size() + " results of " + cell + ", expected " + results(cell));
    }
  }

  @Override
  public String name() {
    return "recurrence_grad";
  }

  /** Returns the place of initial state i among the operands. */
  public int initial(int i) {
    return 1 + i;
  }

  /** Returns the place of result i of the recurrence among the operands. */
  public int after(int i) {
    return 1 + cell.states() + i;
  }

  /** Returns whether the gradient of result i is given. */
  public boolean isGiven(int i) {
    return i < given.size() && given.get(i);
  }

  /** Returns the place of the gradient of result i, which is given, among the operands. */
  public int cotangent(int i) {
    int place = after(given.size());
    for (int k = 0; k < i; k++) {
      place += given.get(k) ? 1 : 0;
    }
    return place;
  }

  /** Returns the number of operands. */
  public int operands() {
    return cotangent(given.size()) + (lengths ? 1 : 0);
  }

  private static int results(Cell cell) {
    return cell.states() + (cell.kept() > 0 ? 1 : 0);
  }

  Sizes sizes(List<TensorType> inputs) {
    Sizes.checkCount(inputs.size(), operands());
    return Sizes.of(cell, "states", inputs.get(after(0)), inputs.getFirst());
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Sizes sizes = sizes(inputs);
    List<TensorType> outputs = new ArrayList<>(List.of(sizes.sequence(cell.gates())));
    if (cell.separate()) {
      outputs.add(sizes.sequence(cell.gates()));
    }
    for (int i = 0; i < cell.states(); i++) {
      Sizes.check("initial state", inputs.get(initial(i)), sizes.state());
      outputs.add(sizes.state());
    }
    for (int i = 0; i < given.size(); i++) {
      TensorType expected = sizes.sequence(width(i));
      Sizes.check("result " + i, inputs.get(after(i)), expected);
      if (isGiven(i)) {
        Sizes.check("gradient " + i, inputs.get(cotangent(i)), expected);
      }
    }
    if (lengths) {
      Sizes.check("lengths", inputs.getLast(), sizes.lengths());
    }
    return outputs;
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    Sizes sizes = sizes(inputs.stream().map(HostArray::type).toList());
    int h = Math.toIntExact(sizes.hidden());
    int n = Math.toIntExact(sizes.batch());
    int steps = Math.toIntExact(sizes.steps());
    ReferenceState carried = ReferenceState.zeros(cell.states(), n, h);
    List<HostArray> gradients = outputs.subList(0, cell.separate() ? 2 : 1);
    for (int t : Unrolled.order(steps, !reverse)) {
      for (int row = 0; row < n; row++) {
        long at = (long) t * n + row;
        boolean ended = lengths && t >= inputs.getLast().getLong(row);
        double[] a = new double[cell.gates() * h];
        for (int j = 0; j < h; j++) {
          List<Double> cotangents = cotangents(inputs, at, h, j);
          List<Double> arrived = carried.get(row, j);
          for (int i = 0; i < arrived.size(); i++) {
            cotangents.set(i, cotangents.get(i) + arrived.get(i));
          }
          if (ended) {
            carried.set(row, j, cotangents);
            continue;
          }
          Cell.Back<Double> back =
              cell.backward(
                  Scalars.INSTANCE,
                  before(inputs, t, steps, n, row, h, j),
                  after(inputs, at, h, j),
                  cotangents);
          carried.set(row, j, back.before());
          ReferenceState.put(gradients.getFirst(), at, h, j, back.x());
          ReferenceState.put(gradients.getLast(), at, h, j, back.a());
          for (int k = 0; k < cell.gates(); k++) {
            a[k * h + j] = back.a().get(k);
          }
        }
        if (ended) {
          gradients.forEach(g -> ReferenceState.clear(g, at));
        } else {
          carryThrough(inputs.getFirst(), a, carried, row, h);
        }
      }
    }
    for (int row = 0; row < n; row++) {
      carried.store(outputs.subList(gradients.size(), outputs.size()), row, row);
    }
  }

  private List<Double> before(
      List<HostArray> inputs, int t, int steps, int batch, int row, int h, int j) {
    int earlier = reverse ? t + 1 : t - 1;
    boolean first = earlier < 0 || earlier == steps;
    List<Double> before = new ArrayList<>();
    for (int i = 0; i < cell.states(); i++) {
      HostArray from = inputs.get(first ? initial(i) : after(i));
      long at = first ? row : (long) earlier * batch + row;
      before.add(from.get(at * h + j));
    }
    return before;
  }

  /** The states and the kept numbers of one element. */
  private List<Double> after(List<HostArray> inputs, long at, int h, int j) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      numbers.addAll(ReferenceState.gates(inputs.get(after(i)), at, width(i), h, j));
    }
    return numbers;
  }

  /** Their gradients. */
  private List<Double> cotangents(List<HostArray> inputs, long at, int h, int j) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      numbers.addAll(
          isGiven(i)
              ? ReferenceState.gates(inputs.get(cotangent(i)), at, width(i), h, j)
              : Collections.nCopies(width(i), 0.0));
    }
    return numbers;
  }

  /** How many numbers for each element of the state result i has. */
  private int width(int i) {
    return i < cell.states() ? 1 : cell.kept();
  }

  /** Adds ā·W to the gradient of h. */
  private static void carryThrough(
      HostArray weight, double[] a, ReferenceState carried, int row, int h) {
    for (int j = 0; j < h; j++) {
      double sum = 0;
      for (int k = 0; k < a.length; k++) {
        sum += a[k] * weight.get((long) k * h + j);
      }
      carried.add(row, j, sum);
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return sizes(inputs).multiplications();
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return ByDefinition.vjp(in -> Unrolled.backward(this, in), at, grads);
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return ByDefinition.jvp(in -> Unrolled.backward(this, in), at, tangents);
  }
}
