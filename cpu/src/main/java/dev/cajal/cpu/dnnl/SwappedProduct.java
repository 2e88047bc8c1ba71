package dev.cajal.cpu.dnnl;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.cajal.backend.Kernel;
import dev.cajal.cpu.team.Team;
import java.lang.foreign.MemorySegment;

/**
 * The product of few rows with a large matrix, computed as its transpose, Cᵀ = Bᵀ·Aᵀ: then oneDNN
 * reads the large matrix once, in place, where it would rearrange it for the product as it stands.
 * Half the time for a linear layer of AlexNet and the gradient of its input.
 */
final class SwappedProduct implements Kernel {
  private final Primitive transpose;
  private final Primitive product;
  private final String name;
  private final int rows;
  private final int columns;
  private final int threads;
  private final boolean withBias;
  private final boolean relu;
  private final long resultAt;
  private final long resultBytes;
  private final long scratchBytes;
  // What a run is about; fields, so that handing it to the team allocates nothing.
  private final Team.Task finish = this::finish;
  private MemorySegment work = MemorySegment.NULL;
  private MemorySegment y = MemorySegment.NULL;
  private MemorySegment bias = MemorySegment.NULL;

  private SwappedProduct(
      PrimitiveDesc transpose,
      PrimitiveDesc product,
      int threads,
      int rows,
      int columns,
      boolean withBias,
      boolean relu) {
    this.transpose = new Primitive(transpose, Argument.SOURCE, Argument.RESULT);
    this.product =
        new Primitive(
            product, Argument.SOURCE, Argument.WEIGHTS, Argument.RESULT, Argument.SCRATCHPAD);
    this.name = "dnnl:" + product.implementation() + ":swapped";
    this.threads = threads;
    this.rows = rows;
    this.columns = columns;
    this.withBias = withBias;
    this.relu = relu;
    resultAt = rounded(product.memory(Argument.WEIGHTS).bytes());
    resultBytes = product.memory(Argument.RESULT).bytes();
    scratchBytes = resultAt + rounded(resultBytes) + product.memory(Argument.SCRATCHPAD).bytes();
  }

  /** Whether the product of m×k and k×n is worth swapping (measured). */
  static boolean isWorthIt(long m, long k, long n) {
    return m >= 8 && m <= 64 && k * n >= 1 << 22;
  }

  /**
   * Describes the kernel.
   *
   * @param threads how many threads compute
   * @param a strides of the m×k operand
   * @param b strides of the k×n operand
   */
  static SwappedProduct of(
      int threads, long m, long k, long n, long[] a, long[] b, boolean withBias, boolean relu) {
    long[] left = {k, m};
    MemoryDesc dense = MemoryDesc.strided(MemoryDesc.FLOAT, left, new long[] {m, 1});
    PrimitiveDesc transpose =
        Copying.create(
            threads,
            Attributes.PLAIN,
            MemoryDesc.strided(MemoryDesc.FLOAT, left, new long[] {a[1], a[0]}),
            dense);
    PrimitiveDesc product =
        MatrixProduct.matmul(
            threads,
            Attributes.PLAIN,
            MemoryDesc.strided(MemoryDesc.FLOAT, new long[] {n, k}, new long[] {b[1], b[0]}),
            dense,
            MemoryDesc.NONE,
            MemoryDesc.strided(MemoryDesc.FLOAT, new long[] {n, m}, new long[] {m, 1}));
    return new SwappedProduct(
        transpose, product, threads, Math.toIntExact(m), Math.toIntExact(n), withBias, relu);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long scratchBytes() {
    return scratchBytes;
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    transpose.bind(0, inputs[0]);
    transpose.bind(1, scratch);
    transpose.execute();
    product.bind(0, inputs[1]);
    product.bind(1, scratch);
    product.bind(2, scratch, resultAt);
    product.bind(3, scratch, resultAt + rounded(resultBytes));
    product.execute();
    work = scratch;
    y = outputs[0];
    bias = withBias ? inputs[2] : MemorySegment.NULL;
    Team.run(threads, finish);
  }

  /** Transposes a share of the columns back, adding the bias and rectifying on the way. */
  private void finish(int part, int parts) {
    int last = (int) ((long) columns * (part + 1) / parts);
    for (int j = (int) ((long) columns * part / parts); j < last; j++) {
      float b = withBias ? bias.getAtIndex(JAVA_FLOAT, j) : 0;
      long from = resultAt + (long) j * rows * Float.BYTES;
      for (int i = 0; i < rows; i++) {
        float value = work.get(JAVA_FLOAT, from + (long) i * Float.BYTES) + b;
        y.setAtIndex(JAVA_FLOAT, (long) i * columns + j, relu ? Math.max(value, 0f) : value);
      }
    }
  }

  private static long rounded(long bytes) {
    return (bytes + 63) & -64;
  }
}
