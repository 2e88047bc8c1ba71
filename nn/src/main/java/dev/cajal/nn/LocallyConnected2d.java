package dev.cajal.nn;

/**
 * Units over images that see a window each, like those of a convolution, but share no weights:
 * every place has kernels of its own. For inputs that are registered, such as aligned faces, where
 * different places hold different things.
 *
 * <ul>
 *   <li>input [n, c, height, width], output [n, out, places…] as of {@link Conv2d}
 *   <li>{@code weight} [places…, out, c, k, k], {@code bias} [out, places…]
 * </ul>
 *
 * <pre>{@code
 * new LocallyConnected2d(1, kernel(10).same(), false);
 * }</pre>
 */
public final class LocallyConnected2d extends LocallyConnectedNd {

  /**
   * Creates a layer with bias.
   *
   * @param out the number of kernels at each place
   * @param kernel the window; its default stride is 1, and it has no groups
   */
  public LocallyConnected2d(long out, Kernel kernel) {
    this(out, kernel, true);
  }

  /**
   * Creates a layer.
   *
   * @param out the number of kernels at each place
   * @param kernel the window; its default stride is 1, and it has no groups
   * @param bias whether a number is added to each unit
   */
  public LocallyConnected2d(long out, Kernel kernel, boolean bias) {
    super(2, out, kernel, bias);
  }
}
