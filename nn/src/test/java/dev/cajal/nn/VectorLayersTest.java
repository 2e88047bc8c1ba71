package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
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
    assertThat(new Flatten(1, 2).apply(x).shape()).isEqualTo(Shape.of(4, 6, 5));
    assertThat(new Flatten(0, -2).apply(x).shape()).isEqualTo(Shape.of(24, 5));
    assertThat(new Flatten(2, 2).apply(x).shape()).isEqualTo(x.shape());
    assertThatThrownBy(() -> new Sequential(new Flatten(3, 1)).declare(Shape.of(3, 2)))
        .hasMessage(
            "flatten at 0: input [2, 3, 2] has no axes 3 to 1; name two of its axes in order");
  }

  @Test
  void unflattenUndoesIt() {
    Tensor x = Tensor.full(TensorType.float32(4, 30), 1);
    assertThat(new Unflatten(1, Shape.of(3, 2, 5)).apply(x).shape())
        .isEqualTo(Shape.of(4, 3, 2, 5));
    assertThat(new Unflatten(-1, Shape.of(30, 1)).apply(x).shape()).isEqualTo(Shape.of(4, 30, 1));
    assertThatThrownBy(() -> new Sequential(new Unflatten(1, Shape.of(3, 4))).declare(Shape.of(7)))
        .hasMessage(
            "unflatten at 0: axis 1 of input [2, 7] does not divide into [3, 4], which holds 12"
                + " elements; choose sizes with the product of the axis");
  }

  @Test
  void identityReturnsItsInput() {
    Tensor x = Tensor.of(1, 2, 3);
    assertThat(new Identity().apply(x)).isSameAs(x);
  }
}
