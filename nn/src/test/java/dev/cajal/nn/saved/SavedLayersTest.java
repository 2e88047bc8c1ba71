package dev.cajal.nn.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Embedding;
import dev.cajal.nn.EmbeddingBag;
import dev.cajal.nn.EmbeddingOptions;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down of a layer computes what the layer computes, in use and in training. */
class SavedLayersTest {
  private static final TensorType WORDS = new TensorType(DType.INT64, Shape.of(4));

  static Stream<Arguments> layers() {
    EmbeddingOptions options =
        EmbeddingOptions.DEFAULT.paddingIdx(1).maxNorm(1).scaleGradByFreq(true);
    return Stream.of(
        Arguments.of(new Embedding(6, 3, options), WORDS),
        Arguments.of(new EmbeddingBag(6, 3, EmbeddingBag.Mode.MAX, options), WORDS),
        Arguments.of(new EmbeddingBag(6, 3), WORDS));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void theRebuiltLayerComputesTheSame(Module layer, TensorType sample) {
    layer.build(sample, DType.FLOAT32, 5);
    Module same = SavedModel.fromMap(SavedModel.of(layer, sample).toMap()).rebuild();
    layer.state().forEach((path, value) -> same.variable(path).set(value.rowMajor()));
    Variable x = new Variable("x", sample.with(Shape.of(4).concat(sample.shape())));
    Random random = new Random(2);
    float[] values = new float[(int) x.type().shape().count()];
    for (int i = 0; i < values.length; i++) {
      boolean floating = sample.dtype().isFloating();
      values[i] = floating ? (float) random.nextGaussian() : random.nextInt(6);
    }
    x.set(values);
    assertThat(same.apply(x.tensor()).toArray()).containsExactly(layer.apply(x.tensor()).toArray());
    Tensor here = layer.apply(x.tensor(training()));
    Tensor there = same.apply(x.tensor(training()));
    if (layer.toString().contains("Dropout")) {
      assertThat(there.shape()).isEqualTo(here.shape());
    } else {
      assertThat(there.toArray()).containsExactly(here.toArray());
    }
  }

  private static Trace training() {
    return Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
  }
}
