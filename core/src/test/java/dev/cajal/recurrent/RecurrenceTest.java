package dev.cajal.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrenceTest {

  private static Tensor numbers(long... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  private static Tensor normal(Random random, long... sizes) {
    Shape shape = Shape.of(sizes);
    return Tensor.of(shape, random.doubles(shape.count(), -1, 1).toArray());
  }

  private static List<Tensor> operands(Cell cell, long steps, long batch, long hidden) {
    Random random = new Random(steps);
    List<Tensor> operands =
        new ArrayList<>(
            List.of(
                normal(random, steps, batch, cell.gates() * hidden),
                normal(random, cell.gates() * hidden, hidden),
                normal(random, cell.gates() * hidden)));
    for (int i = 0; i < cell.states(); i++) {
      operands.add(normal(random, batch, hidden));
    }
    return operands;
  }

  @Test
  void aPlainCellAddsWhatTheInputAndTheStateGive() {
    // h ← max(x + 2h + 1, 0) from h = 3, for two sequences, of which the second ends after one step
    List<Tensor> operands =
        List.of(
            Tensor.of(Shape.of(2, 2, 1), 1.0, -9, 0.5, 4),
            Tensor.of(Shape.of(1, 1), 2.0),
            Tensor.of(Shape.of(1), 1.0),
            Tensor.of(Shape.of(2, 1), 3.0, 3),
            numbers(2, 1));
    Recurrence forward = new Recurrence(Cell.RNN_RELU, false, true);
    assertThat(Tensor.apply(forward, operands.toArray(Tensor[]::new)).toDoubles())
        .containsExactly(8, 0, 17.5, 0);
    Recurrence reverse = new Recurrence(Cell.RNN_RELU, true, true);
    assertThat(Tensor.apply(reverse, operands.toArray(Tensor[]::new)).toDoubles())
        .containsExactly(17, 0, 7.5, 3);
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void theUnrolledGraphIsTheOperation(Cell cell) {
    for (boolean reverse : new boolean[] {false, true}) {
      for (boolean lengths : new boolean[] {false, true}) {
        List<Tensor> operands = operands(cell, 5, 3, 4);
        if (lengths) {
          operands.add(numbers(5, 0, 2));
        }
        Recurrence recurrence = new Recurrence(cell, reverse, lengths);
        List<Tensor> fused = Tensor.applyAll(recurrence, operands);
        List<Tensor> unrolled = recurrence.unrolled(operands);
        assertThat(unrolled).hasSameSizeAs(fused);
        for (int o = 0; o < fused.size(); o++) {
          double[] expected = fused.get(o).toDoubles();
          double[] found = unrolled.get(o).toDoubles();
          for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-14));
          }
        }
      }
    }
  }

  @Test
  void anEndedSequenceKeepsItsStateAndNothingElse() {
    List<Tensor> operands = operands(Cell.LSTM, 3, 2, 2);
    operands.add(numbers(1, 3));
    List<Tensor> results = Tensor.applyAll(new Recurrence(Cell.LSTM, false, true), operands);
    for (Tensor state : results.subList(0, 2)) {
      double[] first = state.slice(0, 0, 1).slice(1, 0, 1).toDoubles();
      assertThat(state.slice(0, 2, 3).slice(1, 0, 1).toDoubles()).containsExactly(first);
    }
    assertThat(results.get(2).slice(0, 1, 3).slice(1, 0, 1).toDoubles()).containsOnly(0);
    assertThat(results.get(2).slice(0, 1, 3).slice(1, 1, 2).toDoubles()).doesNotContain(0);
  }

  @Test
  void operandsThatDoNotFitAreRefused() {
    Recurrence gru = new Recurrence(Cell.GRU, false, false);
    List<Tensor> good = operands(Cell.GRU, 2, 3, 4);
    assertThatThrownBy(() -> gru.unrolled(good.subList(0, 3)))
        .hasMessage("3 operands given, expected 4");
    assertRefused(
        gru,
        0,
        Tensor.of(Shape.of(2), 1.0, 2),
        "recurrence: input projections are float64[2], expected [steps, n, size] with at least one"
            + " step");
    assertRefused(
        gru,
        0,
        normal(new Random(1), 2, 3, 8),
        "recurrence: input projection is float64[2, 3, 8], expected float64[2, 3, 12]");
    assertRefused(
        gru,
        1,
        normal(new Random(1), 8, 4),
        "recurrence: recurrent weight is float64[8, 4], expected floating [3·hidden, hidden] for"
            + " GRU");
    assertRefused(
        gru, 2, normal(new Random(1), 4), "recurrence: bias is float64[4], expected float64[12]");
    assertRefused(
        gru,
        3,
        normal(new Random(1), 2, 4),
        "recurrence: initial state is float64[2, 4], expected float64[3, 4]");
    assertRefused(
        new Recurrence(Cell.GRU, false, true),
        4,
        numbers(1, 2),
        "recurrence: lengths is int64[2], expected int64[3]");
  }

  private static void assertRefused(Recurrence op, int place, Tensor wrong, String message) {
    List<Tensor> operands = operands(op.cell(), 2, 3, 4);
    if (place < operands.size()) {
      operands.set(place, wrong);
    } else {
      operands.add(wrong);
    }
    assertThatThrownBy(() -> Tensor.applyAll(op, operands)).hasMessage(message);
  }
}
