package dev.cajal.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GradientCheckerTest {
  private final Variable x = randomly("x", 3, 4);
  private final Variable w = randomly("w", 4, 5);

  @Test
  void agreesOnASmoothFunctionAndLeavesVariablesAsTheyWere() {
    double[] before = x.tensor().toDoubles();
    GradientReport report =
        GradientChecker.check(
            () -> x.tensor().matmul(w.tensor()).tanh().square().sum(),
            List.of(x, w),
            GradientChecker.Options.DEFAULT);
    assertThat(report.worst()).isLessThan(1e-7);
    assertThat(report.checked()).isEqualTo(12 + 20);
    assertThat(x.tensor().toDoubles()).isEqualTo(before);
  }

  @Test
  void findsAWrongRuleAndNamesVariableAndElement() {
    GradientReport report =
        GradientChecker.check(
            () -> Tensor.apply(new WrongSquare(), x.tensor()).sum().add(w.tensor().sum()),
            List.of(x, w),
            GradientChecker.Options.DEFAULT);
    assertThat(report.worst()).isGreaterThan(0.1);
    assertThat(report.entries().get(1).error()).isLessThan(1e-7);
    assertThat(report.toString()).startsWith("x").contains("worst relative error");
  }

  @Test
  void leavesOutKinks() {
    Variable zero = new Variable("zero", new TensorType(DType.FLOAT64, Shape.of(3)));
    GradientReport report =
        GradientChecker.check(
            () -> zero.tensor().relu().sum(), List.of(zero), GradientChecker.Options.DEFAULT);
    assertThat(report.entries().getFirst().kinks()).isEqualTo(3);
    assertThat(report.checked()).isZero();
  }

  @Test
  void refusesFloat32() {
    Variable single = new Variable("single", TensorType.float32(2));
    assertThatThrownBy(() ->
            GradientChecker.check(
                () -> single.tensor().sum(), List.of(single), GradientChecker.Options.DEFAULT))
        .hasMessage("gradient check: single is float32[2], expected float64");
  }

  /** x² with the derivative x instead of 2x. */
  private record WrongSquare() implements Elementwise.Unary {
    @Override
    public String name() {
      return "wrong_square";
    }

    @Override
    public double compute(double value) {
      return value * value;
    }

    @Override
    public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
      return List.of(grads.getFirst().mul(at.x(0)));
    }
  }

  private static Variable randomly(String name, long... sizes) {
    Variable variable = new Variable(name, new TensorType(DType.FLOAT64, Shape.of(sizes)));
    Random random = new Random(sizes.length + sizes[0]);
    HostArray values = HostArray.of(variable.type(), variable.memory());
    for (long i = 0; i < values.count(); i++) {
      values.set(i, random.nextGaussian());
    }
    variable.touched();
    return variable;
  }
}
