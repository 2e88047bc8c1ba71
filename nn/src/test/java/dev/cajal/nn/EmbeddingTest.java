package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final TensorType WORDS = new TensorType(DType.INT64, Shape.of(4));

  @Test
  void aTableIsFloat32UnlessAskedOtherwise() {
    Module narrow = new Sequential(new Embedding(5, 3), new Linear(2));
    narrow.build(WORDS.shape(), DType.INT64, 1);
    assertThat(narrow.variable("0.weight").type()).isEqualTo(TensorType.float32(5, 3));
    assertThat(narrow.variable("1.weight").type()).isEqualTo(TensorType.float32(2, 3));

    Module wide = new Sequential(new Embedding(5, 3), new Linear(2));
    wide.build(WORDS, DType.FLOAT64, 1);
    Tensor words = Tensor.of(Shape.of(1, 4), 0L, 4L, 4L, 2L);
    assertThat(wide.apply(words).type())
        .isEqualTo(new TensorType(DType.FLOAT64, Shape.of(1, 4, 2)));
    assertThatThrownBy(() -> new Embedding(5, 3).build(WORDS, DType.INT64, 1))
        .hasMessage("Embedding: parameters cannot be int64; choose float32 or float64");
  }

  @Test
  void rowsStartNormalAndARowOfPaddingAsZeros() {
    Module table = new Embedding(1000, 4, EmbeddingOptions.DEFAULT.paddingIdx(-1));
    table.build(WORDS, DType.FLOAT64, 3);
    double[] start = table.variable("weight").tensor().toDoubles();
    double squares = 0;
    for (double value : start) {
      squares += value * value;
    }
    assertThat(squares / 3996).isBetween(0.9, 1.1);
    for (int i = 3996; i < 4000; i++) {
      assertThat(start[i]).isZero();
    }
  }

  @Test
  void anIndexOutsideTheTableIsNamed() {
    Module table = new Embedding(5, 3);
    table.build(WORDS, DType.FLOAT32, 1);
    assertThatThrownBy(() -> table.apply(Tensor.of(Shape.of(1, 2), 1L, 5L)).toArray())
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("gather: index 5 at position 1 of int64[1, 2] does not lie in 0 to 4");
    assertThatThrownBy(() -> table.apply(Tensor.of(Shape.of(1, 1), -1L)).toArray())
        .hasMessage("gather: index -1 at position 0 of int64[1, 1] does not lie in 0 to 4");
  }

  @Test
  void whatIsNoIndexIsRefused() {
    Module model = new Sequential().then("words", new Embedding(5, 3));
    assertThatThrownBy(() -> model.declare(Shape.of(4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "embedding at words: input is float32[2, 4], expected integers that number the rows of"
                + " the table [5, 3]; cast it to int64");
    assertThatThrownBy(() -> new Embedding(0, 3))
        .hasMessage("embedding: 0 rows of 3, expected at least one of each");
    assertThatThrownBy(() -> new Embedding(5, 3, EmbeddingOptions.DEFAULT.paddingIdx(5)))
        .hasMessage("embedding: paddingIdx 5 is no row of a table of 5");
    assertThatThrownBy(() -> EmbeddingOptions.DEFAULT.maxNorm(0))
        .hasMessage("embedding: maxNorm 0.0 and normType 2.0, expected above 0");
    Module bags = new Sequential(new EmbeddingBag(5, 3));
    assertThatThrownBy(() -> bags.declare(new TensorType(DType.INT64, Shape.of())))
        .hasMessage(
            "embeddingbag at 0: input is [2], expected bags [n, size] of at least one number each");
  }

  @Test
  void aLimitOnTheLengthLeavesTheTableAsItIs() {
    Module table = new Embedding(2, 2, EmbeddingOptions.DEFAULT.maxNorm(1));
    table.build(new TensorType(DType.INT64, Shape.of()), DType.FLOAT64, 1);
    table.variable("weight").set(3, 4, 0.3f, 0.4f);
    double[] y = table.apply(Tensor.of(Shape.of(2), 0L, 1L)).toDoubles();
    assertThat(y[0]).isCloseTo(0.6, within(1e-6));
    assertThat(y[3]).isEqualTo(0.4f);
    assertThat(table.variable("weight").tensor().toDoubles()[0]).isEqualTo(3);
  }
}
