package dev.cajal.nn;

import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;

/** Unpooling by indices over one to three axes. */
record Unpooling(int axes, Kernel kernel, String layer) {

  Unpooling {
    kernel = kernel.over(axes, layer);
  }

  Tensor apply(Tensor x, Tensor indices, long... outputSize) {
    Axes.require(x, axes, layer, "");
    return x.maxUnpool(indices, outputSize.length == 0 ? usual(x) : outputSize);
  }

  private long[] usual(Tensor x) {
    Window window = kernel.window(kernel.size());
    long[] sizes = new long[axes];
    for (int a = 0; a < axes; a++) {
      sizes[a] =
          (x.dim(a + 2) - 1) * window.strides().get(a)
              - window.padBefore().get(a)
              - window.padAfter().get(a)
              + kernel.size().get(a);
    }
    return sizes;
  }
}
