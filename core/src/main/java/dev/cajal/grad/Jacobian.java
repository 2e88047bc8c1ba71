package dev.cajal.grad;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrix of all partial derivatives ∂yᵢ/∂xⱼ. A sweep backwards gives a row, a sweep forwards a
 * column, so that a function of many numbers with few results is differentiated by rows, and one
 * with many results of few numbers by columns. The sweeps share the forward computation.
 *
 * <pre>{@code
 * Jacobian j = Jacobian.of(x.softmax(-1), x);
 * j.matrix(); // of the shape of y followed by that of x; lazy, and can be differentiated again
 * j.sweeps(); // 10 for 10 scores
 * }</pre>
 *
 * @param matrix the derivatives
 * @param by how they were found
 * @param sweeps over the graph
 * @param multiplications what the sweeps cost by the rules of the operations, with the forward
 */
public record Jacobian(Tensor matrix, By by, long sweeps, long multiplications) {

  /** How a Jacobian is put together. */
  public enum By {
    /** One reverse sweep for each element of y. */
    ROWS,
    /** One forward sweep for each element of x. */
    COLUMNS,
    /** One reverse sweep for each element of one sample of y, for all samples together. */
    BLOCKS
  }

  /** Returns ∂y/∂x by rows or columns, whichever takes fewer sweeps. */
  public static Jacobian of(Tensor y, Tensor x) {
    return y.shape().count() <= x.shape().count() ? byRows(y, x) : byColumns(y, x);
  }

  /** Returns ∂y/∂x with one reverse sweep for each element of y. */
  public static Jacobian byRows(Tensor y, Tensor x) {
    List<Tensor> rows = new ArrayList<>();
    for (long i = 0; i < y.shape().count(); i++) {
      Tensor row = Gradients.product(y, unit(y.type(), i), x).get(x);
      rows.add(row.reshape(1, x.shape().count()));
    }
    Tensor matrix = rows.isEmpty() ? null : Tensor.concat(0, rows);
    return result(matrix, y.shape().concat(x.shape()), x, By.ROWS, rows.size());
  }

  /** Returns ∂y/∂x with one forward sweep for each element of x. */
  public static Jacobian byColumns(Tensor y, Tensor x) {
    List<Tensor> columns = new ArrayList<>();
    for (long j = 0; j < x.shape().count(); j++) {
      Tensor column = Forward.jvp(y, x, unit(x.type(), j));
      columns.add(column.reshape(y.shape().count(), 1));
    }
    Tensor matrix = columns.isEmpty() ? null : Tensor.concat(1, columns);
    return result(matrix, y.shape().concat(x.shape()), x, By.COLUMNS, columns.size());
  }

  /**
   * Returns the diagonal blocks ∂y[b, …]/∂x[b, …] where no sample of a batch depends on another, as
   * in a network without batch statistics: one sweep gives a row of every block. The matrix has the
   * shape [batch] + that of a sample of y + that of a sample of x; the blocks off the diagonal are
   * zero, and left out.
   *
   * @throws IllegalArgumentException if the first axes of y and x, the batch, differ
   */
  public static Jacobian byBlocks(Tensor y, Tensor x) {
    if (y.rank() == 0 || x.rank() == 0 || y.dim(0) != x.dim(0)) {
      throw new IllegalArgumentException(
          "jacobian by blocks: y is "
              + y.type()
              + " and x "
              + x.type()
              + "; both need the batch as their first axis");
    }
    long batch = y.dim(0);
    Shape of = y.shape().slice(1, y.rank());
    Shape by = x.shape().slice(1, x.rank());
    List<Tensor> rows = new ArrayList<>();
    for (long i = 0; i < of.count(); i++) {
      Tensor seed = unit(new TensorType(y.dtype(), of), i).unsqueeze(0).broadcastTo(y.shape());
      rows.add(Gradients.product(y, seed, x).get(x).reshape(batch, 1, by.count()));
    }
    Tensor matrix = rows.isEmpty() ? null : Tensor.concat(1, rows);
    return result(matrix, Shape.of(batch).concat(of).concat(by), x, By.BLOCKS, rows.size());
  }

  private static Jacobian result(@Nullable Tensor flat, Shape shape, Tensor x, By by, long sweeps) {
    Tensor matrix =
        flat == null || shape.count() == 0
            ? Tensor.full(x.type().with(shape), 0)
            : flat.reshape(shape);
    return new Jacobian(matrix, by, sweeps, Topology.cost(List.of(matrix)).multiplications());
  }

  /** 1 at one element, 0 elsewhere. */
  static Tensor unit(TensorType type, long element) {
    double[] values = new double[Math.toIntExact(type.shape().count())];
    values[Math.toIntExact(element)] = 1;
    Tensor unit = Tensor.of(type.shape(), values);
    return unit.dtype() == type.dtype() ? unit : unit.cast(type.dtype());
  }
}
