package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ArgMaxTest {

  @Test
  void theFirstOfEqualElementsIsNamed() {
    Tensor x = Tensor.of(Shape.of(2, 3), 1, 7, 7, 4, 4, 2f);

    assertThat(x.argmax(1).toDoubles()).containsExactly(1, 0);
    assertThat(x.argmax(0).toDoubles()).containsExactly(1, 0, 0);
  }

  @Test
  void theFirstNotANumberIsNamed() {
    Tensor x = Tensor.of(1, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN);

    assertThat(x.argmax(0).item()).isEqualTo(1);
  }

  @Test
  void anEmptyAxisIsRefused() {
    assertThatThrownBy(() -> Pattern.zeros(2, 0).argmax(1))
        .hasMessage("argmax: axis 1 of [2, 0] is empty and has no largest element");
  }
}
