package dev.cajal.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
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
    assertThat(computed.item()).isCloseTo(value, within(1e-6));
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
        z -> new CrossEntropy().smoothing(0.1).of(z, labels),
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
        z -> new CrossEntropy().weight(Tensor.of(1, 2, 3)).of(z, labels),
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
  void theContrastiveLossPullsAndPushes() {
    Variable first = new Variable("first", TensorType.float32(3, 2));
    first.set(3, 4, 0.3f, 0.4f, 0, 0);
    Tensor second = Tensor.of(Shape.of(3, 2), 0f, 0f, 0f, 0f, 0f, 0f);
    Tensor unlike = Tensor.of(0, 1, 1);
    Tensor each = new Contrastive().reduction(Reduction.NONE).of(first.tensor(), second, unlike);
    // ½·5², ½·(1 − ½)², and ½·1² where the vectors are one and no direction is known.
    assertThat(each.toArray()).containsExactly(new float[] {12.5f, 0.125f, 0.5f}, within(1e-6f));
    assertThat(Gradients.of(each.sum(), List.of(first)).get(first).toArray())
        .containsExactly(new float[] {3, 4, -0.3f, -0.4f, 0, 0}, within(1e-6f));
    assertThat(Losses.contrastive(first.tensor(), second, Tensor.of(1, 1, 1)).item())
        .isCloseTo((0 + 0.125f + 0.5f) / 3, within(1e-6));
  }

  @Test
  void theQuadraticCostIsHalfTheSquaredLengthOfTheError() {
    Tensor target = Tensor.of(Shape.of(2, 3), 0f, 2f, 1f, 0.5f, 1f, 1f);
    check(z -> Losses.quadratic(z, target), 2.5f, 0.5f, 0, -1, 0, -0.5f, 1);
  }

  @Test
  void theHingeLossIsLinearWithinTheMargin() {
    Tensor sides = Tensor.of(Shape.of(2, 3), 1f, 1f, -1f, 1f, -1f, -1f);
    // z·y = 1, 2, 1, ½, 0, −3; at the margin itself the slope is that of the loss within it.
    check(z -> new Hinge().reduction(Reduction.SUM).of(z, sides), 5.5f, -1, 0, 1, -1, 1, 1);
  }

  @Test
  void penaltiesHaveTheGradientsOfTheirNorms() {
    List<Variable> weights = List.of(logits);
    check(z -> Penalties.l1(weights, 0.5), 3.75f, 0.5f, 0.5f, -0.5f, 0.5f, 0, 0.5f);
    check(z -> Penalties.l2(weights, 2), 15.25f, 2, 4, -2, 1, 0, 6);
    check(z -> Penalties.elasticNet(weights, 0.5, 2), 19, 2.5f, 4.5f, -2.5f, 1.5f, 0, 6.5f);
    // The weights are read once more by the loss itself.
    check(z -> z.sum().add(Penalties.l2(weights, 2)), 20.75f, 3, 5, -1, 2, 1, 7);
    assertThatThrownBy(() -> Penalties.l1(List.of(), 1))
        .hasMessage("there are no weights to penalise; build the model");
  }

  @Test
  void aLossOfNoSamplesIsNanAndItsSumZero() {
    Tensor none = Tensor.of(Shape.of(0, 3), new float[0]);
    Tensor labels = Tensor.of(Shape.of(0), new long[0]);
    assertThat(Losses.crossEntropy(none, labels).item()).isNaN();
    assertThat(new CrossEntropy().reduction(Reduction.SUM).of(none, labels).item()).isZero();
    assertThat(Losses.mse(none, none).item()).isNaN();
    assertThat(new Hinge().reduction(Reduction.SUM).of(none, none).item()).isZero();
    assertThat(new MultiMargin().reduction(Reduction.SUM).of(none, labels).item()).isZero();
    assertThat(new TripletMargin().reduction(Reduction.NONE).of(none, none, none).shape())
        .isEqualTo(Shape.of(0));
  }

  @Test
  void aLabelThatIsNoClassMakesTheLossNan() {
    Tensor logits = Tensor.of(Shape.of(2, 3), 1f, 2, 3, 4, 5, 6);
    for (long stray : new long[] {3, -1}) {
      Tensor labels = Tensor.of(Shape.of(2), 0L, stray);
      assertThat(Losses.crossEntropy(logits, labels).item()).isNaN();
      assertThat(new CrossEntropy().smoothing(0.1).of(logits, labels).item()).isNaN();
      assertThat(new CrossEntropy().weight(Tensor.of(1, 2, 3)).of(logits, labels).item()).isNaN();
      assertThat(Losses.multiMargin(logits, labels).item()).isNaN();
      assertThat(Losses.perceptron(logits, labels).item()).isNaN();
      Tensor each = new Nll().reduction(Reduction.NONE).of(logits, labels);
      assertThat(each.toArray()).containsExactly(-1, Float.NaN);
      assertThat(new CrossEntropy().ignoreIndex(stray).of(logits, labels).item()).isPositive();
    }
  }

  @Test
  void smoothLossesHaveTheirSecondDerivativesAtZero() {
    Variable x = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(1)));
    Tensor y = Tensor.of(Shape.of(1), 0.0);
    for (Loss loss : List.of(new BceWithLogits(), new SmoothL1(), new Huber(), new Mse())) {
      Tensor slope = Gradients.of(loss.of(x.tensor(), y), List.of(x)).get(x);
      double curvature = Gradients.of(slope.sum(), List.of(x)).get(x).toDoubles()[0];
      double expected = loss instanceof BceWithLogits ? 0.25 : loss instanceof Mse ? 2 : 1;
      assertThat(curvature).as(loss.toString()).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SmoothL1().beta(-1))
        .hasMessage("smoothL1: beta must be a number from 0 up, found -1.0");
    assertThatThrownBy(() -> new Huber().delta(0))
        .hasMessage("huber: delta must be a positive number, found 0.0");
    assertThatThrownBy(() -> new MultiMargin().p(3))
        .hasMessage("multiMargin: p must be 1 or 2, found 3");
    assertThatThrownBy(() -> new TripletMargin().p(Double.NaN))
        .hasMessage("tripletMargin: p must be a positive number, found NaN");
    assertThatThrownBy(() -> new GaussianNll().eps(0))
        .hasMessage("gaussianNll: eps must be a positive number, found 0.0");
  }

  @Test
  void shapesOfPairsAndTriplesThatDoNotFitAreNamed() {
    Tensor z = logits.tensor();
    Tensor short2 = Tensor.of(1, 2);
    assertThatThrownBy(() -> Losses.nll(z, short2))
        .hasMessage("nll: labels are float32, expected int64; cast them");
    assertThatThrownBy(() -> new CrossEntropy().weight(short2).of(z, labels))
        .hasMessage(
            "crossEntropy: the weights of the classes are [2], logits [2, 3]; expected one weight"
                + " for each class");
    assertThatThrownBy(() -> Losses.crossEntropy(z.unsqueeze(2), labels))
        .hasMessage(
            "crossEntropy: logits are [2, 3, 1], labels [2]; expected [n, classes] and [n], or [n,"
                + " classes, ...] and [n, ...]");
    assertThatThrownBy(() -> Losses.multilabelMargin(z, z))
        .hasMessage(
            "multilabelMargin: scores are float32[2, 3], target float32[2, 3]; expected [n,"
                + " classes], and int64 lists of classes");
    assertThatThrownBy(() -> Losses.cosineEmbedding(z, z, Tensor.of(1, 1, -1)))
        .hasMessage("cosineEmbedding: vectors are [2, 3], target [3]; expected [n, d] and [n]");
    assertThatThrownBy(() -> Losses.contrastive(z, z, Tensor.of(1, 1, 0)))
        .hasMessage("contrastive: vectors are [2, 3], target [3]; expected [n, d] and [n]");
    assertThatThrownBy(() -> Losses.tripletMargin(z, z, short2))
        .hasMessage("tripletMargin: anchor is [2, 3], negative [2]; reshape one of them");
    assertThatThrownBy(() -> Losses.marginRanking(z, short2, z))
        .hasMessage("marginRanking: first is [2, 3], second [2]; reshape one of them");
    assertThatThrownBy(() -> Losses.gaussianNll(z, z, Tensor.of(1, 2, 3)))
        .hasMessage(
            "gaussianNll: mean is [2, 3], variance [3]; expected the same shape, or one variance"
                + " for each row");
  }

  @Test
  void shapesAndTypesThatDoNotFitAreNamed() {
    Tensor z = logits.tensor();
    assertThatThrownBy(() -> Losses.crossEntropy(z, Tensor.of(Shape.of(3), 0L, 1L, 2L)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("crossEntropy: logits are [2, 3], labels [3]; expected [n, classes] and [n]");
    assertThatThrownBy(() -> Losses.crossEntropy(z, Tensor.of(0, 1)))
        .hasMessage("crossEntropy: labels are float32, expected int64; cast them");
    assertThatThrownBy(() -> new CrossEntropy().smoothing(1.5))
        .hasMessage("crossEntropy: smoothing is 1.5, expected 0 ≤ ε ≤ 1");
    assertThatThrownBy(() -> Losses.mse(z, Tensor.of(1, 2)))
        .hasMessage("mse: prediction is [2, 3], target [2]; reshape one of them");
  }
}
