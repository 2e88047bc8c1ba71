package dev.cajal.recurrent;

import java.util.List;

/**
 * The cell of Cho et al. (2014), with the reset gate behind the product as in cuDNN and PyTorch:
 *
 * <pre>
 * r = σ(xᵣ + aᵣ)   z = σ(x_z + a_z)   n = tanh(xₙ + r·aₙ)
 * h = (1 − z)·n + z·h′</pre>
 */
record GruFormula() implements Formula {

  @Override
  public <V> List<V> forward(Arithmetic<V> m, List<V> x, List<V> a, List<V> before) {
    V r = m.sigmoid(m.add(x.get(0), a.get(0)));
    V z = m.sigmoid(m.add(x.get(1), a.get(1)));
    V n = m.tanh(m.add(x.get(2), m.mul(r, a.get(2))));
    V h = m.add(m.mul(Formula.complement(m, z), n), m.mul(z, before.getFirst()));
    return List.of(h, r, z, n, a.get(2));
  }

  @Override
  public <V> Cell.Back<V> backward(
      Arithmetic<V> m, List<V> before, List<V> after, List<V> cotangents) {
    V r = after.get(1);
    V z = after.get(2);
    V n = after.get(3);
    V dh = cotangents.get(0);
    V dn = m.add(cotangents.get(3), m.mul(dh, Formula.complement(m, z)));
    V dz = m.add(cotangents.get(2), m.mul(dh, m.sub(before.getFirst(), n)));
    V candidate = Formula.throughTanh(m, dn, n);
    V dr = m.add(cotangents.get(1), m.mul(candidate, after.get(4)));
    V reset = Formula.throughSigmoid(m, dr, r);
    V update = Formula.throughSigmoid(m, dz, z);
    V behindReset = m.add(cotangents.get(4), m.mul(candidate, r));
    return new Cell.Back<>(
        List.of(reset, update, candidate),
        List.of(reset, update, behindReset),
        List.of(m.mul(dh, z)));
  }
}
