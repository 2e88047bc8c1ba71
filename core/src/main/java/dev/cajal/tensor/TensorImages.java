package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.op.AvgPool;
import dev.cajal.op.Conv;
import dev.cajal.op.MaxPool;
import dev.cajal.op.Window;
import java.util.Arrays;
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
   * Returns the convolution of mathematics, whose kernel is reversed along its spatial axes: in one
   * dimension y[i] = Σ_u w[u]·x[i − u], shifted to the places at which the window stops. {@link
   * #conv} is the cross-correlation, as everywhere in neural networks.
   */
  default Tensor convolve(Tensor weight, Window window) {
    Tensor reversed = weight;
    for (int axis = 2; axis < weight.rank(); axis++) {
      long[] from = new long[Math.toIntExact(weight.dim(axis))];
      Arrays.setAll(from, i -> from.length - 1 - i);
      reversed = reversed.gather(axis, Tensor.of(Shape.of(from.length), from));
    }
    return conv(reversed, window);
  }

  /**
   * Returns the transposed convolution of this image [N, C, spatial…] with a weight [C, out/groups,
   * kernel…]: element u of the kernel adds w[u]·x[i] to y[i·stride − padding + u·dilation], the
   * transpose of what {@link #conv} with the same window does.
   *
   * <pre>out = (n − 1) · stride − before − after + dilation · (k − 1) + outputPadding + 1</pre>
   *
   * @param outputPadding elements added at the end of each axis, fewer than the stride or the
   *     dilation: none, one number for all axes, or one for each
   */
  default Tensor convTranspose(Tensor weight, Window window, int... outputPadding) {
    return Transposed.of(self(), weight, window, outputPadding);
  }

  /**
   * Returns this tensor with its last axes padded.
   *
   * <pre>{@code
   * image.pad(PaddingMode.REFLECT, 1, 2); // one column left and two right
   * image.pad(PaddingMode.ZEROS, 1, 1, 2, 2); // one column on both sides, two rows on both
   * }</pre>
   *
   * @param mode what lies beyond the edge
   * @param pads how many elements to add before and after the last axis, then before and after the
   *     one before it, and so on; negative numbers crop
   * @throws dev.cajal.backend.ShapeException if there are not two numbers an axis, or more is to be
   *     mirrored, repeated or cropped than there is
   */
  default Tensor pad(PaddingMode mode, long... pads) {
    return Padding.of(self(), mode, pads);
  }

  /** Returns this tensor with its last axes padded by a value; as {@link #pad} otherwise. */
  default Tensor padConstant(double value, long... pads) {
    return Padding.constant(self(), value, pads);
  }

  /**
   * Returns the windows of this image [N, C, spatial…] as columns [N, C · taps, stops]: the taps of
   * a channel lie together, and both taps and stops are in row-major order, as in {@code
   * torch.nn.Unfold}.
   *
   * @param size of the window
   * @param window how it moves; its groups do not matter
   */
  default Tensor unfold(List<Integer> size, Window window) {
    return Patches.unfold(self(), size, window);
  }

  /**
   * Returns the image [N, C, spatial…] into which columns [N, C · taps, stops] add up, the
   * transpose of {@link #unfold}, as in {@code torch.nn.Fold}.
   *
   * @param image the spatial sizes of the image
   * @param size of the window
   * @param window how it moves; its groups do not matter
   */
  default Tensor fold(Shape image, List<Integer> size, Window window) {
    return Patches.fold(self(), image, size, window);
  }

  /**
   * Returns this image [N, C, spatial…] resampled to a size.
   *
   * @param how the rule
   * @param size one number for all spatial axes, or one for each
   */
  default Tensor interpolate(Interpolation how, long... size) {
    return Resampling.toSize(self(), how, size);
  }

  /**
   * Returns this image [N, C, spatial…] resampled to ⌊n · factor⌋ places on each axis.
   *
   * @param how the rule
   * @param factors one number for all spatial axes, or one for each
   */
  default Tensor rescale(Interpolation how, double... factors) {
    return Resampling.byFactor(self(), how, factors);
  }

  /**
   * Returns the largest element of each window of this image [N, C, spatial…]; see {@link MaxPool}.
   */
  default Tensor maxPool(List<Integer> size, Window window) {
    return Tensor.apply(new MaxPool(size, window), self());
  }

  /** As {@link #maxPool}, and tells where each maximum came from. */
  default Pooled maxPooled(List<Integer> size, Window window) {
    return Pooling.max(self(), size, window);
  }

  /**
   * Returns zeros with the elements of this image [N, C, in…] put where indices, row-major in a
   * plane, say: PyTorch's MaxUnpool. Elements that meet should be equal, as they are after a
   * pooling with windows that overlap; of others the mean is taken.
   *
   * @param indices int64 [N, C, in…], see {@link Pooled#indices()}
   * @param output the spatial axes of the result
   */
  default Tensor maxUnpool(Tensor indices, long... output) {
    return Pooling.maxUnpool(self(), indices, output);
  }

  /**
   * Returns the mean of each window of this image, padding counted as zeros; see {@link AvgPool}.
   */
  default Tensor avgPool(List<Integer> size, Window window) {
    return avgPool(size, window, true);
  }

  /** Returns the mean of each window of this image; see {@link AvgPool}. */
  default Tensor avgPool(List<Integer> size, Window window, boolean countIncludePad) {
    return Tensor.apply(new AvgPool(size, window, countIncludePad), self());
  }

  /**
   * Returns the means of windows that divide this image [N, C, spatial…] as evenly as can be: on an
   * axis of n elements, window i of o holds elements ⌊i·n/o⌋ to ⌈(i+1)·n/o⌉ − 1.
   *
   * @param output the spatial axes of the result, one size for all or one for each; −1 keeps a size
   */
  default Tensor adaptiveAvgPool(long... output) {
    return Pooling.adaptiveAvg(self(), output);
  }

  /** Returns the largest elements of windows as those of {@link #adaptiveAvgPool}. */
  default Tensor adaptiveMaxPool(long... output) {
    return adaptiveMaxPooled(output).values();
  }

  /** As {@link #adaptiveMaxPool}, and tells where in the plane, row-major, each maximum was. */
  default Ordered adaptiveMaxPooled(long... output) {
    return Pooling.adaptiveMax(self(), output);
  }
}
