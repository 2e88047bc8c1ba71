package dev.cajal.nn.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.RandomStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreprocessingTest {
  private static final Rows ROWS = Rows.random(700, Shape.of(2, 1, 3), 1);

  @Test
  void standardizedFeaturesHaveMeanZeroAndDeviationOne() {
    float[][] out = apply(Preprocessing.STANDARDIZE_FEATURES.fit(ROWS), ROWS);
    for (int i = 0; i < 6; i++) {
      assertThat(mean(out, i, i + 1)).isCloseTo(0, within(1e-4));
      assertThat(deviation(out, i, i + 1)).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void standardizedChannelsHaveMeanZeroAndDeviationOne() {
    float[][] out = apply(Preprocessing.STANDARDIZE.fit(ROWS), ROWS);
    for (int c = 0; c < 2; c++) {
      assertThat(mean(out, 3 * c, 3 * c + 3)).isCloseTo(0, within(1e-4));
      assertThat(deviation(out, 3 * c, 3 * c + 3)).isCloseTo(1, within(1e-4));
    }
    assertThat(mean(out, 0, 1)).isNotCloseTo(0, within(1e-2));
  }

  @Test
  void minMaxReachesFromZeroToOne() {
    float[][] features = apply(Preprocessing.MIN_MAX_FEATURES.fit(ROWS), ROWS);
    for (int i = 0; i < 6; i++) {
      assertThat(least(features, i, i + 1)).isCloseTo(0, within(1e-6));
      assertThat(-least(negative(features), i, i + 1)).isCloseTo(1, within(1e-6));
    }
    float[][] channels = apply(Preprocessing.MIN_MAX.fit(ROWS), ROWS);
    assertThat(least(channels, 0, 3)).isCloseTo(0, within(1e-6));
    assertThat(least(channels, 3, 6)).isCloseTo(0, within(1e-6));
  }

  @Test
  void meansAreSubtractedAndNothingIsScaled() {
    float[][] image = apply(Preprocessing.MEAN_IMAGE.fit(ROWS), ROWS);
    float[][] channel = apply(Preprocessing.MEAN.fit(ROWS), ROWS);
    for (int i = 0; i < 6; i++) {
      assertThat(mean(image, i, i + 1)).isCloseTo(0, within(1e-4));
    }
    assertThat(mean(channel, 0, 3)).isCloseTo(0, within(1e-4));
    assertThat(image[1][2] - image[0][2])
        .isCloseTo(ROWS.values[1][2] - ROWS.values[0][2], within(1e-4f));
  }

  @Test
  void featuresOfVeryDifferentScaleDecideADistanceTogetherOnceTheyAreScaled() {
    float[][] values = new float[100][];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = new float[] {500 * random.nextFloat(), 1e-4f * random.nextFloat()};
    }
    Rows rows = new Rows(values, Shape.of(2));
    double before = share(values);
    double after = share(apply(Preprocessing.STANDARDIZE.fit(rows), rows));
    assertThat(before).isLessThan(1e-12);
    assertThat(after).isCloseTo(0.5, within(0.05));
  }

  @Test
  void aSmallDeviationAroundAGreatMeanIsMeasured() {
    float[][] values = new float[1000][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new float[] {1e4f + i % 2};
    }
    Normalize fitted = Preprocessing.STANDARDIZE.fit(new Rows(values, Shape.of(1)));
    assertThat(fitted.std().getFirst()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aConstantFeatureIsShiftedNotScaledAndRemarked() {
    float[][] values = {{1, 5, 2, 7}, {3, 5, 4, 7}};
    Rows rows = new Rows(values, Shape.of(4));
    Statistics measured = Statistics.of(rows);
    Normalize fitted = Preprocessing.STANDARDIZE_FEATURES.fit(measured);
    assertThat(fitted.mean()).containsExactly(2.0, 5.0, 3.0, 7.0);
    assertThat(fitted.std()).containsExactly(1.0, 1.0, 1.0, 1.0);
    assertThat(Preprocessing.MIN_MAX_FEATURES.fit(measured).std())
        .containsExactly(2.0, 1.0, 2.0, 1.0);
    assertThat(Preprocessing.STANDARDIZE_FEATURES.remark(measured))
        .contains(
            "standardize-features: 2 of 4 features are the same in all training samples (first:"
                + " feature 1); they are shifted, not scaled");
    assertThat(Preprocessing.STANDARDIZE.remark(Statistics.of(ROWS))).isEmpty();
    assertThat(Preprocessing.NONE.remark(measured)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatWasFittedFitsOnlySamplesOfItsKind(Preprocessing kind) {
    Normalize fitted = kind.fit(ROWS);
    assertThat(fitted.on(ROWS.shape()).shape()).isEqualTo(ROWS.shape());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fitted.on(Shape.of(5, 1, 2)))
        .withMessageContaining("normalize: fitted on ")
        .withMessageEndingWith("channels, samples are [5, 1, 2]");
  }

  @Test
  void noPreprocessingChangesNoBit() {
    assertThat(apply(Preprocessing.NONE.fit(ROWS), ROWS)).isDeepEqualTo(ROWS.values);
  }

  private static float[][] apply(Normalize normalize, Rows rows) {
    var stage = normalize.on(rows.shape());
    float[][] out = new float[rows.size()][Math.toIntExact(rows.shape().count())];
    for (int i = 0; i < out.length; i++) {
      stage.apply(rows.values[i], out[i], new RandomStream(0, "test"));
    }
    return out;
  }

  /** The share of the second feature in the squared distance between neighbours. */
  private static double share(float[][] values) {
    double first = 0;
    double second = 0;
    for (int i = 1; i < values.length; i++) {
      first += Math.pow(values[i][0] - values[i - 1][0], 2);
      second += Math.pow(values[i][1] - values[i - 1][1], 2);
    }
    return second / (first + second);
  }

  private static double mean(float[][] values, int from, int to) {
    double sum = 0;
    for (float[] row : values) {
      for (int i = from; i < to; i++) {
        sum += row[i];
      }
    }
    return sum / values.length / (to - from);
  }

  private static double deviation(float[][] values, int from, int to) {
    double mean = mean(values, from, to);
    double sum = 0;
    for (float[] row : values) {
      for (int i = from; i < to; i++) {
        sum += Math.pow(row[i] - mean, 2);
      }
    }
    return Math.sqrt(sum / values.length / (to - from));
  }

  private static double least(float[][] values, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    for (float[] row : values) {
      for (int i = from; i < to; i++) {
        least = Math.min(least, row[i]);
      }
    }
    return least;
  }

  private static float[][] negative(float[][] values) {
    float[][] negative = new float[values.length][values[0].length];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        negative[i][j] = -values[i][j];
      }
    }
    return negative;
  }

  /** A dataset of given values. */
  private static final class Rows implements Dataset {
    final float[][] values;
    private final Shape shape;

    Rows(float[][] values, Shape shape) {
      this.values = values;
      this.shape = shape;
    }

    static Rows random(int count, Shape shape, long seed) {
      Random random = new Random(seed);
      float[][] values = new float[count][Math.toIntExact(shape.count())];
      for (float[] row : values) {
        for (int i = 0; i < row.length; i++) {
          row[i] = i + (i + 1) * random.nextFloat();
        }
      }
      return new Rows(values, shape);
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public List<String> classes() {
      return List.of("any");
    }

    @Override
    public String description() {
      return "rows";
    }

    @Override
    public int label(int index) {
      return 0;
    }

    @Override
    public void read(int index, float[] target, int offset) {
      System.arraycopy(values[index], 0, target, offset, values[index].length);
    }
  }
}
