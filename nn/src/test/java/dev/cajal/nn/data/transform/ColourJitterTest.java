package dev.cajal.nn.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ColourJitterTest {
  private static final Offset<Float> NEAR = within(2e-3f);
  private static final Shape PAIR = Shape.of(3, 1, 2);
  private static final float[] COLOURS = {0.5f, 0.3f, 0.4f, 0.3f, 0.2f, 0.3f};

  private static float[] apply(Transform transform, Shape shape, float[] source, int sample) {
    float[] result = new float[source.length];
    transform.on(shape).apply(source, result, new RandomStream(1, "test").at(0, sample));
    return result;
  }

  private static float luma(float[] pixels, int at) {
    return 0.299f * pixels[at] + 0.587f * pixels[at + 2] + 0.114f * pixels[at + 4];
  }

  @Test
  void nothingAskedForChangesNothing() {
    assertThat(apply(ColourJitter.NONE, PAIR, COLOURS, 1)).containsExactly(COLOURS);
  }

  @Test
  void brightnessScalesAllValuesAlike() {
    float[] result = apply(ColourJitter.NONE.brightness(0.5), PAIR, COLOURS, 1);
    float factor = result[0] / COLOURS[0];
    assertThat(factor).isBetween(0.5f, 1.5f).isNotCloseTo(1, within(1e-3f));
    for (int i = 0; i < result.length; i++) {
      assertThat(result[i]).isCloseTo(factor * COLOURS[i], NEAR);
    }
  }

  @Test
  void contrastKeepsTheMeanOfTheGreyImage() {
    float[] result = apply(ColourJitter.NONE.contrast(0.5), PAIR, COLOURS, 2);
    assertThat(luma(result, 0) + luma(result, 1))
        .isCloseTo(luma(COLOURS, 0) + luma(COLOURS, 1), NEAR);
    assertThat(luma(result, 0) - luma(result, 1))
        .isNotCloseTo(luma(COLOURS, 0) - luma(COLOURS, 1), within(1e-3f));
  }

  @Test
  void saturationAndHueKeepTheLumaOfEachPixelAndGreyStaysGrey() {
    float[] result = apply(new ColourJitter(0, 0, 0.5, 0.2), PAIR, COLOURS, 3);
    assertThat(luma(result, 0)).isCloseTo(luma(COLOURS, 0), NEAR);
    assertThat(result[0]).isNotCloseTo(COLOURS[0], within(1e-2f));
    assertThat(result[1]).isCloseTo(0.3f, NEAR);
    assertThat(result[3]).isCloseTo(0.3f, NEAR);
    assertThat(result[5]).isCloseTo(0.3f, NEAR);
  }

  @Test
  void valuesStayLight() {
    float[] extreme = {0, 1, 1, 0, 0.5f, 1};
    for (int sample = 0; sample < 50; sample++) {
      for (float value : apply(new ColourJitter(1, 1, 1, 0.5), PAIR, extreme, sample)) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
  }

  @Test
  void badStrengthsAndImagesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColourJitter.NONE.hue(0.7))
        .withMessage("colour jitter: hue must be in [0, 0.5], found 0.7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColourJitter.NONE.on(Shape.of(2, 4, 4)))
        .withMessage("colour jitter: samples must have 1 or 3 channels, found [2, 4, 4]");
  }
}
