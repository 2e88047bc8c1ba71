package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {

  @Test
  void meanAndBiasedVarianceOfEveryChannel() {
    Tensor x = Tensor.of(Shape.of(2, 2, 2), 1, 2, 10, 10, 3, 6, 10, 14f);

    List<Tensor> moments = Tensor.applyAll(new Moments(List.of(0, 2)), List.of(x));

    assertThat(moments.get(0).shape()).isEqualTo(Shape.of(1, 2, 1));
    assertThat(moments.get(0).toDoubles()).containsExactly(3, 11);
    assertThat(moments.get(1).toDoubles()).containsExactly(3.5, 3);
  }

  @Test
  void aLargeMeanDoesNotSwallowTheVariance() {
    Tensor x = Tensor.of(Shape.of(4), 1e9 + 1, 1e9 - 1, 1e9 + 1, 1e9 - 1);

    List<Tensor> moments = Tensor.applyAll(new Moments(List.of(0)), List.of(x));

    assertThat(moments.get(1).toDoubles()[0]).isEqualTo(1, within(1e-12));
  }

  @Test
  void noElementsHaveNoMean() {
    Tensor empty = Pattern.zeros(0, 3);

    assertThatThrownBy(() -> Tensor.apply(new Moments(List.of(0)), empty))
        .hasMessage("moments: the mean of no elements is not defined, input float32[0, 3]");
  }
}
