package dev.cajal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import org.junit.jupiter.api.Test;

class TensorMovementTest {
  private static final Tensor X = Tensor.of(Shape.of(1, 3), 1f, 2, 3);

  @Test
  void axesOfSizeOneGoAndComeBack() {
    assertThat(X.squeeze().shape()).isEqualTo(Shape.of(3));
    assertThat(X.squeeze(0).unsqueeze(1).shape()).isEqualTo(Shape.of(3, 1));
    assertThatThrownBy(() -> X.squeeze(1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("squeeze: axis 1 of [1, 3] has size 3, expected 1");
  }

  @Test
  void splittingIntoOtherSizesThanThereAreIsRejected() {
    assertThatThrownBy(() -> X.split(1, 2, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessage("split: sizes [2, 2] do not add up to the 3 of axis 1 of [1, 3]");
    assertThatThrownBy(() -> X.chunk(1, 0)).hasMessage("chunk: count is 0, expected at least 1");
  }

  @Test
  void trianglesNeedAMatrix() {
    assertThatThrownBy(() -> Tensor.of(1, 2).tril(0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("tril: input is [2], expected at least two axes; unsqueeze it");
    assertThatThrownBy(() -> Tensor.of(1).reshape(1, 1, 1).diag())
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "diag: input is [1, 1, 1], expected a vector or a matrix; see diagonal and diagEmbed");
  }

  @Test
  void aTriangleDropsInfinitiesWithoutATrace() {
    Tensor x = Tensor.full(X.type().with(Shape.of(2, 2)), Double.NEGATIVE_INFINITY);

    assertThat(x.tril(0).toArray())
        .containsExactly(
            Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY);
  }

  @Test
  void aRangeThatNeverEndsIsRefused() {
    assertThat(Tensor.arange(DType.INT64, 0, 4, 1).toDoubles()).containsExactly(0, 1, 2, 3);
    assertThatThrownBy(() -> Tensor.arange(DType.FLOAT32, 0, 4, -1))
        .hasMessage("arange: step -1.0 does not lead from 0.0 to 4.0");
  }
}
