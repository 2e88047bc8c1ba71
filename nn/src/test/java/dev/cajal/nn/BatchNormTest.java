package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected numbers were computed with PyTorch 2.13. */
class BatchNormTest {
  private final BatchNorm layer = new BatchNorm();
  private final Variable x = new Variable("x", TensorType.float32(2, 2, 2, 2));

  BatchNormTest() {
    layer.build(Shape.of(2, 2, 2), 1);
    layer.variable("weight").set(2, 0.5f);
    layer.variable("bias").set(0.1f, -0.2f);
    float[] values = new float[16];
    for (int i = 0; i < 16; i++) {
      values[i] = i * i / 10f;
    }
    x.set(values);
  }

  private static Trace training() {
    return Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
  }

  @Test
  void trainingNormalisesByTheBatch() {
    Tensor y = layer.apply(x.tensor(training()));
    assertThat(y.toArray())
        .containsExactly(
            new float[] {
              -1.9401815f,
              -1.8972303f,
              -1.7683767f,
              -1.5536208f,
              -0.7760187f,
              -0.7193611f,
              -0.650113f,
              -0.5682743f,
              0.8086947f,
              1.5388651f,
              2.3549376f,
              3.2569127f,
              0.029778f,
              0.1871601f,
              0.3571329f,
              0.5396962f
            },
            within(2e-6f));
  }

  @Test
  void theGradientFlowsThroughTheStatistics() {
    float[] places = new float[16];
    for (int i = 0; i < 16; i++) {
      places[i] = i;
    }
    Tensor y = layer.apply(x.tensor(training())).mul(Tensor.of(Shape.of(2, 2, 2, 2), places));
    assertThat(Gradients.of(y.sum(), List.of(x)).get(x).toArray())
        .containsExactly(
            new float[] {
              -0.5768927f, -0.1849687f, 0.1317796f, 0.3733523f, -0.0469658f, -0.0134498f,
                  0.0135246f,
              0.0339575f, 0.4535802f, 0.2440986f, -0.0405584f, -0.4003914f, 0.0379993f, 0.019183f,
              -0.0061748f, -0.038074f
            },
            within(5e-6f));
  }

  @Test
  void aFrozenLayerComputesOneFunctionInTrainingAndOutside() {
    layer.freeze();
    Trace trace = training();
    assertThat(layer.apply(x.tensor(trace)).toArray())
        .isEqualTo(layer.apply(x.tensor(Trace.evaluation())).toArray());
    assertThat(trace.assignments()).isEmpty();

    layer.unfreeze();
    layer.freeze("bias");
    Trace free = training();
    layer.apply(x.tensor(free));
    assertThat(free.assignments()).hasSize(3);
  }

  @Test
  void runningStatisticsAreResultsOfTheTrainingTrace() {
    Trace trace = training();
    Tensor y = layer.apply(x.tensor(trace));
    assertThat(layer.variable("running_mean").tensor().toArray()).containsExactly(0, 0);
    assertThat(trace.assignments())
        .extracting(a -> a.target().name())
        .containsExactly("running_mean", "running_var", "num_batches_tracked");
    for (Assignment next : trace.assignments()) {
      next.target().set(next.value().values());
    }
    assertThat(layer.variable("running_mean").tensor().toArray())
        .containsExactly(new float[] {0.475f, 1.075f}, within(1e-6f));
    assertThat(layer.variable("running_var").tensor().toArray())
        .containsExactly(new float[] {3.378f, 8.109428f}, within(1e-6f));
    assertThat(layer.variable("num_batches_tracked").tensor().toArray()).containsExactly(1);
    assertThat(y.trace()).isSameAs(trace);
  }

  @Test
  void evaluationUsesTheRunningStatistics() {
    layer.variable("running_mean").set(0.475f, 1.075f);
    layer.variable("running_var").set(3.378f, 8.109428f);
    Trace trace = Trace.evaluation();
    float[] y = layer.apply(x.tensor(trace)).toArray();
    assertThat(new float[] {y[0], y[3], y[7], y[8], y[15]})
        .containsExactly(
            new float[] {-0.4168841f, 0.5624752f, 0.4715929f, 6.5474486f, 3.5617979f},
            within(2e-6f));
    assertThat(trace.assignments()).isEmpty();
    assertThat(layer.apply(x.tensor()).toArray()).containsExactly(y);
  }

  @Test
  void oneValuePerChannelHasNoVariance() {
    BatchNorm flat = new BatchNorm();
    flat.build(Shape.of(3), 1);
    Variable one = new Variable("one", TensorType.float32(1, 3));
    assertThatThrownBy(() -> flat.apply(one.tensor(training())))
        .hasMessageStartingWith("batchnorm: input [1, 3] has one value per channel");
    assertThat(flat.apply(one.tensor()).toArray()).containsExactly(0, 0, 0);
  }
}
