package dev.cajal.nn;

/**
 * Units over sequences that see a window each, like those of a convolution, but share no weights:
 * every place has kernels of its own. For inputs that are registered, such as aligned faces, where
 * different places hold different things.
 *
 * <ul>
 *   <li>input [n, c, length], output [n, out, places…] as of {@link Conv1d}
 *   <li>{@code weight} [places…, out, c, k], {@code bias} [out, places…]
 * </ul>
 *
 * <pre>{@code
 * new LocallyConnected1d(1, kernel(9).same(), false);
 * }</pre>
 */
public final class LocallyConnected1d extends LocallyConnectedNd {

  /**
   * Creates a layer with bias.
   *
   * @param out the number of kernels at each place
   * @param kernel the window; its default stride is 1, and it has no groups
   */
  public LocallyConnected1d(long out, Kernel kernel) {
    this(out, kernel, true);
  }

  /**
   * Creates a layer.
   *
   * @param out the number of kernels at each place
   * @param kernel the window; its default stride is 1, and it has no groups
   * @param bias whether a number is added to each unit
   */
  public LocallyConnected1d(long out, Kernel kernel, boolean bias) {
    super(1, out, kernel, bias);
  }
}
