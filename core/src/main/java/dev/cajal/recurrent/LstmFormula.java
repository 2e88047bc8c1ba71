package dev.cajal.recurrent;

import java.util.List;

/**
 * The cell of Hochreiter and Schmidhuber (1997) with the forget gate of Gers et al. (2000):
 *
 * <pre>
 * i = σ(xᵢ + aᵢ)   f = σ(x_f + a_f)   g = tanh(x_g + a_g)   o = σ(xₒ + aₒ)
 * c = f·c′ + i·g   h = o·tanh c</pre>
 */
record LstmFormula() implements Formula {

  @Override
  public <V> List<V> forward(Arithmetic<V> m, List<V> x, List<V> a, List<V> before) {
    V i = m.sigmoid(m.add(x.get(0), a.get(0)));
    V f = m.sigmoid(m.add(x.get(1), a.get(1)));
    V g = m.tanh(m.add(x.get(2), a.get(2)));
    V o = m.sigmoid(m.add(x.get(3), a.get(3)));
    V c = m.add(m.mul(f, before.get(1)), m.mul(i, g));
    V h = m.mul(o, m.tanh(c));
    return List.of(h, c, i, f, g, o);
  }

  @Override
  public <V> Cell.Back<V> backward(
      Arithmetic<V> m, List<V> before, List<V> after, List<V> cotangents) {
    V i = after.get(2);
    V f = after.get(3);
    V g = after.get(4);
    V o = after.get(5);
    V tanh = m.tanh(after.get(1));
    V dh = cotangents.get(0);
    V dc = m.add(cotangents.get(1), Formula.throughTanh(m, m.mul(dh, o), tanh));
    V di = m.add(cotangents.get(2), m.mul(dc, g));
    V df = m.add(cotangents.get(3), m.mul(dc, before.get(1)));
    V dg = m.add(cotangents.get(4), m.mul(dc, i));
    V dout = m.add(cotangents.get(5), m.mul(dh, tanh));
    V carried = m.mul(dc, f);
    List<V> sums =
        List.of(
            Formula.throughSigmoid(m, di, i),
            Formula.throughSigmoid(m, df, f),
            Formula.throughTanh(m, dg, g),
            Formula.throughSigmoid(m, dout, o));
    return new Cell.Back<>(sums, sums, List.of(m.constant(0), carried));
  }
}
