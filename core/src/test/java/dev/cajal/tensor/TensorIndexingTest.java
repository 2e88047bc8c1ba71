package dev.cajal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.grad.Gradients;
import org.junit.jupiter.api.Test;

class TensorIndexingTest {
  private static final Tensor X = Tensor.of(Shape.of(2, 3), 3f, 1, 2, 6, 5, 4);

  @Test
  void takeAlongPicksForEachPlaceItsOwnIndex() {
    Tensor k = Tensor.of(Shape.of(2, 2), 2, 0, 1, 1L);

    assertThat(X.takeAlong(1, k).toArray()).containsExactly(2, 3, 5, 5);
  }

  @Test
  void addAlongAddsWhatHasOneIndex() {
    Tensor k = Tensor.of(Shape.of(1, 3), 1, 1, 1L);
    Tensor source = Tensor.of(Shape.of(1, 3), 10f, 20, 30);

    assertThat(X.addAlong(1, k, source).toArray()).containsExactly(3, 61, 2, 6, 5, 4);
  }

  @Test
  void indicesThatAreLargerOnAnotherAxisAreRejected() {
    Tensor k = Tensor.of(Shape.of(3, 1), 0, 0, 0L);

    assertThatThrownBy(() -> X.takeAlong(1, k))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "take_along: indices are int64[3, 1], expected at most [2, 3] on every axis but 1;"
                + " slice, unsqueeze or broadcast them");
  }

  @Test
  void aSortIsStableAndPutsNaNLast() {
    Tensor x = Tensor.of(2, Float.NaN, 0, 2, -0f);

    assertThat(x.sort(0).values().toArray()).containsExactly(0, -0f, 2, 2, Float.NaN);
    assertThat(x.argsort(0, false).toDoubles()).containsExactly(2, 4, 0, 3, 1);
    assertThat(x.argsort(0, true).toDoubles()).containsExactly(1, 0, 3, 2, 4);
  }

  @Test
  void theGradientOfTheLargestGoesToWhereTheyStood() {
    Tensor x = X.add(0);
    Ordered best = x.topk(2, 1);

    assertThat(best.indices().toDoubles()).containsExactly(0, 2, 0, 1);
    assertThat(Gradients.of(best.values().square().sum(), x).get(x).toArray())
        .containsExactly(6, 0, 4, 12, 10, 0);
  }

  @Test
  void topkOfMoreThanThereAreIsRejected() {
    assertThatThrownBy(() -> X.topk(4, 1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("topk: k is 4, axis 1 of [2, 3] has 3 elements");
  }

  @Test
  void theMedianIsTheLowerMiddleElement() {
    Tensor x = Tensor.of(Shape.of(2, 4), 4f, 1, 3, 2, 1, Float.NaN, 0, 5);

    assertThat(x.median(1).values().toArray()).containsExactly(2, Float.NaN);
    assertThat(x.median(1).indices().toDoubles()).containsExactly(3, 1);
    assertThat(X.kthValue(1, 1).values().toArray()).containsExactly(1, 4);
  }
}
