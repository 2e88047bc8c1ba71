package dev.cajal.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RejectingCrossEntropyTest {

  @Test
  void itIsEquationNineOfThePaper() {
    double[] distances = {0.3, 1.5, 2, 0.1, 4, 0.7};
    double j = 0.4;
    Tensor scores = Tensor.of(Shape.of(2, 3), distances).neg();
    Tensor loss = new RejectingCrossEntropy(j).of(scores, Tensor.of(Shape.of(2), 0L, 2L));
    double first =
        distances[0] + Math.log(Math.exp(-j) + Math.exp(-0.3) + Math.exp(-1.5) + Math.exp(-2));
    double second =
        distances[5] + Math.log(Math.exp(-j) + Math.exp(-0.1) + Math.exp(-4) + Math.exp(-0.7));
    assertThat(loss.item()).isCloseTo((first + second) / 2, within(1e-12));
  }

  @Test
  void aPenaltyWithoutLimitLeavesCrossEntropy() {
    Tensor scores = Tensor.of(Shape.of(1, 2), 0.5, -1.0);
    Tensor labels = Tensor.of(Shape.of(1), 1L);
    assertThat(new RejectingCrossEntropy(1000).of(scores, labels).item())
        .isCloseTo(Losses.crossEntropy(scores, labels).item(), within(1e-12));
  }

  @Test
  void unfitArgumentsAreRefused() {
    assertThatThrownBy(() -> new RejectingCrossEntropy(Double.NaN))
        .hasMessage("rejectingCrossEntropy: j is NaN, expected a number");
    assertThatThrownBy(() ->
            new RejectingCrossEntropy(0)
                .of(Tensor.of(Shape.of(2), 1.0, 2.0), Tensor.of(Shape.of(1), 0L)))
        .hasMessageStartingWith("rejectingCrossEntropy: scores are [2], expected [n, classes]");
  }
}
