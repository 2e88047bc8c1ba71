package dev.cajal.nn.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalizeTest {
  @Test
  void fittedSamplesHaveMeanZeroAndDeviationOne() {
    Shape shape = Shape.of(2, 3, 5);
    byte[] bytes = new byte[40 * 30];
    new Random(1).nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = i / 15 % 2 == 0 ? bytes[i] : (byte) ((bytes[i] & 0xff) / 4 + 100);
    }
    Dataset data =
        new PixelDataset(shape, new byte[][] {bytes}, new int[40], List.of("any"), "test");
    Normalize fitted = Normalize.fit(data);
    assertThat(fitted.mean().get(1)).isCloseTo(131.5 / 255, within(0.02));
    var stage = fitted.on(shape);
    double[] sums = new double[2];
    double[] squares = new double[2];
    float[] sample = new float[30];
    float[] result = new float[30];
    for (int i = 0; i < 40; i++) {
      data.read(i, sample, 0);
      stage.apply(sample, result, new dev.cajal.nn.data.RandomStream(0, "test"));
      for (int k = 0; k < 30; k++) {
        sums[k / 15] += result[k];
        squares[k / 15] += result[k] * result[k];
      }
    }
    for (int c = 0; c < 2; c++) {
      assertThat(sums[c] / 600).isCloseTo(0, within(1e-5));
      assertThat(squares[c] / 600).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void aConstantChannelIsOnlyShifted() {
    byte[] bytes = new byte[8];
    java.util.Arrays.fill(bytes, (byte) 51);
    Dataset data =
        new PixelDataset(
            Shape.of(1, 2, 2), new byte[][] {bytes}, new int[2], List.of("any"), "test");
    Normalize fitted = Normalize.fit(data);
    assertThat(fitted.std()).containsExactly(1.0);
    assertThat(fitted.mean().get(0)).isCloseTo(0.2, within(1e-7));
  }

  @Test
  void anEmptyDatasetCannotBeMeasured() {
    Dataset empty =
        new PixelDataset(Shape.of(1, 2, 2), new byte[0][], new int[0], List.of("any"), "test");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Normalize.fit(empty))
        .withMessage("normalize: cannot be fitted on an empty dataset");
  }
}
