package dev.cajal.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Expected numbers were computed with PyTorch 2.13. */
class LossesTest {
  private final Variable logits = new Variable("logits", TensorType.float32(2, 3));
  private final Tensor labels = Tensor.of(Shape.of(2), 1L, 0L);

  LossesTest() {
    logits.set(1, 2, -1, 0.5f, 0, 3);
  }

  private void check(UnaryOperator<Tensor> loss, float value, float... gradient) {
    Tensor computed = loss.apply(logits.tensor());
    assertThat(Gradients.of(computed, List.of(logits)).get(logits).toArray())
        .containsExactly(gradient, within(1e-6f));
    assertThat(computed.item()).isCloseTo(value, within(1e-6f));
    assertThat(computed.rank()).isZero();
  }

  @Test
  void crossEntropyIsTheMeanOfTheSurprise() {
    check(
        z -> Losses.crossEntropy(z, labels),
        1.4864426f,
        0.1297482f,
        -0.1473077f,
        0.0175595f,
        -0.4637393f,
        0.0219932f,
        0.4417461f);
  }

  @Test
  void smoothingSpreadsTheTarget() {
    check(
        z -> Losses.crossEntropy(z, labels, 0.1),
        1.5197759f,
        0.1130816f,
        -0.1139744f,
        0.0008928f,
        -0.4304059f,
        0.0053266f,
        0.4250794f);
  }

  @Test
  void classWeightsAreDividedByTheirSumOverTheBatch() {
    check(
        z -> Losses.crossEntropy(z, labels, Tensor.of(1, 2, 3)),
        1.1072991f,
        0.1729977f,
        -0.1964103f,
        0.0234127f,
        -0.3091595f,
        0.0146622f,
        0.2944974f);
  }

  @Test
  void hugeScoresDoNotOverflow() {
    logits.set(1000, -1000, 0, -1000, 0, 1000);
    assertThat(Losses.crossEntropy(logits.tensor(), Tensor.of(Shape.of(2), 0L, 2L)).item())
        .isZero();
  }

  @Test
  void thePerceptronLossIsTheLeadOfTheBestOverTheRight() {
    // Row 0 is right: no loss. Row 1: 3 − 0.5, averaged over the batch.
    check(z -> Losses.perceptron(z, labels), 1.25f, 0, 0, 0, -0.5f, 0, 0.5f);
  }

  @Test
  void theSquaredErrorIsAveragedOverAllElements() {
    Tensor target = Tensor.of(Shape.of(2, 3), 1f, 1f, 0f, 0.5f, 1f, 1f);
    check(z -> Losses.mse(z, target), 7 / 6f, 0, 1 / 3f, -1 / 3f, 0, -1 / 3f, 2 / 3f);
  }

  @Test
  void shapesAndTypesThatDoNotFitAreNamed() {
    Tensor z = logits.tensor();
    assertThatThrownBy(() -> Losses.crossEntropy(z, Tensor.of(Shape.of(3), 0L, 1L, 2L)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("crossEntropy: logits are [2, 3], labels [3]; expected [n, classes] and [n]");
    assertThatThrownBy(() -> Losses.crossEntropy(z, Tensor.of(0, 1)))
        .hasMessage("crossEntropy: labels are float32, expected int64; cast them");
    assertThatThrownBy(() -> Losses.crossEntropy(z, labels, 1))
        .hasMessage("crossEntropy: smoothing is 1.0, expected 0 ≤ ε < 1");
    assertThatThrownBy(() -> Losses.mse(z, Tensor.of(1, 2)))
        .hasMessage("mse: prediction is [2, 3], target [2]; reshape one of them");
  }
}
