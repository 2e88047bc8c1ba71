package dev.cajal.classic.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreservationTest {
  private static final Tensor LINE = line(0, 1, 3, 7, 15, 31);

  private static Tensor line(float... places) {
    return Tensor.of(Shape.of(places.length, 1), places);
  }

  @Test
  void samplesAreTheirOwnBestEmbedding() {
    Random random = new Random(1);
    double[] values = random.doubles(3 * 600, 100, 101).toArray();
    Tensor samples = Tensor.of(Shape.of(600, 3), values);
    assertThat(Preservation.neighbours(samples, samples, 10)).isEqualTo(1);
    assertThat(Preservation.trustworthiness(samples, samples, 10)).isEqualTo(1);
  }

  @Test
  void anExampleByHand() {
    Tensor swapped = line(31, 1, 3, 7, 15, 0);
    // Nearest now: 31→15, 1→0 (sample 5), 3→1, 7→3, 15→7, 0→1.
    assertThat(Preservation.neighbours(LINE, swapped, 1)).isEqualTo(3 / 6.0, within(1e-12));
    // Ranks of those shown: sample 0 shows 15, its 4th; 1 shows 31, its 5th; 31 shows 1, its 4th.
    double excess = 3 + 4 + 3;
    assertThat(Preservation.trustworthiness(LINE, swapped, 1))
        .isEqualTo(1 - 2 * excess / (6 * 1 * (12 - 3 - 1)), within(1e-12));
  }

  @Test
  void ofPointsAtRandomAboutAsManyAreKeptAsByChance() {
    Random random = new Random(2);
    Tensor samples = Tensor.of(Shape.of(1000, 2), random.doubles(2000).toArray());
    Tensor points = Tensor.of(Shape.of(1000, 2), random.doubles(2000).toArray());
    assertThat(Preservation.neighbours(samples, points, 20)).isEqualTo(20 / 999.0, within(0.005));
    assertThat(Preservation.trustworthiness(samples, points, 20)).isEqualTo(0.5, within(0.02));
  }

  @Test
  void itAgreesWithAnotherImplementation() {
    // sklearn.manifold.trustworthiness 1.9.1
    double[] samples = new double[60];
    double[] points = new double[30];
    for (int i = 0; i < 30; i++) {
      samples[2 * i] = Math.sin(i * i);
      samples[2 * i + 1] = Math.cos(3 * i) + 0.1 * i;
      points[i] = Math.sin(11 * i);
    }
    double trust =
        Preservation.trustworthiness(
            Tensor.of(Shape.of(30, 2), samples), Tensor.of(Shape.of(30, 1), points), 5);
    assertThat(trust).isEqualTo(0.6266666666666667, within(1e-9));
  }

  @Test
  void tooFewSamplesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Preservation.neighbours(LINE, LINE, 6))
        .withMessage(
            "preservation: [6, 1] samples, [6, 1] points, k 6; give one point for each sample, and"
                + " k from 1 to 5");
  }
}
