package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcatTest {

  @Test
  void partsOfDifferentLengthStandSideBySide() {
    Tensor a = Tensor.of(Shape.of(2, 1), 1, 2f);
    Tensor b = Tensor.of(Shape.of(2, 2), 3, 4, 5, 6f);

    Tensor y = Tensor.concat(1, List.of(a, b, a));

    assertThat(y.shape()).isEqualTo(Shape.of(2, 4));
    assertThat(y.toDoubles()).containsExactly(1, 3, 4, 1, 2, 5, 6, 2);
  }

  @Test
  void partsThatDifferElsewhereAreRefused() {
    Tensor a = Pattern.zeros(2, 1);

    assertThatThrownBy(() -> Tensor.concat(0, List.of(a, Pattern.zeros(2, 2))))
        .hasMessage(
            "concat: float32[2, 1] and float32[2, 2] differ in more than axis 0; reshape or cast one of"
                + " them");
    assertThatThrownBy(() -> Tensor.concat(0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("concat: the list of tensors is empty; give at least one");
    assertThatThrownBy(() -> Tensor.stack(0, List.of()))
        .hasMessage("stack: the list of tensors is empty; give at least one");
  }
}
