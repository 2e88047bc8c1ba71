package dev.cajal.nn;

import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;

/**
 * The sum, mean or largest value, element by element, of the vectors that each bag of numbers
 * names: y[n, :] = Σ_j weight[x[n, j], :] for a sum. A row of padding is left out, and a bag of
 * nothing but padding gives zeros.
 *
 * <ul>
 *   <li>input: integers [n, size of a bag], output [n, dim]
 *   <li>{@code weight} [num, dim], see {@link Embedding}
 * </ul>
 */
public final class EmbeddingBag extends Module {
  private final EmbeddingTable table;
  private final Mode mode;
  private final Parameter weight;

  /** What a bag becomes. */
  public enum Mode {
    /** The sum of its vectors. */
    SUM,
    /** Their mean. */
    MEAN,
    /** Their largest value on each place. */
    MAX
  }

  /** Creates a table of {@code num} rows of length {@code dim}, of which bags take the mean. */
  public EmbeddingBag(long num, long dim) {
    this(num, dim, Mode.MEAN, EmbeddingOptions.DEFAULT);
  }

  /**
   * Creates a table.
   *
   * @param num the number of rows
   * @param dim the length of a row
   * @param mode what a bag becomes
   * @param options what is done beside looking up
   */
  public EmbeddingBag(long num, long dim, Mode mode, EmbeddingOptions options) {
    this.table = new EmbeddingTable("embeddingbag", num, dim, options);
    this.mode = mode;
    this.weight = parameter("weight", table.initializer());
  }

  @Override
  protected Tensor forward(Tensor x) {
    if (x.rank() != 2 || x.dim(1) == 0) {
      throw new ShapeException(
              "input is " + x.shape() + ", expected bags [n, size] of at least one number each")
          .at("embeddingbag", path());
    }
    Tensor rows = table.rows(weight, x, path());
    if (!table.padded()) {
      return switch (mode) {
        case SUM -> rows.sum(1);
        case MEAN -> rows.mean(1);
        case MAX -> rows.max(1);
      };
    }
    Tensor padding = table.isPadding(x);
    Tensor zero = Tensor.scalar(rows.dtype(), 0);
    Tensor one = Tensor.scalar(rows.dtype(), 1);
    Tensor count = padding.where(zero, one).sum(1);
    return switch (mode) {
      case SUM -> padding.where(zero, rows).sum(1);
      case MEAN -> padding.where(zero, rows).sum(1).div(count.maximum(one));
      case MAX -> {
        Tensor least = Tensor.scalar(rows.dtype(), Double.NEGATIVE_INFINITY);
        Tensor empty = count.equalTo(zero);
        yield empty.where(zero, padding.where(least, rows).max(1));
      }
    };
  }

  @Override
  public String toString() {
    return "EmbeddingBag(" + table.num() + ", " + table.dim() + ", " + mode + ")";
  }
}
