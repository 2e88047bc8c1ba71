package dev.cajal.nn.inspect;

import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;

/**
 * A way to say what in an image makes a unit respond.
 *
 * <pre>{@code
 * Tensor slope = Backprojection.GRADIENT.of(model, images, Unit.score(3));
 * Tensor map = Attribution.map(slope); // one picture for each image
 * Tensor why = IntegratedGradients.of(50).of(model, images, Unit.of("conv2", 7));
 * }</pre>
 */
public interface Attribution {

  /**
   * Returns a number for each pixel.
   *
   * @param model built; it behaves as in use
   * @param images [n, channels, height, width], or any other inputs [n, …], as the model takes them
   * @param unit what is asked about
   * @return [n, …] of the shape of the images, or with one channel
   * @throws IllegalArgumentException if the model has no such unit
   */
  Tensor of(Module model, Tensor images, Unit unit);

  /**
   * Returns the largest magnitude over the channels of each pixel, the map of Simonyan et al. 2013,
   * section 3.1.
   *
   * @param values [n, channels, height, width]
   * @return [n, height, width]
   */
  static Tensor map(Tensor values) {
    return values.abs().max(1);
  }
}
