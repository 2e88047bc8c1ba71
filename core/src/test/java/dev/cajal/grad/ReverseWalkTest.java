package dev.cajal.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The worked gradients of the lecture notes. */
class ReverseWalkTest {
  private static final Offset<Double> ROUNDED = within(0.005);

  private static Tensor number(double value) {
    return Tensor.of(Shape.of(), value);
  }

  @Test
  void aProductSwapsItsFactors() {
    Tensor x = number(4);
    Tensor y = number(-3);
    ReverseWalk walk = ReverseWalk.of(x.mul(y), Map.of("x", x, "y", y));
    assertThat(walk.step("v1").value()).containsExactly(-12.0);
    assertThat(walk.step("v1").local()).containsExactly(List.of(-3.0), List.of(4.0));
    assertThat(walk.step("x").gradient()).containsExactly(-3.0);
    assertThat(walk.step("y").gradient()).containsExactly(4.0);
  }

  @Test
  void aSumDistributesItsGradient() {
    Tensor x = number(-2);
    Tensor y = number(5);
    Tensor z = number(-4);
    Tensor q = x.add(y);
    ReverseWalk walk = ReverseWalk.of(q.mul(z), Map.of("x", x, "y", y, "z", z, "q", q));
    assertThat(walk.step("q").value()).containsExactly(3.0);
    assertThat(walk.step("q").gradient()).containsExactly(-4.0);
    assertThat(walk.step("v1").value()).containsExactly(-12.0);
    assertThat(walk.step("x").gradient()).containsExactly(-4.0);
    assertThat(walk.step("y").gradient()).containsExactly(-4.0);
    assertThat(walk.step("z").gradient()).containsExactly(3.0);
  }

  @Test
  void aMaximumRoutesItsGradientToTheLarger() {
    Tensor x = number(2);
    Tensor y = number(-1);
    ReverseWalk walk = ReverseWalk.of(x.maximum(y).mul(10), Map.of("x", x, "y", y));
    assertThat(walk.step("x").gradient()).containsExactly(10.0);
    assertThat(walk.step("y").gradient()).containsExactly(0.0);
  }

  @Test
  void theSigmoidCircuitHasTheNumbersOfTheNotes() {
    Tensor w0 = number(2);
    Tensor w1 = number(-3);
    Tensor w2 = number(-3);
    Tensor x0 = number(-1);
    Tensor x1 = number(-2);
    Tensor f = number(1).div(w0.mul(x0).add(w1.mul(x1)).add(w2).neg().exp().add(1));
    ReverseWalk walk = ReverseWalk.of(f, Map.of("w0", w0, "w1", w1, "w2", w2, "x0", x0, "x1", x1));
    double[] values = {-2, 6, 4, 1, -1, 0.37, 1.37, 0.73};
    double[] gradients = {0.20, 0.20, 0.20, 0.20, -0.20, -0.53, -0.53, 1};
    for (int v = 0; v < values.length; v++) {
      ReverseWalk.Step step = walk.step("v" + (v + 1));
      assertThat(step.value().getFirst()).isCloseTo(values[v], ROUNDED);
      assertThat(step.gradient().getFirst()).isCloseTo(gradients[v], ROUNDED);
    }
    Map.of("w0", -0.20, "x0", 0.39, "w1", -0.39, "x1", -0.59, "w2", 0.20)
        .forEach((name, gradient) ->
            assertThat(walk.step(name).gradient().getFirst()).isCloseTo(gradient, ROUNDED));
  }

  @Test
  void theWalkOfANestedCosineIsPrinted() {
    Tensor x = number(0.5);
    Tensor square = x.square();
    Tensor j = square.sin().add(square.mul(3)).cos();
    assertThat(ReverseWalk.of(j, Map.of("x", x)).toString().lines())
        .containsExactly(
            "forwards                            value          local derivatives",
            "x                                   0.5",
            "v1         mul(x, x)                0.25           ∂v1/∂x = 0.5, ∂v1/∂x = 0.5",
            "v2         sin(v1)                  0.2474         ∂v2/∂v1 = 0.96891",
            "v3         mul(v1, 3)               0.75           ∂v3/∂v1 = 3",
            "v4         add(v2, v3)              0.9974         ∂v4/∂v2 = 1, ∂v4/∂v3 = 1",
            "v5         cos(v4)                  0.54248        ∂v5/∂v4 = -0.84007",
            "backwards                           gradient       passed on",
            "v5         cos(v4)                  1              -0.84007 to v4",
            "v4         add(v2, v3)              -0.84007       -0.84007 to v2, -0.84007 to v3",
            "v3         mul(v1, 3)               -0.84007       -2.5202 to v1",
            "v2         sin(v1)                  -0.84007       -0.81395 to v1",
            "v1         mul(x, x)                -3.3341        -1.6671 to x, -1.6671 to x",
            "x                                   -3.3341");
  }

