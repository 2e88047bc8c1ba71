package dev.cajal.nn.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What loops of plain Java over cells can do that a layer cannot. */
class RecurrentCellTest {

  /** Reads sequences, then writes as many numbers as are asked for, each fed back as input. */
  private static final class Translator extends Module {
    private final GruCell encoder = child("encoder", new GruCell(6));
    private final GruCell decoder = child("decoder", new GruCell(6));
    private final Linear out = child("out", new Linear(1));

    @Override
    protected Tensor forward(Tensor x) {
      return translate(x, 2);
    }

    Tensor translate(Tensor x, int count) {
      List<Tensor> state = List.of();
      for (long t = 0; t < x.dim(1); t++) {
        state = encoder.step(x.slice(1, t, t + 1).reshape(x.dim(0), x.dim(2)), state);
      }
      Tensor word = Tensor.full(new TensorType(x.dtype(), Shape.of(x.dim(0), 1)), 0);
      List<Tensor> written = new ArrayList<>();
      for (int t = 0; t < count; t++) {
        state = decoder.step(word, state);
        word = out.apply(state.getFirst());
        written.add(word);
      }
      return Tensor.concat(1, written);
    }
  }

  @Test
  void aSequenceBecomesAnotherOfAnyLength() {
    Translator translator = new Translator();
    translator.build(Shape.of(3, 2), 1);
    Tensor x = Sequences.tensor(1, 4, 7, 2);
    Tensor five = translator.translate(x, 5);
    assertThat(five.shape()).isEqualTo(Shape.of(4, 5));
    assertThat(translator.translate(x, 9).slice(1, 0, 5).toArray()).containsExactly(five.toArray());
    Variable first = translator.variable("encoder.weight_ih");
    Tensor gradient = Gradients.of(five.slice(1, 4, 5).sum(), translator.parameters()).get(first);
    assertThat(gradient.abs().max(0, 1).item()).isPositive();
  }

  /** s(t) = f(s(t − 1)), without an input. */
  private static double distanceAfter(int steps, double weight) {
    RnnCell cell = new RnnCell(20, Rnn.Nonlinearity.TANH, false);
    cell.build(Shape.of(1), DType.FLOAT64, 3);
    Variable w = cell.variable("weight_hh");
    w.set(w.tensor().mul(weight).values());
    Tensor none = Tensor.full(new TensorType(DType.FLOAT64, Shape.of(2, 1)), 0);
    double[] start = Sequences.normal(DType.FLOAT64, 5, 1, 20).tensor().toDoubles();
    double[] both = Arrays.copyOf(start, 40);
    System.arraycopy(start, 0, both, 20, 20);
    both[20] += 1e-9;
    List<Tensor> state = List.of(Tensor.of(Shape.of(2, 20), both));
    for (int t = 0; t < steps; t++) {
      state = cell.step(none, state);
    }
    Tensor s = state.getFirst();
    return Math.sqrt(s.slice(0, 0, 1).sub(s.slice(0, 1, 2)).square().sum().toDoubles()[0]);
  }

  @Test
  void anAutonomousSystemForgetsOrAmplifiesATinyChange() {
    assertThat(distanceAfter(60, 0.8)).isLessThan(1e-13);
    assertThat(distanceAfter(60, 4)).isGreaterThan(1e-3);
  }

  @Test
  void aNetworkMayRunFromItsOutputs() {
    LstmCell cell = new LstmCell(3);
    cell.build(Shape.of(3), 1);
    List<Tensor> state = List.of();
    Tensor x = Sequences.tensor(1, 2, 3);
    for (int t = 0; t < 4; t++) {
      state = cell.step(x, state);
      x = state.getFirst();
    }
    assertThat(state).hasSize(2);
    assertThat(x.abs().max(0, 1).item()).isBetween(1e-6, 1.0);
  }

  @Test
  void inputsAndStatesThatDoNotFitAreRefused() {
    LstmCell cell = new LstmCell(3);
    cell.build(Shape.of(2), 1);
    Tensor x = Sequences.tensor(1, 4, 2);
    assertThatThrownBy(() -> cell.step(Sequences.tensor(1, 4, 2, 2), List.of()))
        .hasMessage(
            "lstmcell: input is [4, 2, 2], expected [n, size]; unsqueeze(0) makes a batch of one");
    assertThatThrownBy(() -> cell.step(x, List.of(x)))
        .hasMessage("lstmcell: 1 states given, expected h and c");
    assertThatThrownBy(() -> cell.step(x, List.of(x, x)))
        .hasMessage(
            "lstmcell: state is float32[4, 2], input [4, 2] needs float32[4, 3];"
                + " give states [n, hidden]");
  }
}
