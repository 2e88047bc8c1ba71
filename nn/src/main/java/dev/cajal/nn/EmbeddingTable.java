package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.init.Initializer;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.ScatterAdd;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.OptionalLong;

/** The table behind {@link Embedding} and {@link EmbeddingBag}: how its rows start and are read. */
record EmbeddingTable(String layer, long num, long dim, EmbeddingOptions options) {
  // PyTorch adds it to a length before dividing by it.
  private static final double TINY = 1e-7;

  EmbeddingTable {
    OptionalLong padding = options.paddingIdx();
    if (num < 1 || dim < 1) {
      throw new IllegalArgumentException(
          layer + ": " + num + " rows of " + dim + ", expected at least one of each");
    }
    if (padding.isPresent() && (padding.getAsLong() < -num || padding.getAsLong() >= num)) {
      throw new IllegalArgumentException(
          layer + ": paddingIdx " + padding.getAsLong() + " is no row of a table of " + num);
    }
  }

  Initializer initializer() {
    return new Start(padding());
  }

  private OptionalLong padding() {
    OptionalLong row = options.paddingIdx();
    return row.isPresent() && row.getAsLong() < 0 ? OptionalLong.of(row.getAsLong() + num) : row;
  }

  /** Returns the rows [..., dim] that indices [...] name. */
  Tensor rows(Parameter weight, Tensor indices, String path) {
    switch (indices.dtype()) {
      case INT64, INT32, UINT8 -> {}
      default ->
          throw new ShapeException(
                  "input is "
                      + indices.type()
                      + ", expected integers that number the rows of the table ["
                      + num
                      + ", "
                      + dim
                      + "]; cast it to int64")
              .at(layer, path);
    }
    Tensor table = weight.atIndices(indices, Shape.of(num, dim));
    Tensor rows = shortened(table.gather(0, indices));
    if (options.scaleGradByFreq()) {
      Tensor scaled = rows.mul(shares(indices, rows.dtype()).unsqueeze(-1));
      rows = scaled.add(rows.sub(scaled).stopGradient());
    }
    return padding().isEmpty() ? rows : isPadding(indices).where(rows.stopGradient(), rows);
  }

  /** Returns bool [..., 1]: which indices name the row of padding. */
  Tensor isPadding(Tensor indices) {
    Tensor row = Tensor.scalar(indices.dtype(), (double) padding().orElse(-1));
    return indices.equalTo(row).unsqueeze(-1);
  }

  boolean padded() {
    return padding().isPresent();
  }

  /** The value is the shortened row, the gradient that of the row itself. */
  private Tensor shortened(Tensor rows) {
    double longest = options.maxNorm();
    if (longest == Double.POSITIVE_INFINITY) {
      return rows;
    }
    double p = options.normType();
    Tensor length =
        p == 2 ? rows.square().sumKeep(-1).sqrt() : rows.abs().pow(p).sumKeep(-1).pow(1 / p);
    Tensor limit = Tensor.scalar(rows.dtype(), longest);
    Tensor limited = rows.mul(limit.div(length.add(TINY)));
    Tensor change = length.greater(longest).where(limited.sub(rows), limit.mul(0));
    return rows.add(change.stopGradient());
  }

  /** Returns for each index one over the number of times that it occurs. */
  private Tensor shares(Tensor indices, DType dtype) {
    Tensor ones = Tensor.full(new TensorType(dtype, indices.shape()), 1);
    Tensor counts = Tensor.apply(new ScatterAdd(0, Shape.of(num)), ones, indices);
    return ones.div(counts.gather(0, indices));
  }

  /** Draws from N(0, 1), except that a row of padding is zeros. */
  private record Start(OptionalLong padding) implements Initializer {

    @Override
    public void initialise(Variable target, Trace random) {
      Initializers.normal(0, 1).initialise(target, random);
      if (padding.isPresent()) {
        long num = target.type().shape().dim(0);
        Tensor number = Tensor.iota(new TensorType(DType.INT64, Shape.of(num, 1)), 0);
        Tensor isPadding = number.equalTo(Tensor.scalar(DType.INT64, (double) padding.getAsLong()));
        Tensor zero = Tensor.scalar(target.type().dtype(), 0);
        target.set(isPadding.where(zero, target.tensor()).values());
      }
    }

    @Override
    public String toString() {
      return "normal(0.0, 1.0)"
          + (padding.isPresent() ? ", row " + padding.getAsLong() + " zero" : "");
    }
  }
}
