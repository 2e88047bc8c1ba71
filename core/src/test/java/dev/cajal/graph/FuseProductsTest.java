package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Backends;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Weights that are updated while their gradient is computed. */
class FuseProductsTest {
  private static final long ROWS = 512;
  private static final long COLUMNS = 512;

  private final Variable x = new Variable("x", TensorType.float32(3, COLUMNS));
  private final Variable g = new Variable("g", TensorType.float32(3, ROWS));
  private final Variable w = new Variable("w", TensorType.float32(ROWS, COLUMNS));

  @Test
  void theGradientIsNeverStored() {
    Plan plan = step(true).plan();
    assertThat(plan.toString()).contains("matmul+fused[512, 512]{mul sub}");
    // Where the kernel may write over the old weights, nothing is stored at all.
    assertThat(step(false).plan().workspaceBytes() - plan.workspaceBytes())
        .isGreaterThanOrEqualTo(w.type().bytes());
  }

  @Test
  void itsNormAndTheUpdateStayTheSame() {
    LongToDoubleFunction values = i -> Math.sin((double) (i + 1));
    fill(x, values);
    fill(g, values);
    fill(w, values);
    Step plain = step(false);
    plain.run();
    double norm = plain.scalar(0);
    double last = last(w);
    fill(w, values);
    Step fused = step(true);
    fused.run();
    assertThat(fused.scalar(0)).isCloseTo(norm, within(1e-4 * norm));
    assertThat(last(w)).isCloseTo(last, within(1e-6));
  }

  @Test
  void theNormOfTermsThatCancelIsNotBelowZero() {
    fill(x, i -> Math.sqrt((double) (1 + i % COLUMNS)));
    fill(g, i -> i < ROWS ? 1.1 : i < 2 * ROWS ? -1.1 : 0);
    Step step = step(true);
    step.run();
    assertThat(step.scalar(0)).isBetween(0.0, 1e-2);
  }

  @Test
  void nothingIsWrittenWhenTheNormIsNotFinite() {
    x.fill(1);
    g.fill(Float.POSITIVE_INFINITY);
    w.fill(5);
    assertThatThrownBy(step(true)::run).isInstanceOf(NonFiniteException.class);
    assertThat(last(w)).isEqualTo(5);
  }

  @Test
  void aProductThatSomethingElseReadsIsStored() {
    Tensor gradient = g.tensor().transpose().matmul(x.tensor());
    Tensor next = w.tensor().sub(gradient.mul(0.5));
    Step step =
        Step.compile(
            List.of(gradient),
            List.of(),
            List.of(new Assignment(w, next)),
            Backends.all(),
            Pass.all(),
            StepOptions.plain());
    assertThat(step.plan().toString()).doesNotContain("matmul+fused");
  }

  private Step step(boolean fuse) {
    Tensor gradient = g.tensor().transpose().matmul(x.tensor());
    Tensor norm = gradient.square().sum().sqrt();
    Tensor next = w.tensor().sub(gradient.mul(0.5));
    return Step.compile(
        List.of(norm),
        List.of(norm),
        List.of(new Assignment(w, next)),
        Backends.all(),
        fuse ? Pass.all() : Set.of(),
        StepOptions.plain());
  }

  private static void fill(Variable variable, LongToDoubleFunction values) {
    HostArray array = HostArray.of(variable.type(), variable.memory());
    for (long i = 0; i < array.count(); i++) {
      array.set(i, values.applyAsDouble(i));
    }
    variable.touched();
  }

  private static double last(Variable variable) {
    Shape shape = variable.type().shape();
    return HostArray.of(variable.type(), variable.memory()).get(shape.count() - 1);
  }
}
