package dev.cajal.recurrent;

/**
 * The arithmetic in which a {@link Cell} is written. Numbers make it compute, tensors make it a
 * graph, and names of registers make it a program.
 *
 * @param <V> what is computed with
 */
public interface Arithmetic<V> {

  /** Returns a constant c. */
  V constant(double c);

  /** Returns x + y. */
  V add(V x, V y);

  /** Returns x − y. */
  V sub(V x, V y);

  /** Returns x · y. */
  V mul(V x, V y);

  /** Returns 1/(1 + e⁻ˣ). */
  V sigmoid(V x);

  /** Returns tanh x. */
  V tanh(V x);

  /** Returns max(x, 0). */
  V relu(V x);

  /** Returns −1, 0 or 1. */
  V sign(V x);
}
