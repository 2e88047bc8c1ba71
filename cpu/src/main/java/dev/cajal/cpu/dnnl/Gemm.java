package dev.cajal.cpu.dnnl;

import dev.cajal.backend.Kernel;
import dev.cajal.cpu.natives.Native;
import dev.cajal.cpu.team.Team;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The product of two row-major matrices by oneDNN's BLAS routine. For inner sizes of a few dozen,
 * such as the batch in the gradient of a linear layer's weights, it takes half the time of the
 * primitive, which then leaves vectors half empty.
 */
final class Gemm implements Kernel, Team.Task {
  private static final MethodHandle SGEMM = Native.function("dnnl_sgemm", "i bblllfllllfll");

  private final boolean transposeA;
  private final boolean transposeB;
  private final long m;
  private final long n;
  private final long k;
  private final int parts;
  // What a run is about; fields, so that handing it to the team allocates nothing.
  private MemorySegment a = MemorySegment.NULL;
  private MemorySegment b = MemorySegment.NULL;
  private MemorySegment c = MemorySegment.NULL;

  /** Describes the product of m×k and k×n matrices, each of which may be stored transposed. */
  Gemm(boolean transposeA, boolean transposeB, long m, long n, long k, int parts) {
    this.transposeA = transposeA;
    this.transposeB = transposeB;
    this.m = m;
    this.n = n;
    this.k = k;
    this.parts = parts;
  }

  @Override
  public String name() {
    return "dnnl:sgemm";
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
    a = in[0];
    b = in[1];
    c = out[0];
    Team.run(parts, this);
  }

  /** Computes a share of the rows: those that the kernels before and after have in their cache. */
  @Override
  public void run(int part, int of) {
    long first = m * part / of;
    long rows = m * (part + 1) / of - first;
    try {
      Status.check(
          (int)
              SGEMM.invokeExact(
                  letter(transposeA),
                  letter(transposeB),
                  rows,
                  n,
                  k,
                  1f,
                  a.address() + Float.BYTES * (transposeA ? first : first * k),
                  transposeA ? m : k,
                  b.address(),
                  transposeB ? k : n,
                  0f,
                  c.address() + Float.BYTES * first * n,
                  n),
          "multiply matrices");
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private static byte letter(boolean transposed) {
    return (byte) (transposed ? 'T' : 'N');
  }
}
