package dev.cajal.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelDatasetTest {
  private static final List<String> CLASSES = List.of("no", "yes");

  @Test
  void bytesBecomeNumbersFromZeroToOne() {
    byte[] chunk = {0, (byte) 255, 51, (byte) 128};
    PixelDataset data = data(Shape.of(1, 1, 2), new byte[][] {chunk}, 1, 0);
    float[] sample = {9, 9, 9, 9};
    data.read(1, sample, 1);
    assertThat(sample).containsExactly(9, 51 / 255f, 128 / 255f, 9);
    data.read(0, sample, 0);
    assertThat(sample).startsWith(0f, 1f);
    assertThat(data.label(0)).isEqualTo(1);
    assertThat(data.size()).isEqualTo(2);
  }

  @Test
  void samplesAreFoundAcrossChunks() {
    Shape shape = Shape.of(1, 600, 1000);
    assertThat(PixelDataset.chunkSamples(shape)).isEqualTo(1);
    byte[][] chunks = new byte[3][600_000];
    chunks[2][7] = 51;
    float[] sample = new float[600_000];
    data(shape, chunks, 0, 1, 0).read(2, sample, 0);
    assertThat(sample[7]).isEqualTo(0.2f);
  }

  @Test
  void theSamplesOfAllChunksAddUp() {
    Shape shape = Shape.of(3, 32, 32);
    int total = 0;
    for (int i = 0; i < PixelDataset.chunkCount(shape, 50_000); i++) {
      total += PixelDataset.samplesIn(shape, 50_000, i);
    }
    assertThat(total).isEqualTo(50_000);
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    Shape shape = Shape.of(1, 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data(shape, new byte[][] {new byte[4]}, 0, 2))
        .withMessage("label 2 has no class; there are 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data(shape, new byte[][] {new byte[3]}, 0, 1))
        .withMessage("chunk 0 is too short for its samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data(shape, new byte[0][], 0))
        .withMessage("0 chunks for 1 samples of shape [1, 1, 2]");
    PixelDataset data = data(shape, new byte[][] {new byte[4]}, 0, 1);
    assertThatThrownBy(() -> data.read(2, new float[2], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static PixelDataset data(Shape shape, byte[][] chunks, int... labels) {
    return new PixelDataset(shape, chunks, labels, CLASSES, "test");
  }
}
