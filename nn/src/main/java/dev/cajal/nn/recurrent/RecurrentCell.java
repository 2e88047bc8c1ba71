package dev.cajal.nn.recurrent;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.op.MatMul;
import dev.cajal.recurrent.Cell;
import dev.cajal.recurrent.Tensors;
import dev.cajal.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the cells share: one step of a recurrent network, for loops of plain Java. A loop may feed
 * outputs back as inputs, run without input, or go on for as long as it likes.
 *
 * <pre>{@code
 * List<Tensor> state = List.of(h, c);
 * for (Tensor x : inputs) {
 *   state = cell.step(x, state);
 * }
 * }</pre>
 *
 * <ul>
 *   <li>input [n, in], states [n, hidden]
 *   <li>{@code weight_ih} [gates·hidden, in], {@code weight_hh} [gates·hidden, hidden], {@code
 *       bias_ih} and {@code bias_hh} [gates·hidden]
 * </ul>
 */
public abstract sealed class RecurrentCell extends Module permits RnnCell, LstmCell, GruCell {
  private final Cell cell;
  private final long hidden;
  private final boolean bias;
  private final Weights weights;

  RecurrentCell(Cell cell, long hidden, boolean bias) {
    if (hidden < 1) {
      throw new IllegalArgumentException(
          layer() + ": hidden size " + hidden + "; at least 1 is needed");
    }
    this.cell = cell;
    this.hidden = hidden;
    this.bias = bias;
    this.weights = new Weights(cell, hidden, bias, "", this::parameter);
  }

  /** Returns h after one step from zeros. */
  @Override
  protected final Tensor forward(Tensor x) {
    return next(x, List.of()).getFirst();
  }

  /**
   * Returns the next states: h, and for an LSTM c.
   *
   * @param x the input [n, in]
   * @param state the states before, [n, hidden] each; empty for zeros
   * @throws ShapeException if anything does not fit
   */
  public final List<Tensor> step(Tensor x, List<Tensor> state) {
    return applied(Weights.traced(x, state), () -> next(x, state), List::getFirst);
  }

  private List<Tensor> next(Tensor x, List<Tensor> state) {
    if (x.rank() != 2) {
      throw wrong(
          "input is " + x.shape() + ", expected [n, size]; unsqueeze(0) makes a batch of one");
    }
    TensorType expected = new TensorType(x.dtype(), Shape.of(x.dim(0), hidden));
    if (!state.isEmpty() && state.size() != cell.states()) {
      throw wrong(
          state.size() + " states given, expected " + (cell.states() == 1 ? "h alone" : "h and c"));
    }
    for (Tensor given : state) {
      if (!given.type().equals(expected)) {
        throw wrong(
            "state is "
                + given.type()
                + ", input "
                + x.shape()
                + " needs "
                + expected
                + "; give states [n, hidden]");
      }
    }
    Tensor traced = Weights.traced(x, state);
    List<Tensor> before =
        state.isEmpty() ? Collections.nCopies(cell.states(), Tensor.full(expected, 0)) : state;
    Tensor a =
        Tensor.apply(new MatMul(false, true), before.getFirst(), weights.recurrent(traced))
            .add(weights.bias(traced));
    return cell.forward(
            new Tensors(x.dtype()), gates(weights.projection(traced, x)), gates(a), before)
        .subList(0, cell.states());
  }

  private List<Tensor> gates(Tensor all) {
    return IntStream.range(0, cell.gates())
        .mapToObj(k -> all.slice(1, k * hidden, (k + 1) * hidden))
        .toList();
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
        + (bias ? ")" : ", no bias)");
  }
}
