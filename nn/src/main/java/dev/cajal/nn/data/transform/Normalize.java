package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings every channel to mean 0 and standard deviation 1: {@code y = (x - mean[c]) / std[c]}.
 *
 * <p>The numbers belong to the model: fit them on the training set only, store them with it, and
 * use the same for every other sample.
 *
 * @param mean the mean of each channel
 * @param std the standard deviation of each channel, greater than 0
 */
public record Normalize(List<Double> mean, List<Double> std) implements Transform {
  private static final int BLOCK = 512;

  /** Checks that there is a mean and a positive deviation for each channel. */
  public Normalize {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.isEmpty() || mean.size() != std.size()) {
      throw new IllegalArgumentException(
          "normalize: %d means and %d standard deviations; each channel needs one of both"
              .formatted(mean.size(), std.size()));
    }
    for (double s : std) {
      if (!(s > 0)) {
        throw new IllegalArgumentException("normalize: a standard deviation is " + s);
      }
    }
  }

  /**
   * Measures mean and standard deviation (of the whole population) of each channel.
   *
   * <p>A channel that never changes gets the standard deviation 1.
   *
   * @param training the training set; samples of shape [channels, height, width]
   * @throws IllegalArgumentException if it is empty or its samples are no images
   */
  public static Normalize fit(Dataset training) {
    ImageSize size = ImageSize.of(training.shape(), "normalize");
    if (training.size() == 0) {
      throw new IllegalArgumentException("normalize: cannot be fitted on an empty dataset");
    }
    // Sums of blocks, added in order, so that the result does not depend on the number of cores.
    List<double[]> blocks =
        IntStream.range(0, Math.ceilDiv(training.size(), BLOCK))
            .parallel()
            .mapToObj(block -> sums(training, size, block * BLOCK))
            .toList();
    double[] sums = new double[2 * size.channels()];
    for (double[] block : blocks) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += block[i];
      }
    }
    double count = (double) training.size() * size.plane();
    List<Double> mean = new ArrayList<>();
    List<Double> std = new ArrayList<>();
    for (int c = 0; c < size.channels(); c++) {
      double m = sums[c] / count;
      double variance = Math.max(0, sums[size.channels() + c] / count - m * m);
      mean.add(m);
      std.add(variance > 1e-12 ? Math.sqrt(variance) : 1);
    }
    return new Normalize(mean, std);
  }

  @Override
  public Stage on(Shape input) {
    ImageSize size = ImageSize.of(input, "normalize");
    if (size.channels() != mean.size()) {
      throw new IllegalArgumentException(
          "normalize: fitted on %d channels, samples are %s".formatted(mean.size(), input));
    }
    float[] scale = new float[size.channels()];
    float[] shift = new float[size.channels()];
    for (int c = 0; c < scale.length; c++) {
      scale[c] = (float) (1 / std.get(c));
      shift[c] = (float) (-mean.get(c) / std.get(c));
    }
    int plane = size.plane();
    return new BoundStage(
        input,
        (source, target, random) -> {
          for (int c = 0; c < scale.length; c++) {
            scale(source, target, c * plane, plane, scale[c], shift[c]);
          }
        });
  }

  /** Returns the sum of each channel, then the sum of squares of each, over a block of samples. */
  private static double[] sums(Dataset data, ImageSize size, int from) {
    double[] sums = new double[2 * size.channels()];
    float[] sample = new float[size.count()];
    for (int i = from; i < Math.min(from + BLOCK, data.size()); i++) {
      data.read(i, sample, 0);
      for (int c = 0; c < size.channels(); c++) {
        sums[c] += sum(sample, c * size.plane(), size.plane());
        sums[size.channels() + c] += sumOfSquares(sample, c * size.plane(), size.plane());
      }
    }
    return sums;
  }

  private static void scale(
      float[] source, float[] target, int from, int count, float scale, float shift) {
    for (int i = from; i < from + count; i++) {
      target[i] = source[i] * scale + shift;
    }
  }

  // Four sums at a time, so that additions do not wait for each other.
  private static double sum(float[] values, int from, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i + 3 < from + count; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < from + count; i++) {
      a += values[i];
    }
    return a + b + (c + d);
  }

  private static double sumOfSquares(float[] values, int from, int count) {
    double a = 0;
    double b = 0;
    int i = from;
    for (; i + 1 < from + count; i += 2) {
      a += (double) values[i] * values[i];
      b += (double) values[i + 1] * values[i + 1];
    }
    for (; i < from + count; i++) {
      a += (double) values[i] * values[i];
    }
    return a + b;
  }
}
