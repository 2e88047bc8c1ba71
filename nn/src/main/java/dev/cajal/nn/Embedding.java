package dev.cajal.nn;

import dev.cajal.tensor.Tensor;

/**
 * A table of vectors, one for each word or other thing that has a number: the output holds the rows
 * that the input names, y[…, :] = weight[x[…], :].
 *
 * <ul>
 *   <li>input: integers [...], output [..., dim]
 *   <li>{@code weight} [num, dim], drawn from N(0, 1); its type is float32, or what the model was
 *       built for
 * </ul>
 *
 * <pre>{@code
 * Module words = new Embedding(10_000, 64);
 * words.build(new TensorType(DType.INT64, Shape.of(20)), DType.FLOAT32, 1); // sentences of 20
 * }</pre>
 *
 * <p>An index outside 0 to num − 1 is an {@link IndexOutOfBoundsException} when the output is
 * computed.
 */
public final class Embedding extends Module {
  private final EmbeddingTable table;
  private final Parameter weight;

  /**
   * Creates a table.
   *
   * @param num the number of rows
   * @param dim the length of a row
   */
  public Embedding(long num, long dim) {
    this(num, dim, EmbeddingOptions.DEFAULT);
  }

  /**
   * Creates a table.
   *
   * @param num the number of rows
   * @param dim the length of a row
   * @param options what is done beside looking up
   */
  public Embedding(long num, long dim, EmbeddingOptions options) {
    this.table = new EmbeddingTable("embedding", num, dim, options);
    this.weight = parameter("weight", table.initializer());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return table.rows(weight, x, path());
  }

  @Override
  public String toString() {
    return "Embedding(" + table.num() + ", " + table.dim() + ")";
  }
}
