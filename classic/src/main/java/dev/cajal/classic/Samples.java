package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.data.Dataset;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of features, and what is to be learnt of each: a label, values, or nothing.
 *
 * <pre>{@code
 * Samples train = Samples.of(dataset);
 * Samples points = Samples.of(Tensor.of(Shape.of(2, 2), 0f, 0f, 1f, 1f));
 * }</pre>
 */
public final class Samples {
  private final Tensor features;
  private final @Nullable Tensor targets;
  private final int classes;

  private Samples(Tensor features, @Nullable Tensor targets, int classes) {
    this.features = features;
    this.targets = targets;
    this.classes = classes;
  }

  /**
   * Reads a data set: each sample becomes a row of float32, row-major.
   *
   * @throws IllegalArgumentException if it has no samples, or one has values that are not finite
   */
  public static Samples of(Dataset data) {
    int width = Math.toIntExact(data.shape().count());
    Variable rows = new Variable("features", TensorType.float32(data.size(), width));
    MemorySegment memory = rows.memory();
    IntStream.range(0, data.size())
        .parallel()
        .forEach(i -> {
          float[] row = new float[width];
          data.read(i, row, 0);
          long offset = (long) i * width * Float.BYTES;
          MemorySegment.copy(row, 0, memory, ValueLayout.JAVA_FLOAT, offset, width);
        });
    rows.touched();
    long[] labels = IntStream.range(0, data.size()).mapToLong(data::label).toArray();
    Tensor features = checked(rows.tensor());
    return new Samples(features, Tensor.of(Shape.of(data.size()), labels), data.classes().size());
  }

  /**
   * Takes rows of which nothing is said, such as points to be clustered.
   *
   * @param features [n, …] of a floating type; further axes become one
   * @throws IllegalArgumentException if there are no rows, or values that are not finite
   */
  public static Samples of(Tensor features) {
    return new Samples(checked(features), null, 0);
  }

  /**
   * Takes rows and what is to be learnt of them.
   *
   * @param features [n, …] of a floating type; further axes become one
   * @param targets labels from 0, [n], int64; or values, [n] or [n, t], of the type of the features
   * @throws IllegalArgumentException if there are no rows, values that are not finite, or a
   *     negative label
   * @throws ShapeException if there is not one target for each row, or of another type
   */
  public static Samples of(Tensor features, Tensor targets) {
    Tensor rows = checked(features);
    if (targets.rank() == 0 || targets.dim(0) != rows.dim(0)) {
      throw new ShapeException(
              targets.shape() + " targets for " + rows.dim(0) + " rows; give one for each row")
          .at("samples", "");
    }
    if (targets.dtype() == DType.INT64 && targets.rank() == 1) {
      if (targets.min().item() < 0) {
        throw new IllegalArgumentException("samples: a label is negative; classes count from 0");
      }
      return new Samples(rows, targets.detach(), (int) targets.max().item() + 1);
    }
    if (targets.dtype() != rows.dtype() || targets.rank() > 2) {
      throw new ShapeException(
              "targets are %s, expected labels int64[n], or values [n] or [n, t] of %s"
                  .formatted(targets.type(), rows.dtype()))
          .at("samples", "");
    }
    Tensor values = checked(targets.rank() == 1 ? targets.unsqueeze(1) : targets);
    return new Samples(rows, values, 0);
  }

  private static Tensor checked(Tensor given) {
    if (given.rank() < 2 || !given.dtype().isFloating()) {
      throw new ShapeException(
              "features are " + given.type() + ", expected [n, d] of a floating type; cast them")
          .at("samples", "");
    }
    long n = given.dim(0);
    if (given.shape().count() == 0) {
      throw new IllegalArgumentException("samples: there are none, the shape is " + given.shape());
    }
    Tensor rows = given.reshape(n, given.shape().count() / n).detach();
    if (!Double.isFinite(rows.abs().max().item())) {
      int bad = firstBad(rows.toDoubles());
      long width = rows.dim(1);
      throw new IllegalArgumentException(
          "samples: feature %d of sample %d is not a finite number; fill or leave out such values"
              .formatted(bad % width, bad / width));
    }
    return rows;
  }

  private static int firstBad(double[] values) {
    int i = 0;
    while (Double.isFinite(values[i])) {
      i++;
    }
    return i;
  }

  /** Returns the features, [n, d]. */
  public Tensor features() {
    return features;
  }

  /** Returns the number n of rows. */
  public int size() {
    return Math.toIntExact(features.dim(0));
  }

  /** Returns the number d of features. */
  public int width() {
    return Math.toIntExact(features.dim(1));
  }

  /** Returns the number of classes, 0 if the rows have no labels. */
  public int classes() {
    return classes;
  }

  /**
   * Returns the labels, [n], int64.
   *
   * @throws IllegalArgumentException if the rows have none
   */
  public Tensor labels() {
    if (targets == null || classes == 0) {
      throw new IllegalArgumentException("samples: the rows have no labels; give them as int64[n]");
    }
    return targets;
  }

  /**
   * Returns the values to be learnt, [n, t].
   *
   * @throws IllegalArgumentException if the rows have labels or nothing
   */
  public Tensor values() {
    if (targets == null || classes > 0) {
      throw new IllegalArgumentException(
          "samples: the rows have no values; give them as floating [n] or [n, t]");
    }
    return targets;
  }

  /**
   * Returns the same rows with other features, made from these row by row.
   *
   * @param change of [n, d] into [n, …]
   */
  public Samples map(UnaryOperator<Tensor> change) {
    return new Samples(checked(change.apply(features)), targets, classes);
  }

  /** Returns the same rows with labels. */
  Samples relabelled(long[] labels, int count) {
    return new Samples(features, Tensor.of(Shape.of(labels.length), labels), count);
  }

  /** Returns the labels, having checked that there are at least two classes to tell apart. */
  int[] labelsOfSeveral(String learner) {
    double[] read = labels().toDoubles();
    int[] all = new int[read.length];
    boolean several = false;
    for (int i = 0; i < all.length; i++) {
      all[i] = (int) read[i];
      several |= all[i] != all[0];
    }
    if (!several) {
      throw new IllegalArgumentException(
          learner + ": all samples are of class " + all[0] + "; at least two classes are needed");
    }
    return all;
  }
}
