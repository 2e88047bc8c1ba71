package dev.cajal.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.FiniteDifferences.ErrorAt;
import dev.cajal.grad.FiniteDifferences.Result;
import dev.cajal.grad.FiniteDifferences.Scheme;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FiniteDifferencesTest {
  private static final Tensor X = Tensor.of(Shape.of(2, 2), 0.3, -0.7, 1.1, 0.4);

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void aFunctionOfAnyShapeHasTheJacobianAsDerivative(Scheme scheme) {
    Result found = FiniteDifferences.derivative(x -> x.matmul(x), X, scheme, 1e-7);
    assertThat(found.values().shape()).isEqualTo(Shape.of(2, 2, 2, 2));
    double[] exact = Jacobian.of(X.matmul(X), X).matrix().toDoubles();
    for (int i = 0; i < 16; i++) {
      assertThat(found.values().toDoubles()[i]).isCloseTo(exact[i], within(1e-6));
    }
  }

  @Test
  void evaluationsGrowWithTheNumberOfWeightsAndWorkWithItsSquare() {
    Result small = costOf(10, Scheme.FORWARD);
    Result large = costOf(100, Scheme.FORWARD);
    assertThat(small.evaluations()).isEqualTo(11);
    assertThat(large.evaluations()).isEqualTo(101);
    assertThat(costOf(100, Scheme.CENTRED).evaluations()).isEqualTo(200);
    assertThat((double) large.multiplications() / small.multiplications()).isBetween(80.0, 105.0);
  }

  private static Result costOf(long weights, Scheme scheme) {
    Tensor w = Tensor.full(new TensorType(X.dtype(), Shape.of(weights)), 0.1).detach();
    return FiniteDifferences.derivative(v -> v.square().sum(), w, scheme, 1e-6);
  }

  @Test
  void theErrorFallsWithTheStepUntilRoundingTakesOver() {
    Tensor x = Tensor.of(Shape.of(), 0.8);
    Tensor exact = Tensor.of(Shape.of(), Math.cos(0.8));
    List<ErrorAt> oneSided =
        FiniteDifferences.errors(Tensor::sin, x, exact, Scheme.FORWARD, 1e-2, 1e-4, 1e-8, 1e-13);
    List<ErrorAt> centred =
        FiniteDifferences.errors(Tensor::sin, x, exact, Scheme.CENTRED, 1e-2, 1e-4, 1e-5, 1e-13);
    assertThat(oneSided.get(0).error() / oneSided.get(1).error()).isBetween(95.0, 105.0);
    assertThat(centred.get(0).error() / centred.get(1).error()).isBetween(9e3, 1.1e4);
    assertThat(oneSided.get(2).error()).isLessThan(1e-7);
    assertThat(centred.get(2).error()).isLessThan(1e-10);
    assertThat(oneSided.get(3).error()).isGreaterThan(1e-6);
    assertThat(centred.get(3).error()).isGreaterThan(1e-6);
  }

  @Test
  void float32IsServedWithAWideStep() {
    Tensor x = Tensor.of(0.5f, 2f);
    double[] slopes = FiniteDifferences.gradient(v -> v.square().sum(), x, 1e-2);
    assertThat(slopes).containsExactly(new double[] {1, 4}, within(1e-3));
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThatThrownBy(() -> FiniteDifferences.derivative(x -> x, X, Scheme.FORWARD, 0))
        .hasMessage(
            "finite differences: x is float64[2, 2] and the step 0.0, expected a floating tensor"
                + " and a positive step");
    assertThatThrownBy(
            () -> FiniteDifferences.errors(x -> x, X, Tensor.of(1), Scheme.FORWARD, 1e-3))
        .hasMessage("finite differences: the derivative has 16 elements, the exact one float32[1]");
  }
}