  @Test
  void theGraphOfTheCallerRemembersItsOperands() {
    Tensor x = number(0.5);
    Tensor j = x.square().sin();
    ReverseWalk.of(j, Map.of("x", x));
    assertThat(Gradients.of(j, x).get(x).toDoubles()[0]).isCloseTo(Math.cos(0.25), within(1e-15));
    assertThatThrownBy(() -> ReverseWalk.of(j, Map.of("x", x)).step("y"))
        .hasMessage("reverse walk: nothing is called y; there are [x, v1, v2]");
  }

  /** J = −(y* ln y + (1 − y*) ln(1 − y)); the notes drop the minus. */
  @Test
  void logisticRegressionHasTheDifferenceAsGradient() {
    double[] inputs = {0.5, -1.5, 2};
    Tensor x = Tensor.of(Shape.of(3), inputs);
    Tensor theta = Tensor.of(Shape.of(3), 0.3, 0.8, -0.2);
    Tensor a = theta.mul(x).sum();
    Tensor y = a.sigmoid();
    double target = 1;
    Tensor j = y.log().mul(target).add(y.neg().add(1).log().mul(1 - target)).neg();
    ReverseWalk walk = ReverseWalk.of(j, Map.of("theta", theta, "a", a, "y", y));
    double output = walk.step("y").value().getFirst();
    assertThat(walk.step("y").gradient().getFirst()).isCloseTo(-target / output, within(1e-14));
    assertThat(walk.step("a").gradient().getFirst()).isCloseTo(output - target, within(1e-14));
    for (int i = 0; i < 3; i++) {
      assertThat(walk.step("theta").gradient().get(i))
          .isCloseTo((output - target) * inputs[i], within(1e-14));
    }
  }

  /** The gradient of an input sums over all hidden units that read it, as the notes' does not. */
  @Test
  void anInputOfAHiddenLayerCollectsFromAllItsUnits() {
    double[] alpha = {0.4, -0.6, 1.1, 0.2, 0.9, -0.3};
    Tensor x = Tensor.of(Shape.of(1, 3), 1.0, -0.5, 2.0);
    Tensor a = x.matmul(Tensor.of(Shape.of(2, 3), alpha).transpose());
    Tensor z = a.sigmoid();
    Tensor y = z.matmul(Tensor.of(Shape.of(2, 1), 0.7, -1.2));
    Tensor j = y.sub(1).square().sum().mul(0.5);
    ReverseWalk walk = ReverseWalk.of(j, Map.of("x", x, "a", a, "z", z, "y", y));
    List<Double> byA = walk.step("a").gradient();
    for (int i = 0; i < 3; i++) {
      assertThat(walk.step("x").gradient().get(i))
          .isCloseTo(byA.get(0) * alpha[i] + byA.get(1) * alpha[3 + i], within(1e-14));
    }
  }

  /** δᴸ = ∇C ⊙ σ′(zᴸ), δˡ = (wˡ⁺¹ᵀ δˡ⁺¹) ⊙ σ′(zˡ), ∂C/∂bˡ = δˡ, ∂C/∂wˡⱼₖ = aˡ⁻¹ₖ δˡⱼ. */
  @Test
  void theFourEquationsOfBackpropagationHold() {
    Tensor input = Tensor.of(Shape.of(3, 1), 0.2, -0.7, 1.5);
    Variable w1 = variable("w1", 4, 3);
    Variable b1 = variable("b1", 4, 1);
    Variable w2 = variable("w2", 2, 4);
    Variable b2 = variable("b2", 2, 1);
    Tensor z1 = w1.tensor().matmul(input).add(b1.tensor());
    Tensor a1 = z1.sigmoid();
    Tensor z2 = w2.tensor().matmul(a1).add(b2.tensor());
    Tensor a2 = z2.sigmoid();
    Tensor target = Tensor.of(Shape.of(2, 1), 1, 0.0);
    Tensor cost = a2.sub(target).square().sum().mul(0.5);
    Gradients byLayer = Gradients.of(cost, z1, z2);
    Tensor delta2 = a2.sub(target).mul(slope(z2));
    Tensor delta1 = w2.tensor().transpose().matmul(delta2).mul(slope(z1));
    close(byLayer.get(z2), delta2);
    close(byLayer.get(z1), delta1);
    Gradients gradients = Gradients.of(cost, List.of(w1, b1, w2, b2));
    close(gradients.get(b2), delta2);
    close(gradients.get(b1), delta1);
    close(gradients.get(w2), delta2.matmul(a1.transpose()));
    close(gradients.get(w1), delta1.matmul(input.transpose()));
  }

  private static Tensor slope(Tensor z) {
    return z.sigmoid().mul(z.sigmoid().neg().add(1));
  }

  private static void close(Tensor actual, Tensor expected) {
    assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(1e-14));
  }

  private static Variable variable(String name, long... sizes) {
    Variable variable = new Variable(name, new TensorType(DType.FLOAT64, Shape.of(sizes)));
    float[] values = new float[(int) variable.type().shape().count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 5 % 7 - 3) * 0.25f;
    }
    variable.set(values);
    return variable;
  }
}
