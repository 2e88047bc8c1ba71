package dev.cajal.vision.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeneratorsTest {
  @Test
  void samplesDependOnSeedAndIndexAlone() {
    for (boolean digits : new boolean[] {true, false}) {
      Dataset once = make(digits, 50, 7, "train");
      Dataset again = make(digits, 60, 7, "train");
      float[] last = sample(again, 49);
      IntStream.range(0, 49).parallel().forEach(i -> sample(again, i));
      for (int i = 0; i < 50; i++) {
        assertThat(sample(again, i)).isEqualTo(sample(once, i));
      }
      assertThat(last).isEqualTo(sample(once, 49));
      assertThat(sample(make(digits, 50, 8, "train"), 3)).isNotEqualTo(sample(once, 3));
      assertThat(sample(make(digits, 50, 7, "test"), 3)).isNotEqualTo(sample(once, 3));
    }
  }

  @Test
  void classesTakeTurnsAndNoSampleRepeats() {
    for (boolean digits : new boolean[] {true, false}) {
      Dataset data = make(digits, 500, 1, "train");
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < data.size(); i++) {
        assertThat(data.label(i)).isEqualTo(i % 10);
        seen.add(Arrays.hashCode(sample(data, i)));
      }
      assertThat(seen).hasSize(500);
      assertThat(data.classes()).hasSize(10);
    }
  }

  @Test
  void digitsAreFramedLikeThoseOfMnist() {
    Dataset data = DrawnDigits.dataset(1000, 3, "train");
    assertThat(data.shape()).isEqualTo(Shape.of(1, 28, 28));
    double total = 0;
    for (int i = 0; i < data.size(); i++) {
      float[] image = sample(data, i);
      double mass = 0;
      double x = 0;
      double y = 0;
      int top = 28;
      int bottom = 0;
      for (int k = 0; k < 784; k++) {
        mass += image[k];
        x += image[k] * (k % 28);
        y += image[k] * Math.floorDiv(k, 28);
        if (image[k] > 0.1) {
          top = Math.min(top, k / 28);
          bottom = Math.max(bottom, k / 28);
        }
      }
      total += mass / 784;
      assertThat(x / mass).as("centre of digit %d", i % 10).isCloseTo(13.5, within(0.75));
      assertThat(y / mass).as("centre of digit %d", i % 10).isCloseTo(13.5, within(0.75));
      assertThat(bottom - top).isBetween(4, 21);
    }
    // MNIST has 0.131.
    assertThat(total / data.size()).isCloseTo(0.13, within(0.02));
  }

  @Test
  void everyShapeCoversAPartOfItsSquare() {
    for (Outline outline : Outline.values()) {
      int inside = 0;
      for (int y = -50; y <= 50; y++) {
        for (int x = -50; x <= 50; x++) {
          inside += outline.depth(x / 50.0, y / 50.0) > 0 ? 1 : 0;
        }
      }
      assertThat(inside / 10_201.0).as(outline.name()).isBetween(0.12, 0.6);
      assertThat(outline.depth(0, 1.05)).as(outline.name()).isNegative();
      assertThat(outline.depth(-1.05, 0)).as(outline.name()).isNegative();
    }
  }

  @Test
  void shapesStandOutFromTheirGround() {
    Dataset data = TexturedShapes.dataset(200, 1, "train");
    for (int i = 0; i < data.size(); i++) {
      float[] image = sample(data, i);
      double least = 1;
      double most = 0;
      for (float value : image) {
        assertThat(value).isBetween(0f, 1f);
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      assertThat(most - least).isGreaterThan(0.3);
    }
  }

  private static Dataset make(boolean digits, int size, long seed, String purpose) {
    return digits
        ? DrawnDigits.dataset(size, seed, purpose)
        : TexturedShapes.dataset(size, seed, purpose);
  }

  private static float[] sample(Dataset data, int index) {
    float[] sample = new float[(int) data.shape().count()];
    data.read(index, sample, 0);
    return sample;
  }
}
