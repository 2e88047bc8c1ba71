package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.Window;
import dev.cajal.tensor.Interpolation;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Padding, resampling, folding and shuffling: what is refused, and how layers describe themselves.
 */
class ResizingTest {
  private static final Tensor ROW = Tensor.of(Shape.of(1, 1, 4), 1f, 2, 3, 4);

  private static Module named(String name, Module layer) {
    return new Sequential().then(name, layer);
  }

  @Test
  void everyModeOfPaddingContinuesTheRowAsItsPictureShows() {
    assertThat(ROW.pad(PaddingMode.ZEROS, 2, 2).toArray()).containsExactly(0, 0, 1, 2, 3, 4, 0, 0);
    assertThat(ROW.pad(PaddingMode.REFLECT, 2, 2).toArray())
        .containsExactly(3, 2, 1, 2, 3, 4, 3, 2);
    assertThat(ROW.pad(PaddingMode.REPLICATE, 2, 2).toArray())
        .containsExactly(1, 1, 1, 2, 3, 4, 4, 4);
    assertThat(ROW.pad(PaddingMode.CIRCULAR, 2, 2).toArray())
        .containsExactly(3, 4, 1, 2, 3, 4, 1, 2);
    assertThat(ROW.padConstant(9, -1, 1).toArray()).containsExactly(2, 3, 4, 9);
  }

  @Test
  void paddingThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> ROW.pad(PaddingMode.CIRCULAR, 5, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "pad: circular padding 5 and 0 of axis 2 of [1, 1, 4], expected at most 4; pad less,"
                + " or by another mode");
    assertThatThrownBy(() -> ROW.pad(PaddingMode.ZEROS, 1))
        .hasMessage(
            "pad: 1 numbers for [1, 1, 4], expected two for each axis from the last one on: left,"
                + " right, top, bottom, …");
    assertThatThrownBy(() -> ROW.padConstant(1, -2, -3))
        .hasMessage("pad: -2 and -3 crop more than the 4 elements of axis 2 of [1, 1, 4]");
    assertThatThrownBy(() -> new ZeroPad(1, 2, 3))
        .hasMessage(
            "zeropad: padding [1, 2, 3], expected one number for all sides, or two for each axis"
                + " from the last one on: left, right, top, bottom, front, back");
    assertThatThrownBy(() -> named("p", new ReflectionPad(1, 1, 1, 1)).declare(Shape.of(3, 8)))
        .hasMessage(
            "reflectionpad at p: input is [2, 3, 8], expected [n, channels, spatial…] with at"
                + " least 2 spatial axes; reshape or unsqueeze it");
  }

  @Test
  void resamplingAsksForTheAxesOfItsMode() {
    assertThatThrownBy(
            () -> named("up", new Upsample(Interpolation.bilinear(), 2)).declare(Shape.of(3, 8)))
        .hasMessage(
            "interpolate at up: bilinear resamples floating inputs [n, channels, spatial…] with 2"
                + " spatial axes, got float32[2, 3, 8]; cast, reshape or choose another mode");
    assertThatThrownBy(() -> ROW.interpolate(Interpolation.nearest(), 3, 3))
        .hasMessage(
            "interpolate: size [3, 3] for input [1, 1, 4], expected at least 1 for each of 1"
                + " spatial axes");
    assertThatThrownBy(() -> ROW.rescale(Interpolation.linear(), 0.1))
        .hasMessageStartingWith("interpolate: size [0] for input [1, 1, 4], expected at least 1");
    assertThatThrownBy(() -> ROW.rescale(Interpolation.linear(), 2, 2))
        .hasMessage(
            "interpolate: factors [2.0, 2.0] for input [1, 1, 4], expected one number for all axes"
                + " or 1");
    assertThatThrownBy(() -> Interpolation.nearestExact().alignCorners())
        .hasMessage(
            "interpolation: nearest-exact cannot align corners; only linear, bilinear, trilinear"
                + " and bicubic can");
    assertThatThrownBy(() -> new Upsample(0.0))
        .hasMessage("upsample: factors [0.0], expected numbers above 0");
    assertThatThrownBy(() -> Upsample.to(Interpolation.area()))
        .hasMessage("upsample: size [], expected numbers of at least 1");
  }

  @Test
  void foldingAsksForColumnsThatFit() {
    Tensor columns = Tensor.full(ROW.type().with(Shape.of(1, 8, 5)), 1);
    assertThatThrownBy(() -> columns.fold(Shape.of(3, 3), List.of(2, 2), Window.of(2)))
        .hasMessage(
            "fold: input is [1, 8, 5], expected [n, channels · 4, 4] for an image [3, 3] under"
                + " windows [2, 2]");
    assertThatThrownBy(() -> columns.unfold(List.of(2, 2), Window.of(2)))
        .hasMessage(
            "unfold: input [1, 8, 5] and window [2, 2] need a batch axis, a channel axis and 2"
                + " spatial axes; unsqueeze or use a window of other rank");
    assertThatThrownBy(() -> named("f", new Unfold(kernel(5))).declare(Shape.of(1, 4, 4)))
        .hasMessageStartingWith("unfold at f: a window that reaches over 5 does not fit");
  }

  @Test
  void shufflingAsksForChannelsAndSizesThatDivide() {
    assertThatThrownBy(() -> named("s", new PixelShuffle(2)).declare(Shape.of(6, 4, 4)))
        .hasMessage(
            "pixelshuffle at s: input [2, 6, 4, 4] has 6 channels, which do not divide into 4"
                + " groups");
    assertThatThrownBy(() -> named("s", new PixelUnshuffle(2)).declare(Shape.of(6, 4, 5)))
        .hasMessage(
            "pixelunshuffle at s: height and width of input [2, 6, 4, 5] are not multiples of 2;"
                + " pad or crop it");
    assertThatThrownBy(() -> named("s", new ChannelShuffle(4)).declare(Shape.of(6, 4, 5)))
        .hasMessage(
            "channelshuffle at s: input [2, 6, 4, 5] has 6 channels, which do not divide into 4"
                + " groups");
    assertThatThrownBy(() -> new PixelShuffle(0))
        .hasMessage("pixelshuffle: factor 0, expected at least 1");
  }

  @Test
  void layersDescribeThemselves() {
    assertThat(new ZeroPad(1, 2)).hasToString("ZeroPad(1, 2)");
    assertThat(new ConstantPad(0.5, 1)).hasToString("ConstantPad(0.5, 1)");
    assertThat(new Upsample(2)).hasToString("Upsample(×2.0, nearest)");
    assertThat(Upsample.to(Interpolation.bicubic().alignCorners(), 8, 9))
        .hasToString("Upsample(8x9, bicubic, aligned corners)");
    assertThat(new Fold(4, 5, kernel(2))).hasToString("Fold(4x5, 2x2)");
  }
}
