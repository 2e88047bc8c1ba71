package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean, deviation, least and greatest value of the samples of a dataset, for each of their values
 * (a pixel, say) and for each channel, which is the first axis of a sample.
 *
 * <pre>{@code
 * Statistics measured = Statistics.of(training);
 * Normalize normalize = Preprocessing.STANDARDIZE.fit(measured);
 * }</pre>
 */
public final class Statistics {
  private static final int BLOCK = 512;
  private static final int MAX_BLOCKS = 64;
  private static final long MAX_DOUBLES = 1 << 24;

  private final Shape shape;
  private final int samples;
  private final float[] origin;
  private final Sums sums;

  private Statistics(Shape shape, int samples, float[] origin, Sums sums) {
    this.shape = shape;
    this.samples = samples;
    this.origin = origin;
    this.sums = sums;
  }

  /**
   * Measures all samples.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Statistics of(Dataset data) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("normalize: cannot be fitted on an empty dataset");
    }
    int values = Math.toIntExact(data.shape().count());
    // Differences from the first sample are summed: exact for what is constant, and free of
    // cancellation where the mean is far greater than the deviation.
    float[] origin = new float[values];
    data.read(0, origin, 0);
    int most = Math.clamp(MAX_DOUBLES / (4L * values), 1, MAX_BLOCKS);
    int block = Math.max(BLOCK, Math.ceilDiv(data.size(), most));
    // Blocks are added in order, so that the result does not depend on the number of cores.
    List<Sums> parts =
        IntStream.range(0, Math.ceilDiv(data.size(), block))
            .parallel()
            .mapToObj(
                i -> Sums.over(data, origin, i * block, Math.min(data.size(), (i + 1) * block)))
            .toList();
    Sums all = parts.getFirst();
    parts.stream().skip(1).forEach(all::add);
    return new Statistics(data.shape(), data.size(), origin, all);
  }

  /** Returns the shape of the samples. */
  public Shape shape() {
    return shape;
  }

  /** Returns the number of channels: the size of the first axis. */
  public int channels() {
    return shape.rank() == 0 ? 1 : Math.toIntExact(shape.dim(0));
  }

  /** Returns the number of values of a sample. */
  public int features() {
    return origin.length;
  }

  /** Returns how many values of a sample are the same in all samples. */
  public int constantFeatures() {
    return (int) IntStream.range(0, origin.length).filter(this::constant).count();
  }

  /** Returns the first value of a sample that is the same in all samples, or -1. */
  public int firstConstantFeature() {
    return IntStream.range(0, origin.length).filter(this::constant).findFirst().orElse(-1);
  }

  /**
   * Returns the mean of each group of features.
   *
   * @param groups the number of channels or of features
   */
  double[] mean(int groups) {
    double[] mean = new double[groups];
    int size = origin.length / groups;
    for (int i = 0; i < origin.length; i++) {
      mean[i / size] += origin[i] + sums.sum[i] / samples;
    }
    Arrays.setAll(mean, g -> mean[g] / size);
    return mean;
  }

  /** Returns the deviation (of the whole population) of each group, or 1 for a constant one. */
  double[] deviation(int groups) {
    double[] mean = mean(groups);
    double[] squares = new double[groups];
    int size = origin.length / groups;
    for (int i = 0; i < origin.length; i++) {
      double between = origin[i] + sums.sum[i] / samples - mean[i / size];
      double own = sums.sum[i] / samples;
      squares[i / size] += sums.squares[i] / samples - own * own + between * between;
    }
    double[] range = range(groups);
    Arrays.setAll(squares, g -> range[g] == 0 ? 1 : Math.sqrt(Math.max(0, squares[g]) / size));
    return squares;
  }

  double[] least(int groups) {
    double[] least = new double[groups];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    int size = origin.length / groups;
    for (int i = 0; i < origin.length; i++) {
      least[i / size] = Math.min(least[i / size], sums.least[i]);
    }
    return least;
  }

  /** Returns the greatest value less the least of each group, or 0 for a constant one. */
  double[] range(int groups) {
    double[] greatest = new double[groups];
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    int size = origin.length / groups;
    for (int i = 0; i < origin.length; i++) {
      greatest[i / size] = Math.max(greatest[i / size], sums.greatest[i]);
    }
    double[] least = least(groups);
    Arrays.setAll(greatest, g -> greatest[g] - least[g]);
    return greatest;
  }

  private boolean constant(int feature) {
    return sums.least[feature] == sums.greatest[feature];
  }

  /** Sums of differences from the origin over some samples. */
  private static final class Sums {
    final double[] sum;
    final double[] squares;
    final float[] least;
    final float[] greatest;

    Sums(int values) {
      sum = new double[values];
      squares = new double[values];
      least = new float[values];
      greatest = new float[values];
      Arrays.fill(least, Float.POSITIVE_INFINITY);
      Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
    }

    static Sums over(Dataset data, float[] origin, int from, int to) {
      Sums sums = new Sums(origin.length);
      float[] sample = new float[origin.length];
      for (int i = from; i < to; i++) {
        data.read(i, sample, 0);
        sums.addDifferences(sample, origin);
        sums.addLimits(sample);
      }
      return sums;
    }

    private void addDifferences(float[] sample, float[] origin) {
      for (int i = 0; i < sample.length; i++) {
        double difference = (double) sample[i] - origin[i];
        sum[i] += difference;
        squares[i] += difference * difference;
      }
    }

    private void addLimits(float[] sample) {
      for (int i = 0; i < sample.length; i++) {
        if (sample[i] < least[i]) {
          least[i] = sample[i];
        }
        if (sample[i] > greatest[i]) {
          greatest[i] = sample[i];
        }
      }
    }

    void add(Sums other) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += other.sum[i];
        squares[i] += other.squares[i];
        least[i] = Math.min(least[i], other.least[i]);
        greatest[i] = Math.max(greatest[i], other.greatest[i]);
      }
    }
  }
}
