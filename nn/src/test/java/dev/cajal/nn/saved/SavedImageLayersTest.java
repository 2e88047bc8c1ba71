package dev.cajal.nn.saved;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Shape;
import dev.cajal.nn.ChannelShuffle;
import dev.cajal.nn.CircularPad;
import dev.cajal.nn.ConstantPad;
import dev.cajal.nn.Conv1d;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Conv3d;
import dev.cajal.nn.ConvTranspose1d;
import dev.cajal.nn.ConvTranspose2d;
import dev.cajal.nn.ConvTranspose3d;
import dev.cajal.nn.Fold;
import dev.cajal.nn.LocallyConnected1d;
import dev.cajal.nn.LocallyConnected2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.PixelShuffle;
import dev.cajal.nn.PixelUnshuffle;
import dev.cajal.nn.ReflectionPad;
import dev.cajal.nn.ReplicationPad;
import dev.cajal.nn.SeparableConv2d;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.SpatiallySeparableConv2d;
import dev.cajal.nn.Unfold;
import dev.cajal.nn.Upsample;
import dev.cajal.nn.ZeroPad;
import dev.cajal.tensor.Interpolation;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Trace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer over images can be saved, and computes the same afterwards, for any batch. */
class SavedImageLayersTest {

  static List<Arguments> models() {
    return List.of(
        Arguments.of(
            Shape.of(2, 12),
            new Sequential(
                new Conv1d(4, kernel(3).same().paddingMode(PaddingMode.REFLECT).groups(2)),
                new ConvTranspose1d(2, kernel(3).stride(2).dilation(2), true, 1),
                new ReflectionPad(1, 2),
                new LocallyConnected1d(2, kernel(4).stride(2).floor()),
                new Upsample(Interpolation.linear(), 1.7))),
        Arguments.of(
            Shape.of(4, 6, 6),
            new Sequential(
                new ConstantPad(0.5, 1),
                new SeparableConv2d(4, kernel(3)),
                new PixelShuffle(2),
                new SpatiallySeparableConv2d(3, kernel(3).padding(1)),
                new PixelUnshuffle(2),
                new ChannelShuffle(3),
                new ConvTranspose2d(4, kernel(4).stride(2).padding(1).groups(2)),
                new CircularPad(2),
                new LocallyConnected2d(2, kernel(3).stride(2).floor()),
                new Unfold(kernel(2)),
                new Fold(7, 7, kernel(2)))),
        Arguments.of(
            Shape.of(1, 5, 6),
            new Sequential(
                new Upsample(Interpolation.bicubic().alignCorners(), 1.5),
                new Upsample(2),
                Upsample.to(Interpolation.area(), 5, 7),
                Upsample.to(Interpolation.nearestExact(), 6),
                new Conv2d(2, kernel(3)))),
        Arguments.of(
            Shape.of(2, 3, 4, 3),
            new Sequential(
                new ReplicationPad(1),
                new Conv3d(2, kernel(3)),
                new ZeroPad(1),
                new ConvTranspose3d(2, kernel(2).stride(2)),
                new Upsample(Interpolation.trilinear(), 0.8))));
  }

  @ParameterizedTest
  @MethodSource("models")
  void theRebuiltModelComputesTheSame(Shape sample, Module model) {
    model.build(sample, 1);
    Module same = SavedModel.fromMap(SavedModel.of(model, sample).toMap()).rebuild();
    model.state().forEach((path, value) -> same.variable(path).set(value.rowMajor()));
    for (long batch : new long[] {1, 3}) {
      assertThat(same.apply(SavedModelTest.images(batch, sample, Trace.evaluation())).toArray())
          .containsExactly(
              model.apply(SavedModelTest.images(batch, sample, Trace.evaluation())).toArray());
    }
  }
}
