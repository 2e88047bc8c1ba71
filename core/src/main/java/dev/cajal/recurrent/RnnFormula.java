package dev.cajal.recurrent;

import java.util.List;

/**
 * The plain cell h = f(x + a) of Elman (1990), with f = tanh or the rectifier.
 *
 * @param rectified whether f is the rectifier
 */
record RnnFormula(boolean rectified) implements Formula {

  @Override
  public <V> List<V> forward(Arithmetic<V> m, List<V> x, List<V> a, List<V> before) {
    V sum = m.add(x.getFirst(), a.getFirst());
    return List.of(rectified ? m.relu(sum) : m.tanh(sum));
  }

  @Override
  public <V> Cell.Back<V> backward(
      Arithmetic<V> m, List<V> before, List<V> after, List<V> cotangents) {
    V h = after.getFirst();
    V d = cotangents.getFirst();
    List<V> sum = List.of(rectified ? m.mul(d, m.sign(h)) : Formula.throughTanh(m, d, h));
    return new Cell.Back<>(sum, sum, List.of(m.constant(0)));
  }
}
