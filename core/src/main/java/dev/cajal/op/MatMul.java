package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrix product over the last two axes, C = op(A)·op(B), where op may transpose; leading axes
 * are equal. Derivatives: Ā = C̄·Bᵀ, B̄ = Aᵀ·C̄, transposed where the operand was.
 *
 * @param transposeA whether A is given as [..., k, m] instead of [..., m, k]
 * @param transposeB whether B is given as [..., n, k] instead of [..., k, n]
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Op {

  @Override
  public String name() {
    return "matmul";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType a = inputs.get(0);
    TensorType b = inputs.get(1);
    int rank = a.shape().rank();
    if (rank < 2
        || rank != b.shape().rank()
        || a.dtype() != b.dtype()
        || !a.shape().slice(0, rank - 2).equals(b.shape().slice(0, rank - 2))) {
      throw new ShapeException(
          "needs two operands of one type with equal leading axes, got " + a + " and " + b);
    }
    long ka = a.shape().dim(transposeA ? -2 : -1);
    long kb = b.shape().dim(transposeB ? -1 : -2);
    if (ka != kb) {
      throw new ShapeException(
          "inner sizes differ: "
              + a.shape()
              + " offers "
              + ka
              + ", "
              + b.shape()
              + " expects "
              + kb);
    }
    long m = a.shape().dim(transposeA ? -1 : -2);
    long n = b.shape().dim(transposeB ? -2 : -1);
    return List.of(a.with(a.shape().slice(0, rank - 2).concat(Shape.of(m, n))));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray a = inputs.get(0);
    HostArray b = inputs.get(1);
    HostArray c = outputs.getFirst();
    long m = c.dim(-2);
    long n = c.dim(-1);
    long k = a.dim(transposeA ? -2 : -1);
    long aRow = transposeA ? 1 : k;
    long aStep = transposeA ? m : 1;
    long bStep = transposeB ? 1 : n;
    long bColumn = transposeB ? k : 1;
    long batches = c.shape().slice(0, c.shape().rank() - 2).count();
    for (long batch = 0; batch < batches; batch++) {
      for (long i = 0; i < m; i++) {
        for (long j = 0; j < n; j++) {
          double sum = 0;
          long ai = batch * m * k + i * aRow;
          long bi = batch * k * n + j * bColumn;
          for (long p = 0; p < k; p++) {
            sum += a.get(ai + p * aStep) * b.get(bi + p * bStep);
          }
          c.set((batch * m + i) * n + j, sum);
        }
      }
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return Math.multiplyExact(
        outputs.getFirst().shape().count(), inputs.getFirst().shape().dim(transposeA ? -2 : -1));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    Tensor a = at.x(0);
    Tensor b = at.x(1);
    Tensor ga = transposeA ? product(transposeB, true, b, g) : product(false, !transposeB, g, b);
    Tensor gb = transposeB ? product(true, transposeA, g, a) : product(!transposeA, false, a, g);
    return List.of(ga, gb);
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(
        Tensor.apply(this, tangents.get(0), at.x(1))
            .add(Tensor.apply(this, at.x(0), tangents.get(1))));
  }

  private static Tensor product(boolean transposeA, boolean transposeB, Tensor a, Tensor b) {
    return Tensor.apply(new MatMul(transposeA, transposeB), a, b);
  }
}
