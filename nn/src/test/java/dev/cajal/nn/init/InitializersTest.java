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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
  void aVectorHasNoFan() {
    assertThatThrownBy(() -> draw(Initializers.heUniform(), TensorType.float32(3)))
        .hasMessage(
            "initialiser: float32[3] has no fan-in; name one such as constant or normal instead");
  }

  @Test
  void rulesSayTheirNames() {
    assertThat(Initializers.normal(0, 0.01)).hasToString("normal(0.0, 0.01)");
    assertThat(Initializers.heUniform()).hasToString("heUniform");
  }
}
