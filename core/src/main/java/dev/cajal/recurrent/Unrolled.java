package dev.cajal.recurrent;

import dev.cajal.op.MatMul;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Both operations written out step by step with ordinary tensors. */
final class Unrolled {
  private final Arithmetic<Tensor> arithmetic;
  private final Sizes sizes;
  private final @Nullable Tensor lengths;

  private Unrolled(Sizes sizes, @Nullable Tensor lengths) {
    this.arithmetic = new Tensors(sizes.dtype());
    this.sizes = sizes;
    this.lengths = lengths;
  }

  /** See {@link Recurrence}. */
  static List<Tensor> forward(Recurrence op, List<Tensor> in) {
    Cell cell = op.cell();
    Sizes sizes = op.sizes(in.stream().map(Tensor::type).toList());
    Unrolled unrolled = new Unrolled(sizes, op.lengths() ? in.getLast() : null);
    List<Tensor> states = in.subList(3, 3 + cell.states());
    Tensor[][] after = new Tensor[Math.toIntExact(sizes.steps())][];
    for (int t : order(after.length, op.reverse())) {
      Tensor a = Tensor.apply(new MatMul(false, true), states.getFirst(), in.get(1)).add(in.get(2));
      List<Tensor> next =
          cell.forward(
              unrolled.arithmetic,
              unrolled.split(unrolled.step(in.getFirst(), t), cell.gates()),
              unrolled.split(a, cell.gates()),
              states);
      after[t] = unrolled.held(t, next, states);
      states = List.of(after[t]).subList(0, cell.states());
    }
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < cell.states(); i++) {
      int state = i;
      outputs.add(unrolled.stack(t -> after[t][state]));
    }
    if (cell.kept() > 0) {
      outputs.add(
          unrolled.stack(
              t -> Tensor.concat(1, List.of(after[t]).subList(cell.states(), after[t].length))));
    }
    return outputs;
  }

  /** See {@link RecurrenceGrad}. */
  static List<Tensor> backward(RecurrenceGrad op, List<Tensor> in) {
    Cell cell = op.cell();
    Sizes sizes = op.sizes(in.stream().map(Tensor::type).toList());
    Unrolled unrolled = new Unrolled(sizes, op.lengths() ? in.getLast() : null);
    List<Tensor> carried = new ArrayList<>();
    for (int i = 0; i < cell.states(); i++) {
      carried.add(Tensor.full(sizes.state(), 0));
    }
    int steps = Math.toIntExact(sizes.steps());
    Tensor[] x = new Tensor[steps];
    Tensor[] a = new Tensor[steps];
    for (int t : order(steps, !op.reverse())) {
      int earlier = op.reverse() ? t + 1 : t - 1;
      List<Tensor> before = new ArrayList<>();
      List<Tensor> after = new ArrayList<>();
      List<Tensor> cotangents = new ArrayList<>();
      for (int i = 0; i < cell.states(); i++) {
        boolean first = earlier < 0 || earlier == steps;
        before.add(first ? in.get(op.initial(i)) : unrolled.step(in.get(op.after(i)), earlier));
        after.add(unrolled.step(in.get(op.after(i)), t));
        cotangents.add(
            op.isGiven(i)
                ? unrolled.step(in.get(op.cotangent(i)), t).add(carried.get(i))
                : carried.get(i));
      }
      List<Tensor> arrived = List.copyOf(cotangents);
      if (cell.kept() > 0) {
        after.addAll(unrolled.split(unrolled.step(in.get(op.after(after.size())), t), cell.kept()));
        cotangents.addAll(
            op.isGiven(arrived.size())
                ? unrolled.split(
                    unrolled.step(in.get(op.cotangent(arrived.size())), t), cell.kept())
                : Collections.nCopies(cell.kept(), Tensor.full(sizes.state(), 0)));
      }
      Cell.Back<Tensor> back = cell.backward(unrolled.arithmetic, before, after, cotangents);
      a[t] = unrolled.live(t, Tensor.concat(1, back.a()));
      x[t] = cell.separate() ? unrolled.live(t, Tensor.concat(1, back.x())) : a[t];
      Tensor product = Tensor.apply(new MatMul(false, false), a[t], in.getFirst());
      List<Tensor> left = new ArrayList<>(back.before());
      left.set(0, product.add(left.getFirst()));
      carried = List.of(unrolled.held(t, left, arrived));
    }
    List<Tensor> outputs = new ArrayList<>(List.of(unrolled.stack(t -> x[t])));
    if (cell.separate()) {
      outputs.add(unrolled.stack(t -> a[t]));
    }
    outputs.addAll(carried);
    return outputs;
  }

  /** The steps in the order in which they are taken. */
  static int[] order(int steps, boolean reverse) {
    return IntStream.range(0, steps).map(k -> reverse ? steps - 1 - k : k).toArray();
  }

  /** Returns [N, k·H] of one step. */
  private Tensor step(Tensor sequence, int t) {
    return sequence.slice(0, t, t + 1).reshape(sequence.shape().slice(1, 3));
  }

  private List<Tensor> split(Tensor tensor, int parts) {
    long h = sizes.hidden();
    return IntStream.range(0, parts).mapToObj(k -> tensor.slice(1, k * h, (k + 1) * h)).toList();
  }

  private Tensor stack(IntFunction<Tensor> ofStep) {
    return Tensor.concat(
        0,
        IntStream.range(0, Math.toIntExact(sizes.steps()))
            .mapToObj(t -> ofStep.apply(t).unsqueeze(0))
            .toList());
  }

  /** Where a sequence has ended its states stay as they were, and what else there is becomes 0. */
  private Tensor[] held(int t, List<Tensor> next, List<Tensor> states) {
    Tensor[] result = new Tensor[next.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] =
          i < states.size()
              ? lengths == null ? next.get(i) : running(t).where(next.get(i), states.get(i))
              : live(t, next.get(i));
    }
    return result;
  }

  private Tensor live(int t, Tensor value) {
    return lengths == null ? value : running(t).where(value, Tensor.scalar(value.dtype(), 0));
  }

  private Tensor running(int t) {
    Tensor all = Objects.requireNonNull(lengths);
    return Tensor.scalar(all.dtype(), t).less(all).reshape(sizes.batch(), 1);
  }
}
