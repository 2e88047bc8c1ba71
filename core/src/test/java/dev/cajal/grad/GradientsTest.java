package dev.cajal.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Relu;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientsTest {

  @Test
  void aProductHasTheOtherFactorAsItsGradient() {
    Tensor x = Tensor.of(4);
    Tensor y = Tensor.of(-3);
    Gradients gradients = Gradients.of(x.mul(y).sum(), x, y);
    assertThat(gradients.get(x).toArray()).containsExactly(-3f);
    assertThat(gradients.get(y).toArray()).containsExactly(4f);
  }

  @Test
  void aSumTimesAFactorSharesItsGradient() {
    Tensor x = Tensor.of(-2);
    Tensor y = Tensor.of(5);
    Tensor z = Tensor.of(-4);
    Gradients gradients = Gradients.of(x.add(y).mul(z).sum(), x, y, z);
    assertThat(gradients.get(x).item()).isEqualTo(-4f);
    assertThat(gradients.get(y).item()).isEqualTo(-4f);
    assertThat(gradients.get(z).item()).isEqualTo(3f);
  }

  @Test
  void gradientsCanBeDifferentiatedAgain() {
    Tensor x = Tensor.of(Shape.of(1), 0.7);
    Tensor first = Gradients.of(x.sin().sum(), x).get(x);
    Tensor second = Gradients.of(first.sum(), x).get(x);
    assertThat(second.toDoubles()[0]).isCloseTo(-Math.sin(0.7), within(1e-15));
  }

  @Test
  void forwardModeAgreesWithReverseMode() {
    Tensor x = Tensor.of(Shape.of(3), 0.3, -0.2, 0.9);
    Tensor y = x.square().sum().add(x.mul(3).sin().sum()).cos();
    Tensor direction = Tensor.of(Shape.of(3), 1.0, 0.5, -2.0);
    double forward = Forward.jvp(y, x, direction).toDoubles()[0];
    double reverse = Gradients.of(y, x).get(x).mul(direction).sum().toDoubles()[0];
    assertThat(forward).isCloseTo(reverse, within(1e-14));
  }

  @Test
  void whatTheLossDoesNotDependOnHasGradientZero() {
    Variable w = new Variable("w", new TensorType(DType.FLOAT32, Shape.of(2)));
    Variable other = new Variable("other", new TensorType(DType.FLOAT32, Shape.of(2)));
    Gradients gradients = Gradients.of(w.tensor().sum(), List.of(w, other));
    assertThat(gradients.get(other).toArray()).containsExactly(0f, 0f);
    assertThatThrownBy(() -> gradients.get(new Variable("third", other.type())))
        .hasMessage("no gradient was asked for variable third");
  }

  @Test
  void aForgottenPathIsAnErrorAndNotZero() {
    Tensor x = Tensor.of(2);
    Tensor square = x.square();
    Tensor.evaluate(square);
    assertThatThrownBy(() -> Gradients.of(square.mul(3).sum(), x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was evaluated before and has forgotten");
  }

  @Test
  void aForgottenPathBesideAKnownOneIsAnErrorToo() {
    Tensor before = Tensor.of(3).square();
    Tensor x = Tensor.of(2);
    Tensor square = x.square();
    Tensor.evaluate(before, square);
    assertThatThrownBy(() -> Gradients.of(square.add(x).sum(), x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("or detach() what does not depend on it");
    assertThatThrownBy(() -> Forward.jvp(square.add(x), x, Tensor.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has forgotten how it was computed");
    assertThat(Gradients.of(x.mul(before).sum(), x).get(x).item()).isEqualTo(9);
    assertThat(Gradients.of(x.mul(square.detach()).sum(), x).get(x).item()).isEqualTo(4);
  }

  @Test
  void variablesKeepTheirPathAfterEvaluation() {
    Variable x = new Variable("x", TensorType.float32());
    x.fill(2);
    Tensor square = x.tensor().square();
    assertThat(square.item()).isEqualTo(4f);
    assertThat(Gradients.of(square.mul(3), List.of(x)).get(x).item()).isEqualTo(12f);
  }

  @Test
  void aLossHasOneElement() {
    Tensor x = Tensor.of(1, 2);
    assertThatThrownBy(() -> Gradients.of(x.mul(x), x))
        .hasMessage(
            "gradients: the loss is float32[2], expected one element; take its mean or sum");
  }

  @Test
  void anotherRuleReplacesTheDerivativeWhereItSaysSo() {
    Tensor x = Tensor.of(-1, 2, 3);
    Tensor y = x.relu().mul(Tensor.of(5, -1, 2));
    ReverseRule both =
        (op, at, grads) ->
            op instanceof Relu ? op.vjp(at, List.of(grads.getFirst().relu())) : op.vjp(at, grads);
    Tensor seed = Tensor.full(y.type(), 1);
    assertThat(Gradients.product(y, seed, x).get(x).toArray()).containsExactly(0f, -1f, 2f);
    assertThat(Gradients.product(y, seed, both, x).get(x).toArray()).containsExactly(0f, 0f, 2f);
    assertThat(Gradients.product(y, seed, ReverseRule.DERIVATIVE, x).get(x).toArray())
        .containsExactly(0f, -1f, 2f);
  }
}
