package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import java.util.Arrays;

/** Interpolation axis by axis: each place is a weighted sum of a few elements of the source. */
final class Resampling {
  /** The cubic's parameter; −¾ as in PyTorch and OpenCV. */
  private static final double A = -0.75;

  private final Interpolation how;

  private Resampling(Interpolation how) {
    this.how = how;
  }

  static Tensor toSize(Tensor x, Interpolation how, long... size) {
    long[] sizes = axes(x, how);
    if (size.length == 1) {
      Arrays.fill(sizes, size[0]);
    } else {
      sizes = size.clone();
    }
    return new Resampling(how).resample(x, sizes, new double[0]);
  }

  static Tensor byFactor(Tensor x, Interpolation how, double... factors) {
    long[] sizes = axes(x, how);
    double[] each = factors.clone();
    if (factors.length == 1) {
      each = new double[sizes.length];
      Arrays.fill(each, factors[0]);
    }
    if (each.length != sizes.length) {
      throw refused(
          x,
          "factors "
              + Arrays.toString(factors)
              + " for input "
              + x.shape()
              + ", expected one number for all axes or "
              + sizes.length);
    }
    for (int a = 0; a < sizes.length; a++) {
      sizes[a] = (long) Math.floor(x.dim(a + 2) * each[a]);
    }
    return new Resampling(how).resample(x, sizes, how.recomputesScale() ? new double[0] : each);
  }

  /** Returns room for a number for each spatial axis, after checking how many there are. */
  private static long[] axes(Tensor x, Interpolation how) {
    int wanted =
        switch (how.mode()) {
          case LINEAR -> 1;
          case BILINEAR, BICUBIC -> 2;
          case TRILINEAR -> 3;
          case NEAREST, NEAREST_EXACT, AREA -> Math.clamp(x.rank() - 2, 1, 3);
        };
    if (x.rank() != wanted + 2 || !x.dtype().isFloating()) {
      throw refused(
          x,
          how
              + " resamples floating inputs [n, channels, spatial…] with "
              + wanted
              + " spatial axes, got "
              + x.type()
              + "; cast, reshape or choose another mode");
    }
    return new long[wanted];
  }

  private Tensor resample(Tensor x, long[] sizes, double[] factors) {
    if (sizes.length != x.rank() - 2 || Arrays.stream(sizes).anyMatch(s -> s < 1)) {
      throw refused(
          x,
          "size "
              + Arrays.toString(sizes)
              + " for input "
              + x.shape()
              + ", expected at least 1 for each of "
              + (x.rank() - 2)
              + " spatial axes");
    }
    Tensor y = x;
    for (int a = sizes.length - 1; a >= 0; a--) {
      double factor = factors.length == 0 ? 0 : factors[a];
      y = along(y, a + 2, Math.toIntExact(sizes[a]), factor);
    }
    return y;
  }

  private Tensor along(Tensor x, int axis, int out, double factor) {
    int n = Math.toIntExact(x.dim(axis));
    double scale = factor > 0 ? 1 / factor : (double) n / out;
    return switch (how.mode()) {
      case NEAREST -> {
        // Over images PyTorch forgets the factor where a size stays or doubles.
        boolean whole = x.rank() == 4 && (out == n || out == 2 * n);
        yield nearest(x, axis, n, out, whole ? (double) n / out : scale, 0);
      }
      case NEAREST_EXACT -> nearest(x, axis, n, out, scale, 0.5);
      case LINEAR, BILINEAR, TRILINEAR -> out == n ? x : linear(x, axis, n, out, scale);
      case BICUBIC -> cubic(x, axis, n, out, scale);
      case AREA -> {
        long[] sizes = x.shape().slice(2, x.rank()).with(axis - 2, out).toArray();
        yield x.adaptiveAvgPool(sizes);
      }
    };
  }

  private static Tensor nearest(Tensor x, int axis, int n, int out, double scale, double centre) {
    long[] from = new long[out];
    // Rounded to single precision before the floor, as PyTorch does for all types.
    Arrays.setAll(from, i -> Math.min((long) Math.floor((float) ((i + centre) * scale)), n - 1));
    boolean repeats = out % n == 0;
    for (int i = 0; repeats && i < out; i++) {
      repeats = from[i] == i / (out / n);
    }
    if (!repeats) {
      return taken(x, axis, from);
    }
    if (out == n) {
      return x;
    }
    Shape before = x.shape().slice(0, axis + 1);
    Shape after = x.shape().slice(axis + 1, x.rank());
    return x.reshape(before.concat(Shape.of(1)).concat(after))
        .broadcastTo(before.concat(Shape.of(out / n)).concat(after))
        .reshape(x.shape().with(axis, out));
  }

  private Tensor linear(Tensor x, int axis, int n, int out, double scale) {
    long[][] from = new long[2][out];
    double[][] weight = new double[2][out];
    for (int i = 0; i < out; i++) {
      double at = Math.max(source(i, n, out, scale), 0);
      int left = Math.min((int) at, n - 1);
      from[0][i] = left;
      from[1][i] = Math.min(left + 1, n - 1);
      weight[1][i] = Math.clamp(at - left, 0, 1);
      weight[0][i] = 1 - weight[1][i];
    }
    return weighted(x, axis, from, weight);
  }

  private Tensor cubic(Tensor x, int axis, int n, int out, double scale) {
    long[][] from = new long[4][out];
    double[][] weight = new double[4][out];
    for (int i = 0; i < out; i++) {
      double at = source(i, n, out, scale);
      double left = Math.floor(at);
      double t = at - left;
      double[] distances = {t + 1, t, 1 - t, 2 - t};
      for (int k = 0; k < 4; k++) {
        from[k][i] = Math.clamp((long) left - 1 + k, 0, n - 1);
        weight[k][i] = k == 0 || k == 3 ? far(distances[k]) : near(distances[k]);
      }
    }
    return weighted(x, axis, from, weight);
  }

  private double source(int i, int n, int out, double scale) {
    if (how.alignsCorners()) {
      return out > 1 ? i * ((n - 1.0) / (out - 1)) : 0;
    }
    return (i + 0.5) * scale - 0.5;
  }

  private static double near(double d) {
    return ((A + 2) * d - (A + 3)) * d * d + 1;
  }

  private static double far(double d) {
    return ((A * d - 5 * A) * d + 8 * A) * d - 4 * A;
  }

  private static Tensor weighted(Tensor x, int axis, long[][] from, double[][] weight) {
    Tensor sum = taken(x, axis, from[0]).mul(constant(x, axis, weight[0]));
    for (int k = 1; k < from.length; k++) {
      sum = sum.add(taken(x, axis, from[k]).mul(constant(x, axis, weight[k])));
    }
    return sum;
  }

  private static Tensor taken(Tensor x, int axis, long... from) {
    return x.gather(axis, Tensor.of(Shape.of(from.length), from));
  }

  /** Returns numbers along an axis, of the type of x, ready to be broadcast to it. */
  private static Tensor constant(Tensor x, int axis, double... values) {
    long[] sizes = new long[x.rank() - axis];
    Arrays.fill(sizes, 1);
    sizes[0] = values.length;
    Shape shape = Shape.of(sizes);
    if (x.dtype() != DType.FLOAT32) {
      return Tensor.of(shape, values).cast(x.dtype());
    }
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return Tensor.of(shape, narrow);
  }

  private static ShapeException refused(Tensor x, String message) {
    Trace trace = x.trace();
    return new ShapeException(message).at("interpolate", trace == null ? "" : trace.path());
  }
}
