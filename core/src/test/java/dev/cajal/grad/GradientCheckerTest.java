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
    assertThat(report.passed()).isFalse();
    assertThat(report.place()).matches("x\\[[0-2], [0-3]]");
  }

  @Test
  void aDirectionThatDisagreesLeadsToTheVariableAndItsElement() {
    GradientReport report =
        GradientChecker.check(
            () -> w.tensor().sin().sum().add(Tensor.apply(new WrongSquare(), x.tensor()).sum()),
            List.of(w, x),
            GradientChecker.Options.DEFAULT.samples(0).directions(2));
    assertThat(report.directions()).hasSize(2).allMatch(d -> d.error() > 1e-3);
    assertThat(report.entries()).singleElement().matches(e -> e.name().equals("x"));
    assertThat(report.place()).matches("x\\[[0-2], [0-3]]");
    assertThat(report.toString()).startsWith("all variables, direction 0").contains("at x[");
  }

  @Test
  void directionsMoveAllVariablesTogether() {
    GradientReport report =
        GradientChecker.check(
            () -> x.tensor().matmul(w.tensor()).sin().sum(),
            List.of(x, w),
            GradientChecker.Options.DEFAULT.samples(0).directions(3).seed(4));
    assertThat(report.checked()).isEqualTo(3);
    assertThat(report.worst()).isLessThan(1e-7);
    assertThat(report.passed()).isTrue();
    assertThat(report.place()).startsWith("direction ");
  }

  @Test
  void functionsOfTensorsWithManyResultsAreChecked() {
    GradientReport one =
        GradientChecker.check(
            v -> v.softmax(-1), x.tensor().detach(), GradientChecker.Options.DEFAULT);
    assertThat(one.checked()).isEqualTo(12);
    assertThat(one.passed()).as("%s", one).isTrue();
    GradientReport two =
        GradientChecker.check(
            (List<Tensor> v) -> v.get(0).matmul(v.get(1)),
            List.of(x.tensor().detach(), w.tensor().detach()),
            GradientChecker.Options.DEFAULT);
    assertThat(two.entries()).extracting(GradientReport.Entry::name).containsExactly("x0", "x1");
    assertThat(two.passed()).as("%s", two).isTrue();
  }

  @Test
  void aKinkNextToThePointIsNoError() {
    Variable near = new Variable("near", new TensorType(DType.FLOAT64, Shape.of(2)));
    near.set(Tensor.of(Shape.of(2), 4e-6, -0.5).values());
    GradientReport report =
        GradientChecker.check(
            () -> near.tensor().relu().sum(), List.of(near), GradientChecker.Options.DEFAULT);
    assertThat(report.checked()).isEqualTo(2);
    assertThat(report.passed()).as("%s", report).isTrue();
  }

  @Test
  void aGradientThatIsNotANumberFails() {
    Variable zero = new Variable("zero", new TensorType(DType.FLOAT64, Shape.of(1)));
    GradientReport report =
        GradientChecker.check(
            () -> zero.tensor().square().sqrt().sum(),
            List.of(zero),
            GradientChecker.Options.DEFAULT);
    assertThat(report.passed()).isFalse();
    assertThat(report.place()).isEqualTo("zero[0]");
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
    assertThatThrownBy(() ->
            GradientChecker.check(
                () -> x.tensor().cast(DType.FLOAT32).sum(),
                List.of(x),
                GradientChecker.Options.DEFAULT))
        .hasMessage("gradient check: the result is float32[], expected float64");
    assertThatThrownBy(() -> GradientChecker.Options.DEFAULT.step(0))
        .hasMessageStartingWith("gradient check: step 0.0, limit 1.0E-5");
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
