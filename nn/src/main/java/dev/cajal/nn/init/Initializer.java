package dev.cajal.nn.init;

import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;

/** Gives a parameter its first value. */
@FunctionalInterface
public interface Initializer {

  /**
   * Writes the first value.
   *
   * @param target the parameter
   * @param random where random numbers come from; its path is that of the parameter
   */
  void initialise(Variable target, Trace random);
}
