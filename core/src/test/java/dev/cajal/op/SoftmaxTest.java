package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SoftmaxTest {

  @Test
  void probabilitiesOfTheScoresOfTheLectureExample() {
    Tensor scores = Tensor.of(Shape.of(3), 3.2, 5.1, -1.7);

    assertThat(scores.softmax(0).toDoubles())
        .containsExactly(new double[] {0.13, 0.87, 0.00}, within(0.005));
    assertThat(scores.logSoftmax(0).neg().toDoubles()[0]).isEqualTo(2.04, within(0.005));
  }

  @Test
  void hugeScoresNeitherOverflowNorVanish() {
    Tensor scores = Tensor.of(Shape.of(2, 3), 1e4, 1e4, -1e4, -1e4, -1e4, -1e4);

    assertThat(scores.softmax(1).toDoubles())
        .containsExactly(new double[] {0.5, 0.5, 0, 1 / 3., 1 / 3., 1 / 3.}, within(1e-15));
    assertThat(scores.logSoftmax(1).toDoubles())
        .containsExactly(
            new double[] {
              -Math.log(2),
              -Math.log(2),
              -2e4 - Math.log(2),
              -Math.log(3),
              -Math.log(3),
              -Math.log(3)
            },
            within(1e-11));
  }

  @Test
  void minusInfinityHasProbabilityZero() {
    Tensor scores = Tensor.of(Shape.of(3), 0, Double.NEGATIVE_INFINITY, 0);

    assertThat(scores.softmax(0).toDoubles()).containsExactly(0.5, 0, 0.5);
    assertThat(scores.logSoftmax(0).toDoubles())
        .containsExactly(-Math.log(2), Double.NEGATIVE_INFINITY, -Math.log(2));
  }

  @Test
  void anInnerAxisIsNormalisedColumnByColumn() {
    Tensor y = Pattern.of(2, 3, 4).softmax(1).sum(1);

    assertThat(y.toDoubles()).containsExactly(new double[] {1, 1, 1, 1, 1, 1, 1, 1}, within(1e-15));
  }

  @Test
  void integersAreRefused() {
    assertThatThrownBy(() -> Tensor.of(Shape.of(2), 1L, 2L).softmax(0))
        .hasMessage("softmax: input is int64[2], expected a floating type; cast it");
  }
}
