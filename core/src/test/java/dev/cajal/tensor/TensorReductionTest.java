package dev.cajal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import java.lang.foreign.ValueLayout;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TensorReductionTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static double[] gradient(UnaryOperator<Tensor> function, Shape shape, double... values) {
    Tensor x = Tensor.of(shape, values).add(0);
    return Gradients.of(function.apply(x).sum(), x).get(x).toDoubles();
  }

  @Test
  void theLogarithmOfASumOfExponentialsNeitherOverflowsNorVanishes() {
    Tensor x = Tensor.of(Shape.of(3, 2), 1e4, 1e4, -1e4, -1e4, 1e4, -1e4);

    assertThat(x.logSumExp(1).toDoubles())
        .containsExactly(1e4 + Math.log(2), -1e4 + Math.log(2), 1e4);
    assertThat(gradient(t -> t.logSumExp(1), Shape.of(2, 2), 1e4, 1e4, 1e4, -1e4))
        .containsExactly(0.5, 0.5, 1, 0);
  }

  @Test
  void theLogarithmOfNothingIsMinusInfinityWithoutASlope() {
    Tensor x = Tensor.of(Shape.of(2), -INF, -INF);

    assertThat(x.logSumExp().toDoubles()).containsExactly(-INF);
    assertThat(gradient(Tensor::logSumExp, Shape.of(2), -INF, -INF)).containsExactly(0, 0);
    assertThat(Tensor.of(Shape.of(2), INF, 0).logSumExp().toDoubles()).containsExactly(INF);
  }

  @Test
  void rootsOfZeroHaveTheGradientZero() {
    assertThat(gradient(Tensor::norm, Shape.of(2), 0, 0)).containsExactly(0, 0);
    assertThat(gradient(t -> t.norm(3), Shape.of(2), 0, 0)).containsExactly(0, 0);
    assertThat(gradient(t -> t.std(0), Shape.of(2), 5, 5)).containsExactly(0, 0);
  }

  @Test
  void theGradientOfAProductIsRightWhereAnElementIsZero() {
    assertThat(gradient(Tensor::prod, Shape.of(4), 2, 0, 3, 5)).containsExactly(0, 30, 0, 0);
    assertThat(gradient(Tensor::prod, Shape.of(3), 0, 0, 3)).containsExactly(0, 0, 0);
    assertThat(gradient(t -> t.cumprod(0), Shape.of(3), 2, 0, 3)).containsExactly(1, 8, 0);
  }

  @Test
  void theExtremeOfOneElementIsThatElement() {
    assertThat(gradient(t -> t.min(1), Shape.of(2, 1), 3, -4)).containsExactly(1, 1);
    assertThat(gradient(t -> t.neg().max(1), Shape.of(2, 1), 3, -4)).containsExactly(-1, -1);
  }

  @Test
  void theVarianceOfALargeMeanLosesNothing() {
    Tensor x = Tensor.of(Shape.of(4), 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);

    assertThat(x.var().toDoubles()).containsExactly(30);
    assertThat(x.var(new int[0], 0).toDoubles()).containsExactly(22.5);
    assertThat(x.std().toDoubles()).containsExactly(new double[] {Math.sqrt(30)}, within(1e-12));
  }

  @Test
  void aNegativeNormIsRefused() {
    assertThatThrownBy(() -> Tensor.of(1, 2).norm(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("norm: p is -1.0, expected at least 0, or ±∞");
  }

  @Test
  void functionsWithAFractionRefuseIntegers() {
    Tensor x = Tensor.of(Shape.of(2), 1L, 2L);

    assertThatThrownBy(x::sqrt)
        .isInstanceOf(ShapeException.class)
        .hasMessage("sqrt: input is int64[2], expected a floating type; cast it");
    assertThatThrownBy(x::mean)
        .isInstanceOf(ShapeException.class)
        .hasMessage("mean: input is int64[2], expected a floating type; cast it");
  }

  @Test
  void truthValuesAreCounted() {
    Tensor right = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f).greater(1);

    assertThat(right.sum().type()).isEqualTo(new TensorType(DType.INT64, Shape.of()));
    assertThat(right.sum().item()).isEqualTo(3);
    assertThat(right.sumKeep(1).toDoubles()).containsExactly(1, 2);
  }

  @Test
  void integersTakeNoFractions() {
    Tensor x = Tensor.of(Shape.of(2), 1L, 2L);

    assertThat(x.mul(2).toDoubles()).containsExactly(2, 4);
    assertThatThrownBy(() -> x.mul(0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0.5 is no int64; cast the tensor to a floating type first");
  }

  @Test
  void float64KeepsAllItsDigits() {
    Variable x = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(1)));
    x.set(0.1);

    assertThat(x.tensor().item()).isEqualTo(0.1);
    x.set(x.tensor().mul(3));
    assertThat(x.tensor().item()).isEqualTo(0.1 * 3);
    assertThatThrownBy(() -> x.set(Tensor.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("variable x is float64[1], the value float32[1]; cast or reshape it");
  }

  @Test
  void bfloat16IsRoundedAfterEachOperation() {
    Tensor x = Tensor.of(1, 1f / 256, 3).cast(DType.BFLOAT16);

    assertThat(x.sum().item()).isEqualTo(4);
    assertThat(x.mul(x).toArray()).containsExactly(1, 1f / 65536, 9);
    assertThat(x.cast(DType.FLOAT32).sum().item()).isEqualTo(4 + 1f / 256);
    assertThatThrownBy(() -> x.add(Tensor.of(1, 2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("add: operands have types bfloat16[3] and float32[3]; cast one of them");
  }

  @Test
  void wholeNumbersOfSixtyFourBitsAreExact() {
    long big = (1L << 53) + 1;
    Tensor x = Tensor.of(Shape.of(2), big, -5L);
    Tensor y = Tensor.of(Shape.of(2), 1L << 53, 7L);

    assertThat(longs(x.add(y))).containsExactly((1L << 54) + 1, 2);
    assertThat(longs(x.sub(y))).containsExactly(1, -12);
    assertThat(longs(x.mul(Tensor.of(Shape.of(2), 3L, -3L)))).containsExactly(3 * big, 15);
    assertThat(longs(x.neg())).containsExactly(-big, 5);
    assertThat(longs(x.maximum(y))).containsExactly(big, 7);
    assertThat(longs(x.sum())).containsExactly(big - 5);
    assertThat(longs(x.cumsum(0))).containsExactly(big, big - 5);
    assertThat(longs(x.greater(y).where(x, y))).containsExactly(big, 7);
    assertThat(x.equalTo(y).toDoubles()).containsExactly(0, 0);
    assertThat(y.less(x).toDoubles()).containsExactly(1, 0);
  }

  private static long[] longs(Tensor x) {
    return x.values().asSlice(0, x.type().bytes()).toArray(ValueLayout.JAVA_LONG);
  }
}
