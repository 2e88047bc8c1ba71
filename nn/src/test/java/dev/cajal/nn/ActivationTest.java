package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected numbers were computed with PyTorch 2.13. */
class ActivationTest {
  private static final double[] X = {-3, -1, -0.25, 0, 0.5, 2};

  static Stream<Arguments> functions() {
    return Stream.of(
        of(
            Activation.leakyRelu(0.01),
            new double[] {-0.03, -0.01, -0.0025, 0, 0.5, 2},
            new double[] {0.01, 0.01, 0.01, 0.01, 1, 1}),
        of(
            Activation.elu(1.5),
            new double[] {-1.4253194, -0.9481808, -0.3317988, 0, 0.5, 2},
            new double[] {0.0746806, 0.5518192, 1.1682012, 1.5, 1, 1}),
        of(
            Activation.softplus(),
            new double[] {0.0485874, 0.3132617, 0.5759394, 0.6931472, 0.974077, 2.1269281},
            new double[] {0.0474259, 0.2689414, 0.4378235, 0.5, 0.6224594, 0.8807971}),
        of(
            Activation.gelu(),
            new double[] {-0.0040497, -0.1586553, -0.1003234, 0, 0.3457312, 1.9544997},
            new double[] {-0.0119456, -0.0833154, 0.3046267, 0.5, 0.8674951, 1.0852319}),
        of(
            Activation.geluTanh(),
            new double[] {-0.0036374, -0.158808, -0.1003246, 0, 0.345714, 1.9545977},
            new double[] {-0.0115843, -0.0829641, 0.3046459, 0.5, 0.8673699, 1.0860993}),
        of(
            Activation.silu(),
            new double[] {-0.1422776, -0.2689414, -0.1094559, 0, 0.3112297, 1.7615941},
            new double[] {-0.0881041, 0.0723295, 0.37629, 0.5, 0.7399612, 1.0907843}),
        of(Activation.relu(), new double[] {0, 0, 0, 0, 0.5, 2}, new double[] {0, 0, 0, 0, 1, 1}));
  }

  private static Arguments of(Activation function, double[] values, double[] slopes) {
    return Arguments.of(function, values, slopes);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void valuesAndSlopesAreThoseOfTheFormula(Activation function, double[] values, double[] slopes) {
    Variable x = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(X.length)));
    x.set(Tensor.of(Shape.of(X.length), X).values());
    Tensor y = function.apply(x.tensor());
    Tensor slope = Gradients.of(y.sum(), List.of(x)).get(x);
    assertThat(slope.toDoubles()).containsExactly(slopes, within(2e-7));
    assertThat(y.toDoubles()).containsExactly(values, within(2e-7));
  }

  @Test
  void softmaxRunsAlongTheLastAxis() {
    Tensor x = Tensor.of(Shape.of(2, 2), new double[] {0, Math.log(3), 5, 5});
    assertThat(Activation.softmax().apply(x).toDoubles())
        .containsExactly(new double[] {0.25, 0.75, 0.5, 0.5}, within(1e-12));
    assertThat(Activation.logSoftmax().apply(x).exp().toDoubles())
        .containsExactly(new double[] {0.25, 0.75, 0.5, 0.5}, within(1e-12));
  }

  @Test
  void noFunctionOverflowsFarFromZero() {
    Tensor far = Tensor.of(-1000, 1000);
    assertThat(Activation.softplus().apply(far).toArray()).containsExactly(0, 1000);
    assertThat(Activation.elu(1).apply(far).toArray()).containsExactly(-1, 1000);
    Variable x = new Variable("x", TensorType.float32(2));
    x.set(-1000, 1000);
    Tensor slope = Gradients.of(Activation.elu(1).apply(x.tensor()).sum(), List.of(x)).get(x);
    assertThat(slope.toArray()).containsExactly(0, 1);
  }

  @Test
  void aSlopeAboveOneIsRefused() {
    assertThatThrownBy(() -> Activation.leakyRelu(1.5))
        .hasMessage("leakyRelu: slope is 1.5, expected 0 to 1");
  }

  @Test
  void anOwnFunctionCarriesItsName() {
    Activation square = Activation.of("Square", Tensor::square);
    assertThat(square.apply(Tensor.of(3)).item()).isEqualTo(9);
    assertThat(square).hasToString("Square");
    assertThat(Activation.leakyRelu(0.1)).hasToString("LeakyReLU(0.1)");
  }
}
