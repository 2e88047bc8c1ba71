package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.grad.Forward;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The edges of the elementwise operations. */
class ElementwiseTest {

  private static Tensor at(double... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  private static double[] slope(Tensor y, Tensor x) {
    return Gradients.of(y.sum(), x).get(x).toDoubles();
  }

  @Test
  void powersHaveFiniteSlopesAtZero() {
    Tensor x = at(0, 0, 0, 0);
    Tensor y = at(0, 1, 2, 3);

    assertThat(slope(x.pow(y), x)).containsExactly(0, 1, 0, 0);
    assertThat(slope(x.pow(y), y)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void squaresHaveTangentsAndSecondDerivativesEverywhere() {
    Tensor x = at(-3, 0, 2);
    Tensor y = x.pow(2);
    Tensor first = Gradients.of(y.sum(), x).get(x);

    assertThat(Forward.jvp(y, x, at(1, 1, 1)).toDoubles()).containsExactly(-6, 0, 4);
    assertThat(slope(first, x)).containsExactly(2, 2, 2);
  }

  @Test
  void powersByTheExponentCurveAsTheLogarithmSquared() {
    Tensor x = at(0, -2, Math.E);
    Tensor y = at(2, 2, 2);
    Tensor first = Gradients.of(x.pow(y).sum(), y).get(y);
    Tensor second = Gradients.of(first.sum(), y).get(y);
    double[] expected = {0, 0, Math.E * Math.E};

    Tensor.evaluate(first, second);
    assertThat(first.toDoubles()).containsExactly(expected, within(1e-14));
    assertThat(second.toDoubles()).containsExactly(expected, within(1e-14));
  }

  @Test
  void theRectifierHasNoSlopeAtZeroAndKeepsNotANumber() {
    Tensor x = at(-1, 0, 2);

    assertThat(slope(x.relu(), x)).containsExactly(0, 0, 1);
    assertThat(at(Double.NaN).relu().toDoubles()).containsExactly(Double.NaN);
  }

  @Test
  void theLogisticFunctionSaturatesWithoutNotANumber() {
    Tensor x = at(-1000, 0, 1000);

    assertThat(x.sigmoid().toDoubles()).containsExactly(0, 0.5, 1);
    assertThat(slope(x.sigmoid(), x)).containsExactly(0, 0.25, 0);
    assertThat(slope(x.tanh(), x)).containsExactly(0, 1, 0);
  }

  @Test
  void logarithmAndRootEndAtZero() {
    assertThat(at(0, -1, 1).log().toDoubles())
        .containsExactly(Double.NEGATIVE_INFINITY, Double.NaN, 0);
    assertThat(at(0, -1, 4).sqrt().toDoubles()).containsExactly(0, Double.NaN, 2);
  }

  @Test
  void theErrorFunctionHasItsTabulatedValues() {
    assertThat(at(0, 0.5, 1, 2.5, 4, -1).erf().toDoubles())
        .containsExactly(
            new double[] {
              0,
              0.5204998778130465,
              0.8427007929497149,
              0.9995930479825550,
              0.9999999845827421,
              -0.8427007929497149
            },
            within(1e-14));
  }

  @Test
  void tiesShareTheGradient() {
    Tensor x = at(1, 2, 3);
    Tensor y = at(2, 2, 2);

    assertThat(slope(x.maximum(y), x)).containsExactly(0, 0.5, 1);
    assertThat(slope(x.minimum(y), x)).containsExactly(1, 0.5, 0);
    Tensor zero = at(0);
    assertThat(slope(zero.abs(), zero)).containsExactly(0);
    Tensor z = at(5, 1, 5);
    assertThat(slope(z.max(0), z)).containsExactly(0.5, 0, 0.5);
  }

  @Test
  void operandsOfDifferentTypesAreRefused() {
    assertThatThrownBy(() -> at(1).add(Tensor.of(1)))
        .hasMessage("add: operands have types float64[1] and float32[1]; cast one of them");
    assertThatThrownBy(() -> at(1).where(at(1), at(2)))
        .hasMessage("where: the condition is float64[1], expected bool; compare first");
  }

  @Test
  void castingTruncatesToIntegersAndRoundsToNarrowFloats() {
    assertThat(at(-1.7, 1.7).cast(DType.INT32).toDoubles()).containsExactly(-1, 1);
    assertThat(at(1 + 0x1p-8, 1 + 0x1p-7).cast(DType.BFLOAT16).toDoubles())
        .containsExactly(1, 1 + 0x1p-7);
    assertThat(at(0, 0.5).cast(DType.BOOL).toDoubles()).containsExactly(0, 1);
  }
}
