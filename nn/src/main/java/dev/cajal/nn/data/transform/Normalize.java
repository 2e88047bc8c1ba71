package dev.cajal.nn.data.transform;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import java.util.List;

/**
 * Shifts and scales the values of a sample: {@code y = (x - mean[i]) / std[i]}, where i is the
 * channel (the first axis) or the single value.
 *
 * <p>The numbers belong to the model: fit them on the training set only, store them with it, and
 * use the same for every other sample. {@link Preprocessing} has the usual ways to fit them, of
 * which not all use means and deviations.
 *
 * @param mean what is subtracted: one number for each channel, or one for each value of a sample
 * @param std what divides, greater than 0: one number for each channel, or one for each value
 */
public record Normalize(List<Double> mean, List<Double> std) implements Transform {

  /** Checks that there are means and positive deviations. */
  public Normalize {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    int many = Math.max(mean.size(), std.size());
    if (mean.isEmpty() || std.isEmpty() || many % mean.size() != 0 || many % std.size() != 0) {
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
   * Measures mean and standard deviation (of the whole population) of each channel: {@link
   * Preprocessing#STANDARDIZE}.
   *
   * <p>A channel that never changes gets the standard deviation 1.
   *
   * @param training the training set; samples of shape [channels, …]
   * @throws IllegalArgumentException if it is empty
   */
  public static Normalize fit(Dataset training) {
    return Preprocessing.STANDARDIZE.fit(training);
  }

  @Override
  public Stage on(Shape input) {
    int count = Math.toIntExact(input.count());
    int channels = input.rank() == 0 ? 1 : Math.toIntExact(input.dim(0));
    checkFits(mean.size(), channels, count, input);
    checkFits(std.size(), channels, count, input);
    int groups = Math.max(mean.size(), std.size());
    float[] scale = new float[groups];
    float[] shift = new float[groups];
    for (int g = 0; g < groups; g++) {
      double m = mean.get(g / (groups / mean.size()));
      double s = std.get(g / (groups / std.size()));
      scale[g] = (float) (1 / s);
      shift[g] = (float) (-m / s);
    }
    int plane = count / groups;
    return new BoundStage(
        input,
        plane == 1
            ? (source, target, random) -> scale(source, target, scale, shift)
            : (source, target, random) -> {
              for (int c = 0; c < scale.length; c++) {
                scale(source, target, c * plane, plane, scale[c], shift[c]);
              }
            });
  }

  private static void checkFits(int fitted, int channels, int count, Shape input) {
    if (fitted != channels && fitted != count) {
      throw new IllegalArgumentException(
          "normalize: fitted on %d channels, samples are %s".formatted(fitted, input));
    }
  }

  private static void scale(
      float[] source, float[] target, int from, int count, float scale, float shift) {
    for (int i = from; i < from + count; i++) {
      target[i] = source[i] * scale + shift;
    }
  }

  private static void scale(float[] source, float[] target, float[] scale, float[] shift) {
    for (int i = 0; i < scale.length; i++) {
      target[i] = source[i] * scale[i] + shift[i];
    }
  }
}
