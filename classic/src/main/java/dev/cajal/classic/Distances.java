package dev.cajal.classic;

import dev.cajal.backend.ShapeException;
import dev.cajal.op.MatMul;
import dev.cajal.tensor.Tensor;
import java.util.Locale;

/** The metrics that {@link Metric} offers. */
enum Distances implements Metric {
  L1 {
    @Override
    Tensor of(Tensor a, Tensor b) {
      return difference(a, b).abs().sum(2);
    }
  },
  L2 {
    @Override
    Tensor of(Tensor a, Tensor b) {
      return squared(a, b).sqrt();
    }
  },
  COSINE {
    @Override
    Tensor of(Tensor a, Tensor b) {
      return product(a.normalize(1), b.normalize(1)).neg().add(1);
    }
  },
  CHEBYSHEV {
    @Override
    Tensor of(Tensor a, Tensor b) {
      return difference(a, b).abs().max(2);
    }
  };

  abstract Tensor of(Tensor a, Tensor b);

  @Override
  public Tensor between(Tensor a, Tensor b) {
    if (a.rank() != 2 || b.rank() != 2 || a.dim(1) != b.dim(1)) {
      throw new ShapeException(
              "rows are %s and %s, expected [n, d] and [m, d]".formatted(a.shape(), b.shape()))
          .at(toString(), "");
    }
    return of(a, b);
  }

  /** Returns ‖a‖² + ‖b‖² − 2 a·b of all pairs, not below 0. */
  static Tensor squared(Tensor a, Tensor b) {
    Tensor lengths = a.square().sumKeep(1);
    Tensor others = b.square().sum(1);
    return product(a, b).mul(-2).add(lengths).add(others).clampMin(0);
  }

  private static Tensor product(Tensor a, Tensor b) {
    return Tensor.apply(new MatMul(false, true), a, b);
  }

  private static Tensor difference(Tensor a, Tensor b) {
    return a.unsqueeze(1).sub(b.unsqueeze(0));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
