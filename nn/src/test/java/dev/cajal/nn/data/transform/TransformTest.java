package dev.cajal.nn.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformTest {
  private static final Shape SMALL = Shape.of(2, 2, 3);
  private static final float[] SAMPLE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

  @Test
  void normalisingUsesTheNumbersOfEachChannel() {
    Transform normalize = new Normalize(List.of(2.0, 10.0), List.of(0.5, 4.0));
    float[] result = apply(normalize, SMALL, SAMPLE);
    assertThat(result).startsWith(-2f, 0f, 2f).endsWith(0f, 0.25f, 0.5f);
  }

  @Test
  void aBorderIsPutAroundEveryChannel() {
    Transform pad = new Pad(1, -1);
    assertThat(pad.on(SMALL).shape()).isEqualTo(Shape.of(2, 4, 5));
    assertThat(apply(pad, SMALL, SAMPLE))
        .startsWith(-1, -1, -1, -1, -1, -1, 1, 2, 3, -1, -1, 4, 5, 6, -1)
        .endsWith(10, 11, 12, -1, -1, -1, -1, -1, -1);
  }

  @Test
  void flippingMirrorsRows() {
    assertThat(apply(new HorizontalFlip(1), SMALL, SAMPLE))
        .containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10);
    assertThat(apply(new HorizontalFlip(0), SMALL, SAMPLE)).containsExactly(SAMPLE);
  }

  @Test
  void aboutHalfOfTheSamplesAreFlipped() {
    Transform.Stage stage = new HorizontalFlip().on(SMALL);
    float[] result = new float[12];
    int flipped = 0;
    for (int i = 0; i < 2000; i++) {
      stage.apply(SAMPLE, result, new RandomStream(1, "test").at(0, i));
      flipped += result[0] == 3 ? 1 : 0;
    }
    assertThat(flipped).isCloseTo(1000, within(80));
  }

  @Test
  void aCropIsAWindowAndAllPlacesOccur() {
    Transform.Stage stage = new RandomCrop(1, 2).on(SMALL);
    float[] result = new float[4];
    java.util.Set<String> seen = new java.util.TreeSet<>();
    for (int i = 0; i < 200; i++) {
      stage.apply(SAMPLE, result, new RandomStream(1, "test").at(0, i));
      assertThat(result[1]).isEqualTo(result[0] + 1);
      assertThat(result[2]).isEqualTo(result[0] + 6);
      seen.add(String.valueOf((int) result[0]));
    }
    assertThat(seen).containsExactly("1", "2", "4", "5");
  }

  @Test
  void cutoutErasesASquareInAllChannels() {
    Shape shape = Shape.of(2, 20, 20);
    float[] ones = new float[800];
    java.util.Arrays.fill(ones, 1);
    Transform.Stage stage = new Cutout(5).on(shape);
    float[] result = new float[800];
    for (int i = 0; i < 50; i++) {
      stage.apply(ones, result, new RandomStream(1, "test").at(0, i));
      int erased = 0;
      for (int k = 0; k < 400; k++) {
        assertThat(result[k + 400]).isEqualTo(result[k]);
        erased += result[k] == 0 ? 1 : 0;
      }
      assertThat(erased).isBetween(9, 25);
    }
  }

  @Test
  void transformsFollowEachOther() {
    Transform both = new Pad(1).then(new HorizontalFlip(1));
    assertThat(both.on(SMALL).shape()).isEqualTo(Shape.of(2, 4, 5));
    assertThat(apply(both, SMALL, SAMPLE)).startsWith(0, 0, 0, 0, 0, 0, 3, 2, 1, 0);
    assertThat(apply(Transform.IDENTITY, SMALL, SAMPLE)).containsExactly(SAMPLE);
  }

  @Test
  void shapesThatDoNotFitAreRefusedBeforeAnyDataIsRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pad(1).on(Shape.of(4)))
        .withMessage("pad: samples must be [channels, height, width], found [4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pad(1).then(new RandomCrop(32, 32)).on(Shape.of(1, 28, 28)))
        .withMessage(
            "crop: a window of 32 x 32 does not fit into samples [1, 30, 30]; pad them first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Normalize(List.of(0.0), List.of(1.0)).on(SMALL))
        .withMessage("normalize: fitted on 1 channels, samples are [2, 2, 3]");
  }

  @Test
  void senselessOptionsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pad(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RandomCrop(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new HorizontalFlip(1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Cutout(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Resize(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Elastic(-1, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> new Elastic(34, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Affine.NONE.scale(1));
    assertThatIllegalArgumentException().isThrownBy(() -> Affine.NONE.rotate(-3));
    assertThatIllegalArgumentException().isThrownBy(() -> Affine.NONE.shift(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Normalize(List.of(0.0), List.of(0.0)))
        .withMessage("normalize: a standard deviation is 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Normalize(List.of(0.0), List.of()))
        .withMessageStartingWith("normalize: 1 means and 0 standard deviations");
  }

  private static float[] apply(Transform transform, Shape shape, float[] sample) {
    Transform.Stage stage = transform.on(shape);
    float[] result = new float[(int) stage.shape().count()];
    stage.apply(sample, result, new RandomStream(1, "test"));
    return result;
  }
}
