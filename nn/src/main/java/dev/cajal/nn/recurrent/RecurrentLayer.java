package dev.cajal.nn.recurrent;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.recurrent.Cell;
import dev.cajal.recurrent.Recurrence;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the recurrent layers share: stacks of cells that run over sequences, in one direction or
 * both. See {@link Rnn}, {@link Lstm}, {@link Gru} for the cells, {@link RecurrentOptions} for the
 * options.
 *
 * <ul>
 *   <li>input [n, steps, in], output [n, steps, directions·hidden]; or steps first, see {@link
 *       RecurrentOptions#batchFirst}
 *   <li>states [layers·directions, n, hidden], the directions of layer 0 first
 *   <li>{@code weight_ih_l0} [gates·hidden, in], {@code weight_hh_l0} [gates·hidden, hidden],
 *       {@code bias_ih_l0} and {@code bias_hh_l0} [gates·hidden]; {@code _l1} and so on for further
 *       layers, whose input has the size directions·hidden; and {@code _l0_reverse} for the reverse
 *       direction
 * </ul>
 *
 * <p>First values: orthogonal recurrent matrices, Xavier for the others, one matrix a gate; biases
 * 0, but 1 for the forget gate of an LSTM.
 */
public abstract sealed class RecurrentLayer extends Module permits Rnn, Lstm, Gru {
  private final Cell cell;
  private final long hidden;
  private final RecurrentOptions options;
  private final List<Weights> weights = new ArrayList<>();
  private final List<Parameter> kept = new ArrayList<>();
  private final @Nullable Module dropout;

  RecurrentLayer(Cell cell, long hidden, RecurrentOptions options) {
    this.cell = cell;
    this.hidden = hidden;
    this.options = options;
    if (hidden < 1) {
      throw new IllegalArgumentException(
          layer() + ": hidden size " + hidden + "; at least 1 is needed");
    }
    for (int l = 0; l < options.numLayers(); l++) {
      for (int d = 0; d < options.directions(); d++) {
        String suffix = "_l" + l + (d == 1 ? "_reverse" : "");
        weights.add(new Weights(cell, hidden, options.bias(), suffix, this::parameter));
      }
    }
    for (int i = 0; options.stateful() > 0 && i < cell.states(); i++) {
      kept.add(buffer(i == 0 ? "state_h" : "state_c", 0));
    }
    dropout =
        options.dropout() > 0 && options.numLayers() > 1
            ? child("dropout", new Dropout(options.dropout()))
            : null;
  }

  @Override
  protected final Tensor forward(Tensor x) {
    return unfold(x, List.of(), null).output();
  }

  /** Returns outputs and final states, starting from zeros. */
  public final RecurrentOutput run(Tensor x) {
    return run(x, List.of(), null);
  }

  /**
   * Returns outputs and final states.
   *
   * @param x the sequences
   * @param state the initial states [layers·directions, n, hidden]: h, and for an LSTM c
   */
  public final RecurrentOutput run(Tensor x, List<Tensor> state) {
    return run(x, state, null);
  }

  /**
   * Returns outputs and final states of sequences of several lengths, as PyTorch computes them for
   * packed sequences: outputs behind the end of a sequence are 0, its final state is that of its
   * own last step, and the reverse direction starts there.
   *
   * @param x the sequences
   * @param state the initial states [layers·directions, n, hidden]: h, and for an LSTM c; empty for
   *     zeros
   * @param lengths the length of each sequence, int64[n], from 1 to the number of steps; null if
   *     all are full
   * @throws ShapeException if anything does not fit
   */
  public final RecurrentOutput run(Tensor x, List<Tensor> state, @Nullable Tensor lengths) {
    Tensor traced = Weights.traced(x, state);
    return applied(traced, () -> unfold(x, state, lengths), RecurrentOutput::output);
  }

  /** Sets the state that is kept between steps of training to zeros. */
  public final void resetState() {
    kept.forEach(p -> p.variable().fill(0));
  }

  private RecurrentOutput unfold(Tensor x, List<Tensor> state, @Nullable Tensor lengths) {
    check(x, lengths);
    Tensor y = options.batchFirst() ? x.permute(1, 0, 2) : x;
    List<Tensor> initial = initial(x, y.dim(1), state);
    Tensor running = lengths == null ? null : running(y, lengths);
    List<List<Tensor>> last = new ArrayList<>();
    y = cut(y, running);
    for (int l = 0; l < options.numLayers(); l++) {
      y = layer(l > 0 && dropout != null ? dropout.apply(y) : y, l, initial, lengths, last);
    }
    y = cut(y, running);
    List<Tensor> finals = new ArrayList<>();
    for (int i = 0; i < cell.states(); i++) {
      int which = i;
      finals.add(Tensor.concat(0, last.stream().map(s -> s.get(which)).toList()));
    }
    keep(x, state, finals);
    return new RecurrentOutput(options.batchFirst() ? y.permute(1, 0, 2) : y, finals);
  }

  /** Puts zeros behind the ends of sequences. */
  private static Tensor cut(Tensor y, @Nullable Tensor running) {
    return running == null ? y : running.where(y, Tensor.scalar(y.dtype(), 0));
  }

  /** The outputs of a layer; its final states, one list a direction, are added to {@code last}. */
  private Tensor layer(
      Tensor x,
      int number,
      List<Tensor> initial,
      @Nullable Tensor lengths,
      List<List<Tensor>> last) {
    List<Tensor> outputs = new ArrayList<>();
    for (int d = 0; d < options.directions(); d++) {
      int place = number * options.directions() + d;
      List<Tensor> states = direction(x, place, d == 1, initial, lengths);
      outputs.add(states.getFirst());
      last.add(finals(states, d == 1));
    }
    return outputs.size() == 1 ? outputs.getFirst() : Tensor.concat(2, outputs);
  }

  /** The states [steps, n, hidden] of one layer in one direction. */
  private List<Tensor> direction(
      Tensor x, int place, boolean reverse, List<Tensor> initial, @Nullable Tensor lengths) {
    Weights own = weights.get(place);
    Tensor traced = Weights.traced(x, initial);
    List<Tensor> operands =
        new ArrayList<>(
            List.of(own.projection(traced, x), own.recurrent(traced), own.bias(traced)));
    for (Tensor state : initial) {
      operands.add(state.slice(0, place, place + 1).reshape(x.dim(1), hidden));
    }
    if (lengths != null) {
      operands.add(lengths);
    }
    Recurrence recurrence = new Recurrence(cell, reverse, lengths != null);
    List<Tensor> results =
        options.unrolled() ? recurrence.unrolled(operands) : Tensor.applyAll(recurrence, operands);
    return results.subList(0, cell.states());
  }

  private static List<Tensor> finals(List<Tensor> states, boolean reverse) {
    return states.stream()
        .map(s -> reverse ? s.slice(0, 0, 1) : s.slice(0, s.dim(0) - 1, s.dim(0)))
        .toList();
  }

  /** Whether each step [steps, n, 1] lies within its sequence. */
  private static Tensor running(Tensor x, Tensor lengths) {
    Tensor steps = Tensor.iota(new TensorType(DType.INT64, Shape.of(x.dim(0), x.dim(1))), 0);
    return steps.less(lengths).unsqueeze(2);
  }

  private List<Tensor> initial(Tensor x, long batch, List<Tensor> given) {
    Shape shape = stateShape(batch);
    List<Tensor> stored = kept.stream().map(p -> p.at(x, stateShape(options.stateful()))).toList();
    if (!given.isEmpty()) {
      return checked(given, new TensorType(x.dtype(), shape), x);
    }
    if (training(x) == null || stored.isEmpty()) {
      return Collections.nCopies(cell.states(), Tensor.full(new TensorType(x.dtype(), shape), 0));
    }
    if (batch != options.stateful()) {
      throw wrong(
          "input "
              + x.shape()
              + " has "
              + batch
              + " sequences, the state "
              + stateShape(options.stateful())
              + " is kept for "
              + options.stateful()
              + "; train with batches of that size, and drop a last one that is smaller");
    }
    return stored;
  }

  private List<Tensor> checked(List<Tensor> given, TensorType expected, Tensor x) {
    if (given.size() != cell.states()) {
      throw wrong(
          given.size() + " states given, expected " + (cell.states() == 1 ? "h alone" : "h and c"));
    }
    for (Tensor state : given) {
      if (!state.type().equals(expected)) {
        throw wrong(
            "initial state is "
                + state.type()
                + ", input "
                + x.shape()
                + " needs "
                + expected
                + ": layers·directions, sequences, hidden size");
      }
    }
    return given;
  }

  private void keep(Tensor x, List<Tensor> given, List<Tensor> finals) {
    Trace trace = training(x);
    if (trace == null || !given.isEmpty()) {
      return;
    }
    for (int i = 0; i < kept.size(); i++) {
      trace.assign(kept.get(i).variable(), finals.get(i));
    }
  }

  private Shape stateShape(long batch) {
    return Shape.of((long) options.numLayers() * options.directions(), batch, hidden);
  }

  private void check(Tensor x, @Nullable Tensor lengths) {
    if (x.rank() != 3) {
      throw wrong(
          "input is "
              + x.shape()
              + ", expected sequences "
              + (options.batchFirst() ? "[n, steps, size]" : "[steps, n, size]")
              + "; unsqueeze(0) makes a batch of one");
    }
    int steps = options.batchFirst() ? 1 : 0;
    if (x.dim(steps) == 0) {
      throw wrong("input " + x.shape() + " has no steps; at least 1 is needed");
    }
    TensorType expected = new TensorType(DType.INT64, Shape.of(x.dim(1 - steps)));
    if (lengths != null && !lengths.type().equals(expected)) {
      throw wrong(
          "lengths are "
              + lengths.type()
              + ", input "
              + x.shape()
              + " needs "
              + expected
              + "; give one length for each sequence");
    }
  }

  private ShapeException wrong(String message) {
    return new ShapeException(message).at(layer(), path());
  }

  private String layer() {
    return type().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return type()
        + "("
        + hidden
        + (cell == Cell.RNN_RELU ? ", relu" : "")
        + options.differences()
        + ")";
  }
}
