package dev.cajal.nn;

import dev.cajal.tensor.Pooled;
import dev.cajal.tensor.Tensor;

/**
 * Undoes {@link MaxPool1d} as far as can be: puts values where the maxima were, among zeros. It
 * takes two tensors, and so is no {@link Module}.
 *
 * <ul>
 *   <li>input and int64 indices [n, c, out]
 *   <li>output [n, c, length], by default with (in − 1)·stride − 2·padding + k on each axis
 * </ul>
 *
 * <pre>{@code
 * Pooled pooled = new MaxPool1d(2).pooled(x);
 * Tensor y = new MaxUnpool1d(2).apply(pooled.values(), pooled.indices());
 * }</pre>
 *
 * <p>{@link Pooled#unpool} needs no sizes, and adds what meets at one place.
 */
public final class MaxUnpool1d {
  private final Unpooling unpooling;

  /** Creates an unpooling of windows side by side. */
  public MaxUnpool1d(int size) {
    this(Kernel.kernel(size));
  }

  /**
   * Creates an unpooling.
   *
   * @param kernel the window of the pooling; its default stride is its size
   */
  public MaxUnpool1d(Kernel kernel) {
    this.unpooling = new Unpooling(1, kernel, "maxunpool1d");
  }

  /**
   * Returns zeros with values at the places that indices name.
   *
   * @param x the values
   * @param indices of the shape of x, see {@link Pooled#indices()}
   * @param outputSize the spatial axes of the output, where they are not the default; values that
   *     meet at one place should be equal, else their mean is taken
   */
  public Tensor apply(Tensor x, Tensor indices, long... outputSize) {
    return unpooling.apply(x, indices, outputSize);
  }

  @Override
  public String toString() {
    return "MaxUnpool1d(" + unpooling.kernel() + ")";
  }
}
