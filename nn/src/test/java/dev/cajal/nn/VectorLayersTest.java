package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import org.junit.jupiter.api.Test;

class VectorLayersTest {

  @Test
  void aLinearLayerMultipliesByTheTransposedWeight() {
    Linear layer = new Linear(2);
    layer.build(Shape.of(3), 1);
    layer.variable("weight").set(1, 2, 3, 4, 5, 6);
    layer.variable("bias").set(0.5f, -0.5f);
    Tensor x = Tensor.of(Shape.of(2, 3), 1f, 0, 0, 1, 1, 1);
    assertThat(layer.apply(x).toArray()).containsExactly(1.5f, 3.5f, 6.5f, 14.5f);
  }

  @Test
  void aLinearLayerWorksAlongTheLastOfManyAxes() {
    Linear layer = new Linear(2, false);
    assertThat(layer.declare(Shape.of(7, 3))).isEqualTo(Shape.of(7, 2));
    assertThat(layer.state()).containsOnlyKeys("weight");
    assertThat(layer.variable("weight").type().shape()).isEqualTo(Shape.of(2, 3));
    assertThatThrownBy(() -> layer.apply(Tensor.of(1, 2, 3)))
        .hasMessage("linear: input [3] has no batch axis; unsqueeze(0) adds one");
  }

  @Test
  void flattenKeepsTheBatch() {
    Tensor x = Tensor.full(TensorType.float32(4, 3, 2, 5), 1);
    assertThat(new Flatten().apply(x).shape()).isEqualTo(Shape.of(4, 30));
  }

  @Test
  void dropoutKeepsTheExpectationInTraining() {
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), 11L, 0L).values());
    Variable ones = new Variable("x", TensorType.float32(100, 100));
    ones.fill(1);
    float[] y = new Dropout(0.2).apply(ones.tensor(Trace.training(state))).toArray();
    double sum = 0;
    int zeros = 0;
    for (float value : y) {
      assertThat(value).isIn(0f, 1.25f);
      sum += value;
      zeros += value == 0 ? 1 : 0;
    }
    assertThat(zeros).isBetween(1880, 2120);
    assertThat(sum / y.length).isCloseTo(1, within(0.02));
  }

  @Test
  void dropoutDrawsAnewAtEveryStepAndPlace() {
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    Variable ones = new Variable("x", TensorType.float32(1, 64));
    ones.fill(1);
    Module model = new Sequential(new Dropout(0.5), new Dropout(0.5));
    Module first = model.module("0");
    Module second = model.module("1");
    Trace trace = Trace.training(state);
    float[] atFirst = first.apply(ones.tensor(trace)).toArray();
    assertThat(second.apply(ones.tensor(trace)).toArray()).isNotEqualTo(atFirst);
    assertThat(first.apply(ones.tensor(Trace.training(state))).toArray()).isEqualTo(atFirst);
    state.set(Tensor.of(Shape.of(2), 0L, 1L).values());
    assertThat(first.apply(ones.tensor(Trace.training(state))).toArray()).isNotEqualTo(atFirst);
  }

  @Test
  void dropoutDoesNothingInUse() {
    Tensor x = Tensor.of(1, 2, 3);
    assertThat(new Dropout(0.9).apply(x)).isSameAs(x);
    assertThatThrownBy(() -> new Dropout(1)).hasMessage("dropout: p is 1.0, expected 0 ≤ p < 1");
  }
}
