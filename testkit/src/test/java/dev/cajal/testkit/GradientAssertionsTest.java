package dev.cajal.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The assertions notice what can be wrong with a rule. */
class GradientAssertionsTest {
  private static final List<Tensor> POINT = List.of(Tensor.of(Shape.of(3), 0.5, -1, 2.0));

  /** x³ with slopes that may be wrong by a factor, or cut off from the graph. */
  private record Cube(double forward, double reverse, boolean detached, boolean detachedForward)
      implements Elementwise.Unary {

    Cube(double forward, double reverse) {
      this(forward, reverse, false, false);
    }

    @Override
    public String name() {
      return "cube";
    }

    @Override
    public double compute(double x) {
      return x * x * x;
    }

    @Override
    public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
      Tensor x = detached ? at.x(0).detach() : at.x(0);
      return List.of(grads.getFirst().mul(x.square()).mul(reverse));
    }

    @Override
    public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
      Tensor x = detachedForward ? at.x(0).detach() : at.x(0);
      return List.of(tangents.getFirst().mul(x.square()).mul(forward));
    }
  }

  @Test
  void rightRulesPass() {
    Cube right = new Cube(3, 3);

    assertThatCode(
            () -> {
              GradientAssertions.assertRules(right, POINT);
              GradientAssertions.assertSecondDerivatives(right, POINT);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void aWrongForwardRuleIsCaught() {
    assertThatThrownBy(() -> GradientAssertions.assertRules(new Cube(3.001, 3), POINT))
        .hasMessageContaining("cube: jvp of output 0 at");
  }

  @Test
  void aWrongReverseRuleIsCaught() {
    assertThatThrownBy(() -> GradientAssertions.assertRules(new Cube(3, 3.001), POINT))
        .hasMessageContaining("cube: vjp of input 0 at");
  }

  @Test
  void aRuleThatCannotBeDifferentiatedAgainIsCaught() {
    Cube detached = new Cube(3, 3, true, false);
    Cube forward = new Cube(3, 3, false, true);

    GradientAssertions.assertRules(detached, POINT);
    assertThatThrownBy(() -> GradientAssertions.assertSecondDerivatives(detached, POINT))
        .hasMessageContaining("cube: second derivative, reverse over reverse");
    GradientAssertions.assertRules(forward, POINT);
    assertThatThrownBy(() -> GradientAssertions.assertSecondDerivatives(forward, POINT))
        .hasMessageContaining("cube: second derivative, reverse over forward");
  }

  @Test
  void theGradientOfALossIsCheckedForItsVariables() {
    Variable x = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(2)));
    x.set(1, 2);

    GradientAssertions.assertGradient(() -> x.tensor().square().sum(), List.of(x));
    assertThatThrownBy(() ->
            GradientAssertions.assertGradient(
                () -> Tensor.apply(new Cube(3, 2), x.tensor()).sum(), List.of(x)))
        .isInstanceOf(AssertionError.class);
  }
}
