package dev.cajal.cpu.portable;

import dev.cajal.backend.Kernel;
import dev.cajal.backend.Shape;
import dev.cajal.cpu.team.Team;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The matrix product, one batch after another; the rows of the result are shared among the team.
 */
final class PortableMatMul implements Kernel {
  private final boolean transposeA;
  private final boolean transposeB;
  private final Finish finish;
  private final int batches;
  private final int m;
  private final int n;
  private final int k;
  private final int parts;
  private final float[] a;
  private final float[] b;
  private final float[] stored;
  private final float[] c;
  private final float[] bias;

  /** Makes a kernel for the shapes of the first operand and the result. */
  PortableMatMul(
      boolean transposeA,
      boolean transposeB,
      Shape first,
      Shape result,
      Finish finish,
      int threads) {
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    this.finish = finish;
    batches = Math.toIntExact(result.slice(0, result.rank() - 2).count());
    m = Math.toIntExact(result.dim(-2));
    n = Math.toIntExact(result.dim(-1));
    k = Math.toIntExact(first.dim(transposeA ? -2 : -1));
    parts = (long) m * n * k < 100_000 ? 1 : Math.min(Team.size(threads), m);
    a = new float[Math.multiplyExact(m, k)];
    b = new float[Math.multiplyExact(k, n)];
    stored = new float[transposeB ? b.length : 0];
    c = new float[Math.multiplyExact(m, n)];
    bias = new float[finish.bias() ? n : 0];
  }

  @Override
  public String name() {
    return "portable:matmul";
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
    if (finish.bias()) {
      Floats.load(in[2], 0, bias, n);
    }
    for (int batch = 0; batch < batches; batch++) {
      Floats.load(in[0], (long) batch * a.length, a, a.length);
      loadB(in[1], (long) batch * b.length);
      Team.run(parts, this::rows);
      Floats.store(c, out[0], (long) batch * c.length, c.length);
    }
  }

  /** The product wants rows of B without gaps. */
  private void loadB(MemorySegment from, long index) {
    if (!transposeB) {
      Floats.load(from, index, b, b.length);
      return;
    }
    Floats.load(from, index, stored, stored.length);
    for (int j = 0; j < n; j++) {
      for (int p = 0; p < k; p++) {
        b[p * n + j] = stored[j * k + p];
      }
    }
  }

  private void rows(int part, int of) {
    int first = (int) ((long) m * part / of);
    int last = (int) ((long) m * (part + 1) / of);
    if (finish.bias()) {
      for (int i = first; i < last; i++) {
        System.arraycopy(bias, 0, c, i * n, n);
      }
    } else {
      Arrays.fill(c, first * n, last * n, 0);
    }
    int row = transposeA ? 1 : k;
    Product.add(
        new Product.Matrix(a, first * row, row, transposeA ? m : 1),
        new Product.Matrix(b, 0, n, 1),
        new Product.Matrix(c, first * n, n, 1),
        last - first,
        n,
        k);
    finish.rectify(c, first * n, (last - first) * n);
  }
}
