package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaxPoolTest {
  private static final List<Integer> THREE = List.of(3, 3);

  /** Stride 2, padding 1, dilation 1 down and 2 across. */
  private static final Window MIXED = Window.of(2).stride(2).padding(1).dilation(1, 2);

  private static List<Tensor> pool(Tensor x, List<Integer> size, Window window) {
    return Tensor.applyAll(new MaxPool(size, window), List.of(x));
  }

  @Test
  void twoByTwoWindowsKeepTheirLargest() {
    Tensor x = Tensor.of(Shape.of(1, 1, 4, 4), 1, 1, 2, 4, 5, 6, 7, 8, 3, 2, 1, 0, 1, 2, 3, 4f);

    List<Tensor> pooled = pool(x, List.of(2, 2), Window.of(2).stride(2));

    assertThat(pooled.get(0).toDoubles()).containsExactly(6, 8, 3, 4);
    assertThat(pooled.get(1).toDoubles()).containsExactly(3, 3, 0, 3);
    assertThat(pooled.get(1).dtype()).isEqualTo(DType.UINT8);
  }

  @Test
  void stridePaddingAndDilationAgreeWithPyTorch() {
    Tensor x = Pattern.of(1, 1, 6, 5);
    List<Tensor> pooled = pool(x, THREE, MIXED);
    MaxUnpool back = new MaxUnpool(THREE, MIXED, x.shape());
    Tensor grad = Tensor.apply(back, Pattern.of(1, 1, 3, 2), pooled.get(1));

    assertThat(pooled.get(0).toDoubles()).containsExactly(5, 5, 4, 4, 4, 4);
    assertThat(pooled.get(1).toDoubles()).containsExactly(5, 4, 1, 0, 8, 7);
    assertThat(grad.toDoubles())
        .containsExactly(
            0, 0, 0, -3, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -2,
            0);
  }

  @Test
  void theFirstOfEqualElementsWins() {
    List<Tensor> pooled = pool(Pattern.zeros(1, 1, 2, 2), List.of(2, 2), Window.of(2));

    assertThat(pooled.get(1).toDoubles()).containsExactly(0);
  }

  @Test
  void paddingNeverWinsEvenOverMinusInfinity() {
    float low = Float.NEGATIVE_INFINITY;
    Tensor x = Tensor.of(Shape.of(1, 1, 1, 2), -3, low);

    List<Tensor> pooled = pool(x, List.of(1, 2), Window.of(2).padding(0, 1));

    assertThat(pooled.get(0).toDoubles()).containsExactly(-3, -3, low);
    assertThat(pooled.get(1).toDoubles()).containsExactly(1, 0, 0);
  }

  @Test
  void theFirstNotANumberWinsOverEverything() {
    Tensor x = Tensor.of(Shape.of(1, 1, 4), 1, Float.NaN, Float.POSITIVE_INFINITY, Float.NaN);

    List<Tensor> pooled = pool(x, List.of(4), Window.of(1));

    assertThat(pooled.get(0).toDoubles()).containsExactly(Double.NaN);
    assertThat(pooled.get(1).toDoubles()).containsExactly(1);
  }

  @Test
  void overlappingWindowsAddTheirGradientsAtACommonMaximum() {
    Tensor x = Tensor.of(Shape.of(1, 1, 3), 0, 9, 0f);
    List<Tensor> pooled = pool(x, List.of(2), Window.of(1));
    MaxUnpool back = new MaxUnpool(List.of(2), Window.of(1), x.shape());

    Tensor grad = Tensor.apply(back, Tensor.of(Shape.of(1, 1, 2), 3f, 4f), pooled.get(1));

    assertThat(grad.toDoubles()).containsExactly(0, 7, 0);
  }

  @Test
  void largeWindowsHaveWideSwitches() {
    List<Tensor> pooled = pool(Pattern.zeros(1, 1, 16, 16), List.of(16, 16), Window.of(2));

    assertThat(pooled.get(1).dtype()).isEqualTo(DType.INT32);
  }

  @Test
  void windowsThatSeeOnlyPaddingAreRefused() {
    Tensor x = Pattern.zeros(1, 1, 4, 4);

    assertThatThrownBy(() -> x.maxPool(List.of(2, 2), Window.of(2).padding(2)))
        .hasMessage(
            "max_pool: window 0 on spatial axis 0 of [1, 1, 4, 4] lies wholly in the padding; use less"
                + " padding");
    assertThatThrownBy(
            () -> Pattern.zeros(1, 1, 2).maxPool(List.of(2), Window.of(1).padding(1).dilation(3)))
        .hasMessageContaining("lies wholly in the padding");
  }

  @Test
  void switchesOfAnotherPoolingAreRefused() {
    Tensor x = Pattern.zeros(1, 1, 4, 4);
    Tensor switches = pool(x, THREE, Window.of(2)).get(1);

    assertThatThrownBy(
            () -> Tensor.apply(new SwitchGather(List.of(2, 2), Window.of(2)), x, switches))
        .hasMessage(
            "switch_gather: switches are uint8[1, 1, 2, 2], a window [2, 2] expects uint8[1, 1, 3, 3]");
  }
}
