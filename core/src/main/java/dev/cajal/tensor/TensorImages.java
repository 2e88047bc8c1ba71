package dev.cajal.tensor;

import dev.cajal.op.AvgPool;
import dev.cajal.op.Conv;
import dev.cajal.op.MaxPool;
import dev.cajal.op.Window;
import java.util.List;

/** Convolution, pooling and their relatives over images [N, C, spatial…]. */
public sealed interface TensorImages extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /**
   * Returns the convolution of this image [N, C, spatial…] with a weight [O, C/groups, kernel…];
   * see {@link Conv}.
   */
  default Tensor conv(Tensor weight, Window window) {
    return Tensor.apply(new Conv(window), self(), weight);
  }

  /**
   * Returns the largest element of each window of this image [N, C, spatial…]; see {@link MaxPool}.
   */
  default Tensor maxPool(List<Integer> size, Window window) {
    return Tensor.apply(new MaxPool(size, window), self());
  }

  /**
   * Returns the mean of each window of this image, padding counted as zeros; see {@link AvgPool}.
   */
  default Tensor avgPool(List<Integer> size, Window window) {
    return Tensor.apply(new AvgPool(size, window, true), self());
  }
}
