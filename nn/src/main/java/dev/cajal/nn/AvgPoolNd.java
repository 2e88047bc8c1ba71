package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalInt;

/** Average pooling over one to three axes. */
abstract class AvgPoolNd extends PoolNd {
  private final boolean countIncludePad;
  private final OptionalInt divisorOverride;

  AvgPoolNd(int axes, Kernel kernel, boolean countIncludePad, OptionalInt divisorOverride) {
    super(axes, kernel);
    this.countIncludePad = countIncludePad;
    this.divisorOverride = divisorOverride;
    if (divisorOverride.orElse(1) == 0) {
      throw new IllegalArgumentException(layer() + ": divisorOverride is 0, expected another");
    }
  }

  @Override
  protected final Tensor forward(Tensor x) {
    Window window = windowOver(x);
    if (divisorOverride.isPresent()) {
      double volume = kernel.size().stream().reduce(1, Math::multiplyExact);
      return x.avgPool(kernel.size(), window).mul(volume / divisorOverride.getAsInt());
    }
    return countIncludePad ? means(x, window, this) : x.avgPool(kernel.size(), window, false);
  }

  /**
   * Returns means that count padding as zeros. What a window that was added by rounding up sees
   * beyond the padding does not count.
   */
  static Tensor means(Tensor x, Window window, PoolNd layer) {
    Tensor y = x.avgPool(layer.kernel.size(), window);
    for (int a = 0; a < window.axes(); a++) {
      long end = x.dim(a + 2) + layer.window().padAfter().get(a);
      int size = layer.kernel.size().get(a);
      if (window.padAfter().get(a) > layer.window().padAfter().get(a)) {
        double[] corrections = new double[Math.toIntExact(y.dim(a + 2))];
        for (int stop = 0; stop < corrections.length; stop++) {
          long start = (long) stop * window.strides().get(a) - window.padBefore().get(a);
          corrections[stop] = (double) size / Math.min(size, end - start);
        }
        long[] sizes = new long[x.rank()];
        Arrays.fill(sizes, 1);
        sizes[a + 2] = corrections.length;
        y = y.mul(Tensor.of(Shape.of(sizes), corrections).cast(x.dtype()));
      }
    }
    return y;
  }
}
