package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherTest {
  private static final Tensor TABLE = Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6f);

  @Test
  void indicesOfAnyRankTakeTheirPlaceInTheShape() {
    Tensor indices = Tensor.of(Shape.of(2, 2), 2L, 0L, 1L, 2L);

    Tensor rows = TABLE.gather(0, indices);
    Tensor columns = TABLE.gather(1, Tensor.of(Shape.of(), 1L));

    assertThat(rows.shape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(rows.toDoubles()).containsExactly(5, 6, 1, 2, 3, 4, 5, 6);
    assertThat(columns.shape()).isEqualTo(Shape.of(3));
    assertThat(columns.toDoubles()).containsExactly(2, 4, 6);
  }

  @Test
  void scatteringAddsWhatBelongsToTheSamePlace() {
    Tensor indices = Tensor.of(Shape.of(3), 1L, 1L, 0L);
    Tensor entries = Tensor.of(Shape.of(3, 2), 1, 2, 10, 20, 5, 6f);

    Tensor y = Tensor.apply(new ScatterAdd(0, Shape.of(3, 2)), entries, indices);

    assertThat(y.toDoubles()).containsExactly(5, 6, 11, 22, 0, 0);
  }

  @Test
  void anIndexOutsideTheAxisIsNamedWithPositionAndBound() {
    HostArray x = array(TensorType.float32(3), 1, 2, 3);
    HostArray k = array(new TensorType(DType.INT64, Shape.of(2)), 0, 3);
    HostArray y = array(TensorType.float32(2), 0, 0);

    assertThatThrownBy(() -> new Gather(0).forward(List.of(x, k), List.of(y)))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("gather: index 3 at position 1 of int64[2] does not lie in 0 to 2");
    k.set(1, -1);
    assertThatThrownBy(() -> new ScatterAdd(0, Shape.of(3)).forward(List.of(y, k), List.of(x)))
        .hasMessage("scatter_add: index -1 at position 1 of int64[2] does not lie in 0 to 2");
  }

  @Test
  void indicesThatAreNotIntegersAreRefused() {
    assertThatThrownBy(() -> TABLE.gather(0, Tensor.of(1, 2)))
        .hasMessage("gather: indices are float32[2], expected integers; cast them to int64");
  }

  private static HostArray array(TensorType type, double... values) {
    HostArray array = HostArray.of(type, Memory.allocate(type.bytes()));
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }
}
