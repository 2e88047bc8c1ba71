package dev.cajal.nn.saved;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.AdaptiveAvgPool2d;
import dev.cajal.nn.AdaptiveMaxPool2d;
import dev.cajal.nn.AlphaDropout;
import dev.cajal.nn.AvgPool2d;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Dropout2d;
import dev.cajal.nn.Embedding;
import dev.cajal.nn.EmbeddingBag;
import dev.cajal.nn.EmbeddingOptions;
import dev.cajal.nn.FeatureAlphaDropout;
import dev.cajal.nn.FeatureLPPool;
import dev.cajal.nn.GlobalAvgPool;
import dev.cajal.nn.GlobalMaxPool;
import dev.cajal.nn.GroupNorm;
import dev.cajal.nn.Identity;
import dev.cajal.nn.InstanceNorm;
import dev.cajal.nn.LPPool2d;
import dev.cajal.nn.LayerNorm;
import dev.cajal.nn.LocalContrastNorm;
import dev.cajal.nn.LocalResponseNorm;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.RMSNorm;
import dev.cajal.nn.Unflatten;
import dev.cajal.tensor.Pooled;
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
  private static final TensorType IMAGE = TensorType.float32(4, 6, 5);

  /** Pools and unpools by switches and by indices. */
  private static final class Unpooled extends Module {
    private final MaxPool2d pool = child("pool", new MaxPool2d(2));

    @Override
    protected Tensor forward(Tensor x) {
      Pooled pooled = pool.pooled(x);
      Tensor back = pooled.values().maxUnpool(pooled.indices(), 6, 5);
      Tensor which = x.adaptiveMaxPooled(6, 5).indices().cast(x.dtype());
      return back.add(which).add(pooled.unpool(pooled.values().square()));
    }
  }

  static Stream<Arguments> layers() {
    EmbeddingOptions options =
        EmbeddingOptions.DEFAULT.paddingIdx(1).maxNorm(1).scaleGradByFreq(true);
    return Stream.of(
        Arguments.of(new Embedding(6, 3, options), WORDS),
        Arguments.of(new EmbeddingBag(6, 3, EmbeddingBag.Mode.MAX, options), WORDS),
        Arguments.of(new EmbeddingBag(6, 3), WORDS),
        Arguments.of(new BatchNorm(BatchNorm.DEFAULT.cumulative().affine(false)), IMAGE),
        Arguments.of(new BatchNorm(BatchNorm.DEFAULT.trackRunningStats(false)), IMAGE),
        Arguments.of(
            new InstanceNorm(InstanceNorm.DEFAULT.affine(true).trackRunningStats(true)), IMAGE),
        Arguments.of(new GroupNorm(2), IMAGE),
        Arguments.of(new LayerNorm(6, 5), IMAGE),
        Arguments.of(new RMSNorm(), IMAGE),
        Arguments.of(new LocalResponseNorm(), IMAGE),
        Arguments.of(new LocalContrastNorm(5), IMAGE),
        Arguments.of(new Dropout2d(), IMAGE),
        Arguments.of(new AlphaDropout(), IMAGE),
        Arguments.of(new FeatureAlphaDropout(), IMAGE),
        Arguments.of(new Unflatten(1, Shape.of(2, 2)), IMAGE),
        Arguments.of(new Identity(), IMAGE),
        Arguments.of(new MaxPool2d(kernel(3).stride(2).ceil()), IMAGE),
        Arguments.of(new AvgPool2d(kernel(3).stride(2).padding(1).ceil()), IMAGE),
        Arguments.of(new AvgPool2d(kernel(2).padding(1), false), IMAGE),
        Arguments.of(new LPPool2d(2, kernel(2).stride(3).ceil()), IMAGE),
        Arguments.of(new FeatureLPPool(3, 2), IMAGE),
        Arguments.of(new AdaptiveAvgPool2d(4, 3), IMAGE),
        Arguments.of(new AdaptiveMaxPool2d(4, 3), IMAGE),
        Arguments.of(new GlobalAvgPool(), IMAGE),
        Arguments.of(new GlobalMaxPool(), IMAGE),
        Arguments.of(new Unpooled(), IMAGE));
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
