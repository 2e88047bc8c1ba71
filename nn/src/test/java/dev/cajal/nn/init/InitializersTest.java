package dev.cajal.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitializersTest {
  /** Fan-in 20·5·5 = 500, fan-out 40·5·5 = 1000. */
  private static final TensorType KERNELS = TensorType.float32(40, 20, 5, 5);

  static double[] draw(Initializer initializer, TensorType type) {
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), 3L, 0L).values());
    Variable target = new Variable("weight", type);
    initializer.initialise(target, Trace.training(state));
    return target.tensor().toDoubles();
  }

  static Stream<Arguments> deviations() {
    return Stream.of(
        Arguments.of(Initializers.xavierUniform(), Math.sqrt(2.0 / 1500)),
        Arguments.of(Initializers.xavierNormal(), Math.sqrt(2.0 / 1500)),
        Arguments.of(Initializers.heUniform(), Math.sqrt(2.0 / 500)),
        Arguments.of(Initializers.heNormal(), Math.sqrt(2.0 / 500)),
        Arguments.of(Initializers.lecunNormal(), Math.sqrt(1.0 / 500)),
        Arguments.of(Initializers.lecunUniform(), Math.sqrt(1.0 / 500)),
        Arguments.of(Initializers.xavierNormal(Gains.tanh()), 5.0 / 3 * Math.sqrt(2.0 / 1500)),
        Arguments.of(Initializers.xavierUniform(Gains.selu()), 0.75 * Math.sqrt(2.0 / 1500)),
        Arguments.of(Initializers.heNormal(Fan.OUT, Gains.linear()), Math.sqrt(1.0 / 1000)),
        Arguments.of(
            Initializers.heUniform(Fan.OUT, Gains.leakyRelu(0.2)), Math.sqrt(2 / 1.04 / 1000)),
        Arguments.of(
            Initializers.randomWalk(), Math.sqrt(2) * Math.exp(1.2 / 497.6) / Math.sqrt(500)),
        Arguments.of(Initializers.randomWalkLinear(), Math.exp(1 / 1000.0) / Math.sqrt(500)),
        // What is left of a bell between ±1 has the variance 1 − 2φ(1)/(Φ(1) − Φ(−1)).
        Arguments.of(Initializers.truncatedNormal(0, 2, -2, 2), 2 * Math.sqrt(0.29112509)),
        Arguments.of(Initializers.uniform(-3, 3), Math.sqrt(3)),
        Arguments.of(Initializers.normal(0, 2), 2));
  }

  @ParameterizedTest
  @MethodSource("deviations")
  void theSpreadIsThatOfTheFormula(Initializer initializer, double deviation) {
    double[] values = draw(initializer, KERNELS);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> v * v).average().orElseThrow() - mean * mean;
    // 20,000 draws: three standard errors are 2 % of the deviation.
    assertThat(mean).isCloseTo(0, within(0.022 * deviation));
    assertThat(Math.sqrt(variance)).isCloseTo(deviation, within(0.022 * deviation));
  }

  @Test
  void uniformDrawsStayWithinTheirBound() {
    double bound = Math.sqrt(6.0 / 500);
    double[] values = draw(Initializers.heUniform(), KERNELS);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(0.99 * bound, bound);
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(-bound, -0.99 * bound);
  }

  @Test
  void normalDrawsHaveTheTailsOfABell() {
    double[] values = draw(Initializers.normal(0, 1), KERNELS);
    double beyond = Arrays.stream(values).filter(v -> Math.abs(v) > 2).count() / 20000.0;
    assertThat(beyond).isCloseTo(0.0455, within(0.005));
    assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void constantsFillEveryElement() {
    assertThat(draw(Initializers.constant(0.5), TensorType.float32(3)))
        .containsExactly(0.5, 0.5, 0.5);
  }

  @Test
  void truncatedDrawsStayWithinTheirBounds() {
    double[] values = draw(Initializers.truncatedNormal(1, 0.5, 0.9, 3), KERNELS);
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(0.9, 0.902);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(2.5, 3.0);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001, -3.090232306168",
    "0.02, -2.053748910632",
    "0.3, -0.524400512708",
    "0.5, 0",
    "0.9, 1.281551565545",
    "0.999999, 4.753424308823"
  })
  void theQuantilesAreThoseOfTheBell(double p, double expected) {
    assertThat(Draws.quantile(p)).isCloseTo(expected, within(2e-8));
  }

  @ParameterizedTest
  @CsvSource({"6,6", "3,8", "8,3", "1,5", "5,1"})
  void orthogonalMatricesKeepLengths(long rows, long columns) {
    TensorType type = new TensorType(DType.FLOAT64, Shape.of(rows, columns));
    Tensor w = Tensor.of(type.shape(), draw(Initializers.orthogonal(1.5), type));
    Tensor product = rows <= columns ? w.matmul(w.transpose()) : w.transpose().matmul(w);
    long side = Math.min(rows, columns);
    double[] values = product.toDoubles();
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(i % (side + 1) == 0 ? 2.25 : 0, within(1e-12));
    }
  }

  @Test
  void orthogonalKernelsAreMatricesOfTheirOutputs() {
    double[] values = draw(Initializers.orthogonal(), TensorType.float32(4, 2, 3, 3));
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        double dot = 0;
        for (int i = 0; i < 18; i++) {
          dot += values[18 * a + i] * values[18 * b + i];
        }
        assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-6));
      }
    }
  }

  @Test
  void noRandomNumberIsZeroForOrthogonalRowsOfOneElement() {
    assertThat(draw(Initializers.orthogonal(), TensorType.float32(1, 1)))
        .satisfiesAnyOf(
            w -> assertThat(w).containsExactly(1), w -> assertThat(w).containsExactly(-1));
  }

  @Test
  void theIdentityHandsOnItsInput() {
    assertThat(draw(Initializers.identity(), TensorType.float32(2, 3)))
        .containsExactly(1, 0, 0, 0, 1, 0);
    assertThat(draw(Initializers.identity(), TensorType.float32(2, 1, 3)))
        .containsExactly(0, 1, 0, 0, 0, 0);
    double[] kernels = draw(Initializers.dirac(2), TensorType.float32(4, 2, 3, 3, 3));
    for (int i = 0; i < kernels.length; i++) {
      int place = i % 27;
      int in = i / 27 % 2;
      int out = i / 54;
      assertThat(kernels[i]).isEqualTo(place == 13 && out % 2 == in ? 1 : 0);
    }
    assertThatThrownBy(() -> draw(Initializers.dirac(3), TensorType.float32(4, 2)))
        .hasMessage(
            "initialiser: identity in 3 groups needs a multiple of them as outputs, found"
                + " float32[4, 2]");
  }

  @Test
  void everyColumnOfASparseMatrixHasTheSameNumberOfZeros() {
    double[] values = draw(Initializers.sparse(0.25, 1), TensorType.float32(10, 7));
    for (int column = 0; column < 7; column++) {
      int zeros = 0;
      for (int row = 0; row < 10; row++) {
        zeros += values[row * 7 + column] == 0 ? 1 : 0;
      }
      assertThat(zeros).isEqualTo(3);
    }
    assertThatThrownBy(() -> draw(Initializers.sparse(0.25, 1), TensorType.float32(3)))
        .hasMessage("initialiser: sparse needs a matrix, float32[3] is none; use normal instead");
  }

  @ParameterizedTest
  @CsvSource({"1, 12, 5", "4, 12, 5", "2, 6, 3"})
  void theFanInOfATransposedConvolutionIsThatOfItsConnections(int groups, long in, long out) {
    TensorType weight = TensorType.float32(in, out, 2, 3);
    // The fan-in of an output is in/groups · 6.
    double bound = Math.sqrt(6.0 / (in / groups * 6));
    double[] values = draw(Initializers.transposed(Initializers.heUniform(), groups), weight);
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    assertThat(largest).isBetween(0.9 * bound, bound);
  }

  @Test
  void aTransposedRuleMovesEachConnectionToItsPlace() {
    // Two groups: a convolution [4, 3, 1] in which kernel o of group g hands on input o.
    double[] values =
        draw(Initializers.transposed(Initializers.dirac(2), 2), TensorType.float32(6, 2, 1));
    assertThat(values).containsExactly(1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0);
  }

  @Test
  void fansCountTheKernelOfAnyRank() {
    for (TensorType type :
        List.of(
            TensorType.float32(20, 30),
            TensorType.float32(20, 30, 5),
            TensorType.float32(20, 30, 5, 2),
            TensorType.float32(20, 30, 2, 3, 2))) {
      assertThat(Fan.IN.of(type)).isEqualTo(type.shape().count() / 20);
      assertThat(Fan.OUT.of(type)).isEqualTo(type.shape().count() / 30);
    }
  }

  @Test
  void aVectorHasNoFan() {
    assertThatThrownBy(() -> draw(Initializers.heUniform(), TensorType.float32(3)))
        .hasMessage(
            "initialiser: float32[3] has no fan-in; name one such as constant or normal instead");
  }

  @Test
  void rulesSayTheirNames() {
    assertThat(Initializers.normal(0, 0.01)).hasToString("normal(0.0, 0.01)");
    assertThat(Initializers.heUniform()).hasToString("heUniform");
    assertThat(Initializers.heUniform(Fan.OUT, 1)).hasToString("heUniform(OUT, 1.0)");
    assertThat(Initializers.transposed(Initializers.orthogonal(2), 1))
        .hasToString("transposed orthogonal(2.0)");
  }
}
