package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Philox;
import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.junit.jupiter.api.Test;

class RandomUniformTest {

  private static double[] draw(DType dtype, long count, long stream, long seed, long step) {
    return Tensor.apply(
            new RandomUniform(dtype, Shape.of(count), stream), Tensor.of(Shape.of(2), seed, step))
        .toDoubles();
  }

  @Test
  void elementsAreTheUpperBitsOfThePublishedFunction() {
    int[] words = new int[8];
    Philox.block(42, 0, 7, 5, 3, words, 0);
    Philox.block(42, 1, 7, 5, 3, words, 4);

    double[] drawn = draw(DType.FLOAT32, 6, 5 + (3L << 32), 42, 7);

    for (int i = 0; i < drawn.length; i++) {
      assertThat(drawn[i]).isEqualTo((words[i] >>> 8) * 0x1p-24);
    }
  }

  @Test
  void doublesUseTwoWordsEach() {
    int[] words = new int[4];
    Philox.block(-1, 1, 0, 9, 0, words, 0);
    long bits = ((long) words[2] << 32) | (words[3] & 0xffff_ffffL);

    assertThat(draw(DType.FLOAT64, 4, 9, -1, 0)[3]).isEqualTo((bits >>> 11) * 0x1p-53);
  }

  @Test
  void aLongerDrawBeginsLikeAShorterOne() {
    assertThat(Arrays.copyOf(draw(DType.FLOAT32, 9, 1, 2, 3), 5))
        .containsExactly(draw(DType.FLOAT32, 5, 1, 2, 3));
  }

  @Test
  void seedStepAndStreamEachChangeTheNumbers() {
    double[] base = draw(DType.FLOAT32, 4, 1, 2, 3);

    assertThat(draw(DType.FLOAT32, 4, 2, 2, 3)).isNotEqualTo(base);
    assertThat(draw(DType.FLOAT32, 4, 1, 3, 3)).isNotEqualTo(base);
    assertThat(draw(DType.FLOAT32, 4, 1, 2, 4)).isNotEqualTo(base);
  }

  @Test
  void numbersLieEvenlyBetweenZeroAndOne() {
    double[] drawn = draw(DType.FLOAT32, 40_000, 1, 2, 3);
    DoubleSummaryStatistics statistics = Arrays.stream(drawn).summaryStatistics();

    assertThat(statistics.getMin()).isBetween(0.0, 1e-3);
    assertThat(statistics.getMax()).isBetween(1 - 1e-3, Math.nextDown(1.0));
    assertThat(statistics.getAverage()).isEqualTo(0.5, within(0.01));
    assertThat(Arrays.stream(drawn).map(x -> (x - 0.5) * (x - 0.5)).average().orElseThrow())
        .isEqualTo(1 / 12.0, within(0.002));
  }

  @Test
  void otherStatesAndTypesAreRefused() {
    assertThatThrownBy(
            () -> Tensor.apply(new RandomUniform(DType.FLOAT32, Shape.of(2), 0), Tensor.of(1, 2)))
        .hasMessage(
            "random_uniform: the random state is float32[2], expected int64[2] (seed, step)");
    assertThatThrownBy(() -> draw(DType.INT32, 2, 0, 0, 0))
        .hasMessage("random_uniform: draws float32 or float64, not int32; cast the result");
  }
}
