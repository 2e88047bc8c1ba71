package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The weights of a linear layer in use are packed once, and again after they were written. */
class PackedWeightsTest {
  private final Module layer = new Linear(70).build(Shape.of(50), 1);
  private final Variable weight = layer.parameters().getFirst();
  private final Variable x = new Variable("x", TensorType.float32(8, 50));
  private final Tensor y = layer.apply(x.tensor(Trace.evaluation()));

  @Test
  void noRunRearrangesThem() {
    Plan plan = Step.compile(y).plan();
    assertThat(plan.size()).isEqualTo(1);
    assertThat(plan.reorders()).isZero();
  }

  @Test
  void newWeightsAreSeen() {
    Step step = Step.compile(y);
    x.fill(0.5);
    for (double value : List.of(1.0, -2.0)) {
      weight.fill(value);
      step.run();
      assertThat(step.output(0).toArray(ValueLayout.JAVA_FLOAT))
          .hasSize(8 * 70)
          .usingComparatorWithPrecision(1e-4f)
          .containsOnly((float) (50 * 0.5 * value));
    }
  }

  @Test
  void theResultIsThatOfWeightsAsTheyLie() {
    Variable loose = new Variable("loose", weight.type());
    loose.set(weight.tensor().toDoubles());
    x.fill(1);
    Step packed = Step.compile(y);
    Step asTheyLie =
        Step.compile(
            x.tensor()
                .matmul(loose.tensor().transpose(0, 1))
                .add(layer.parameters().get(1).tensor()));
    packed.run();
    asTheyLie.run();
    assertThat(packed.output(0).toArray(ValueLayout.JAVA_FLOAT))
        .containsExactly(asTheyLie.output(0).toArray(ValueLayout.JAVA_FLOAT), within(1e-5f));
  }
}
