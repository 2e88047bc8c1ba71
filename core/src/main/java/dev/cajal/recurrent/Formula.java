package dev.cajal.recurrent;

import java.util.List;

/** One step of a cell and its reverse, for one element of the state. */
interface Formula {

  /** See {@link Cell#forward}. */
  <V> List<V> forward(Arithmetic<V> m, List<V> x, List<V> a, List<V> before);

  /** See {@link Cell#backward}. */
  <V> Cell.Back<V> backward(Arithmetic<V> m, List<V> before, List<V> after, List<V> cotangents);

  /** Returns 1 − x. */
  static <V> V complement(Arithmetic<V> m, V x) {
    return m.sub(m.constant(1), x);
  }

  /** Returns ȳ · y(1 − y), the gradient that passes a sigmoid whose value is y. */
  static <V> V throughSigmoid(Arithmetic<V> m, V cotangent, V y) {
    return m.mul(cotangent, m.mul(y, complement(m, y)));
  }

  /** Returns ȳ · (1 − y²), the gradient that passes a tanh whose value is y. */
  static <V> V throughTanh(Arithmetic<V> m, V cotangent, V y) {
    return m.mul(cotangent, complement(m, m.mul(y, y)));
  }
}
