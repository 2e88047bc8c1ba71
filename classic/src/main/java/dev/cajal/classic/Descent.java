package dev.cajal.classic;

import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Optimizer;

/**
 * How a linear map is found by going down the gradient of its loss.
 *
 * @param optimizer makes steps of gradients; its rate falls linearly to 0 over the epochs
 * @param epochs passes over the samples, at least 1
 * @param batch samples in a step, at least 1; if there are no more, all of them, in order
 * @param seed decides the order of the samples
 */
public record Descent(Optimizer optimizer, int epochs, int batch, long seed) {

  /** Checks the counts. */
  public Descent {
    if (epochs < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "descent: %d epochs in batches of %d; both must be at least 1".formatted(epochs, batch));
    }
  }

  /** Returns Adam with rate 0.001 over 20 epochs in batches of 100. */
  public static Descent usual() {
    return new Descent(Adam.of(1e-3), 20, 100, 1);
  }

  /** Returns this with another optimizer. */
  public Descent optimizer(Optimizer value) {
    return new Descent(value, epochs, batch, seed);
  }

  /** Returns this with another number of epochs. */
  public Descent epochs(int value) {
    return new Descent(optimizer, value, batch, seed);
  }

  /** Returns this with another size of batches. */
  public Descent batch(int value) {
    return new Descent(optimizer, epochs, value, seed);
  }

  /** Returns this with another seed. */
  public Descent seed(long value) {
    return new Descent(optimizer, epochs, batch, value);
  }
}
