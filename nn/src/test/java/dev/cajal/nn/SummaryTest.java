package dev.cajal.nn;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static dev.cajal.tensor.Interpolation.bilinear;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Summary.Row;
import dev.cajal.tensor.PaddingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Shape DIGIT = Shape.of(1, 28, 28);

  private static Module lenet() {
    return new Sequential(
        new Conv2d(6, kernel(5).padding(2)),
        relu(),
        new MaxPool2d(2),
        new Conv2d(16, kernel(5)),
        relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Linear(120),
        relu(),
        new Linear(10));
  }

  @Test
  void everyLayerIsARow() {
    Summary summary = Summary.of(lenet(), DIGIT);
    assertThat(summary.rows())
        .startsWith(
            new Row(
                "0",
                "Conv2d(6, 5x5, padding 2)",
                Shape.of(6, 28, 28),
                156,
                6 * 28 * 28 * 25,
                6 * 28 * 28,
                6 * 28 * 28 * 4,
                5),
            new Row("1", "ReLU", Shape.of(6, 28, 28), 0, 0, 0, 6 * 28 * 28 * 4, 5),
            new Row("2", "MaxPool2d(2x2)", Shape.of(6, 14, 14), 0, 0, 0, 6 * 14 * 14 * 4, 6))
        .endsWith(new Row("9", "Linear(10)", Shape.of(10), 1210, 1200, 10, 40, 0));
  }

  @Test
  void receptiveFieldsGrowByKernelsAndStrides() {
    // 5; pooling: 5 + 1 = 6, step 2; 6 + 4·2 = 14; pooling: 14 + 1·2 = 16.
    assertThat(Summary.of(lenet(), DIGIT).rows())
        .extracting(Row::receptiveField)
        .containsExactly(5L, 5L, 6L, 14L, 14L, 16L, 0L, 0L, 0L, 0L);
  }

  @Test
  void totalsAreSums() {
    Summary.Totals totals = Summary.of(lenet(), DIGIT).totals();
    assertThat(totals.parameters()).isEqualTo(156 + 2416 + 48120 + 1210);
    assertThat(totals.multiplications()).isEqualTo(117_600 + 240_000 + 48_000 + 1200);
    assertThat(totals.units()).isEqualTo(4704 + 1600 + 120 + 10);
    assertThat(totals.buffers()).isZero();
  }

  @Test
  void runningStatisticsAreCountedAsBuffers() {
    Summary summary =
        Summary.of(
            new Sequential(new Conv2d(4, kernel(3)), new BatchNorm(), new LocalResponseNorm()),
            Shape.of(2, 9, 9));
    assertThat(summary.totals().buffers()).isEqualTo(4 + 4 + 1);
    assertThat(summary.rows()).extracting(Row::parameters).containsExactly(76L, 8L, 0L);
    assertThat(summary.rows()).extracting(Row::receptiveField).containsExactly(3L, 3L, 3L);
  }

  private static List<Long> fields(Shape sample, Module... layers) {
    return Summary.of(new Sequential(layers), sample).rows().stream()
        .map(Row::receptiveField)
        .toList();
  }

  @Test
  void modelsOverWordsAndWithoutAveragesAreDescribed() {
    Module words = new Sequential(new Embedding(100, 8), new Flatten(), new Linear(3));
    Summary summary = Summary.of(words, new TensorType(DType.INT64, Shape.of(5)));
    assertThat(summary.totals().parameters()).isEqualTo(100 * 8 + 40 * 3 + 3);
    assertThat(summary.rows().getFirst().output()).isEqualTo(Shape.of(5, 8));

    Module norm = new Sequential(new BatchNorm(BatchNorm.DEFAULT.trackRunningStats(false)));
    assertThat(Summary.of(norm, Shape.of(6)).totals().buffers()).isZero();
  }

  @Test
  void fieldsAreFollowedThroughPaddingAndOtherNumbersOfAxes() {
    assertThat(
            fields(
                Shape.of(2, 20),
                new Conv1d(2, kernel(3).dilation(2).same().paddingMode(PaddingMode.REFLECT)),
                new ConstantPad(1, 2),
                new Conv1d(2, kernel(3).stride(3).floor()),
                new Conv1d(2, kernel(2))))
        .containsExactly(5L, 5L, 6L, 9L);
    assertThat(
            fields(
                Shape.of(1, 6, 8, 8),
                new Conv3d(2, kernel(2, 3, 3)),
                new Conv3d(2, kernel(3, 1, 1))))
        .containsExactly(2L, 4L);
    assertThat(fields(Shape.of(2, 9), new LocallyConnected1d(2, kernel(3)))).containsExactly(3L);
  }

  @Test
  void fieldsGrowSlowlyBehindUpsampling() {
    Module conv = new Conv2d(1, kernel(3).padding(1));
    assertThat(fields(Shape.of(1, 8, 8), new Upsample(2), conv)).containsExactly(1L, 2L);
    assertThat(fields(Shape.of(1, 8, 8), new Upsample(bilinear(), 2))).containsExactly(2L);
    assertThat(
            fields(
                Shape.of(4, 8, 8),
                new ConvTranspose2d(4, kernel(4).stride(2).padding(1)),
                new Conv2d(4, kernel(3).padding(1)),
                new Conv2d(4, kernel(4).stride(2).padding(1))))
        .containsExactly(2L, 3L, 5L);
    assertThat(
            fields(
                Shape.of(4, 8, 8),
                new PixelShuffle(2),
                new Conv2d(1, kernel(3).padding(1)),
                new PixelUnshuffle(4)))
        .containsExactly(1L, 2L, 4L);
  }

  @Test
  void transposedConvolutionsCountTheirMultiplications() {
    Summary summary = Summary.of(new ConvTranspose2d(5, kernel(3).stride(2)), Shape.of(4, 6, 6));
    assertThat(summary.totals().multiplications()).isEqualTo(36 * 9 * 4 * 5);
    assertThat(summary.totals().units()).isEqualTo(5 * 13 * 13);
    assertThat(summary.rows().getFirst().parameters()).isEqualTo(4 * 5 * 9 + 5);
  }
}
