package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Layout;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What depends on steady variables alone is computed once for each of their versions. */
class FrozenTest {
  private final Variable x = new Variable("x", TensorType.float32(2));
  private final Variable scale = Variable.steady("scale", TensorType.float32(2));
  private final Variable root = Variable.steady("root", TensorType.float32(2));

  @Test
  void whatDependsOnSteadyVariablesAloneIsNoCallOfARun() {
    Step step = Step.compile(x.tensor().mul(scale.tensor().div(root.tensor().sqrt())));
    assertThat(step.plan().size()).isEqualTo(1);
    assertThat(step.plan().toString())
        .contains("computed again only after a parameter was written")
        .contains("1 more calls");
  }

  @Test
  void withoutSteadyVariablesEverythingIsOneCall() {
    Variable fed = new Variable("fed", TensorType.float32(2));
    Step step = Step.compile(x.tensor().mul(scale.tensor().div(fed.tensor().sqrt())));
    assertThat(step.plan().size()).isEqualTo(1);
    assertThat(step.plan().toString()).doesNotContain("computed again");
  }

  @Test
  void aWrittenVariableIsSeenByTheNextRun() {
    Step step = Step.compile(x.tensor().mul(scale.tensor().div(root.tensor().sqrt())));
    x.set(1.0, 2.0);
    scale.set(6.0, 6.0);
    root.set(4.0, 9.0);
    assertThat(run(step)).containsExactly(3f, 4f);
    scale.set(2.0, 3.0);
    assertThat(run(step)).containsExactly(1f, 2f);
    root.fill(1);
    assertThat(run(step)).containsExactly(2f, 6f);
    x.set(0.5, 0.5);
    assertThat(run(step)).containsExactly(1f, 1.5f);
  }

  @Test
  void whatAnotherStepWritesIsSeen() {
    Step use = Step.compile(x.tensor().add(scale.tensor().square()));
    Step update =
        Step.compile(List.of(), List.of(), List.of(new Assignment(scale, scale.tensor().add(1))));
    assertThat(run(use)).containsExactly(0f, 0f);
    update.run();
    update.run();
    assertThat(run(use)).containsExactly(4f, 4f);
  }

  @Test
  void theStepThatWritesAVariableComputesWithItAtEveryRun() {
    Tensor doubled = scale.tensor().mul(2);
    Step step =
        Step.compile(List.of(doubled), List.of(), List.of(new Assignment(scale, doubled.add(1))));
    assertThat(step.plan().toString()).doesNotContain("computed again");
    step.run();
    step.run();
    assertThat(run(step)).containsExactly(6f, 6f);
    assertThat(scale.tensor().toDoubles()).containsExactly(7, 7);
  }

  @Test
  void anOutputMayDependOnSteadyVariablesAlone() {
    Step step = Step.compile(scale.tensor().exp(), Tensor.of(1f, 2f).add(1));
    assertThat(step.plan().size()).isZero();
    scale.set(0.0, 1.0);
    step.run();
    assertThat(floats(step, 0)).containsExactly(new float[] {1f, (float) Math.E}, within(1e-6f));
    assertThat(floats(step, 1)).containsExactly(2f, 3f);
    scale.set(1.0, 0.0);
    step.run();
    assertThat(floats(step, 0)).containsExactly(new float[] {(float) Math.E, 1f}, within(1e-6f));
  }

  @Test
  void aFrozenValueMayBecomeTheNewValueOfAVariable() {
    Step step =
        Step.compile(List.of(), List.of(), List.of(new Assignment(x, scale.tensor().square())));
    scale.set(2.0, 3.0);
    step.run();
    assertThat(x.tensor().toDoubles()).containsExactly(4, 9);
    x.fill(0);
    step.run();
    assertThat(x.tensor().toDoubles()).containsExactly(4, 9);
  }

  @Test
  void aPlanThatServesEqualGraphsSeesWhoseVariablesItGot() {
    Variable other = Variable.steady("other", TensorType.float32(2));
    scale.set(1.0, 2.0);
    other.set(3.0, 4.0);
    for (int i = 0; i < 2; i++) {
      assertThat(scale.tensor().square().mul(x.tensor().add(1)).toDoubles()).containsExactly(1, 4);
      assertThat(other.tensor().square().mul(x.tensor().add(1)).toDoubles()).containsExactly(9, 16);
    }
  }

  @Test
  void aStepSeesThatAnotherMovedItsVariableToAnotherLayout() {
    Variable matrix = new Variable("matrix", TensorType.float32(2, 3));
    matrix.set(1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    Step step = Step.compile(matrix.tensor().mul(2));
    assertThat(run(step)).containsExactly(2, 4, 6, 8, 10, 12);
    matrix.settle(Layout.strided(1, 2));
    assertThat(run(step)).containsExactly(2, 4, 6, 8, 10, 12);
  }

  @Test
  void aReplicaReadsItsOwnBatchAndTheSameParameters() {
    Step step =
        Step.compile(
            List.of(x.tensor().mul(scale.tensor().square())),
            List.of(),
            List.of(),
            StepOptions.plain().threads(1));
    Variable other = new Variable("other", x.type());
    Step replica = step.replica(x, other);
    x.set(1.0, 2.0);
    other.set(10.0, 20.0);
    for (double s = 1; s < 4; s++) {
      scale.fill(s);
      float square = (float) (s * s);
      assertThat(run(replica)).containsExactly(10 * square, 20 * square);
      assertThat(run(step)).containsExactly(square, 2 * square);
    }
    scale.settle(Layout.strided(2));
    assertThat(run(replica)).containsExactly(90, 180);
    assertThat(run(step)).containsExactly(9, 18);
    assertThat(run(replica.replica(other, x))).containsExactly(9, 18);
  }

  @Test
  void aStepThatWritesHasNoReplica() {
    Step step = Step.compile(List.of(), List.of(), List.of(new Assignment(x, x.tensor().mul(2))));
    assertThatThrownBy(() -> step.replica(x, new Variable("y", x.type())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("writes x");
    assertThatThrownBy(() -> StepOptions.plain().threads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one thread");
    Step reader = Step.compile(x.tensor().mul(2));
    assertThatThrownBy(() -> reader.replica(x, new Variable("y", TensorType.float32(3))))
        .hasMessageContaining("another type");
  }

  private static float[] run(Step step) {
    step.run();
    return floats(step, 0);
  }

  private static float[] floats(Step step, int output) {
    return step.output(output).toArray(ValueLayout.JAVA_FLOAT);
  }
}
