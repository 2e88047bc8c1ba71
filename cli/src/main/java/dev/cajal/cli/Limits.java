package dev.cajal.cli;

import dev.cajal.nn.optim.Optimizer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked of gradients and weights beside the optimizer; null means nothing.
 *
 * @param clip the limit of the gradient norm
 * @param clipValue the limit of each element of the gradient
 * @param maxNorm the limit of the norm of the weights of each unit
 * @param l1 the penalty of the absolute weights
 */
record Limits(
    @Nullable Double clip,
    @Nullable Double clipValue,
    @Nullable Double maxNorm,
    @Nullable Double l1) {

  void check() {
    options()
        .forEach((option, value) -> {
          if (!(value > 0 && Double.isFinite(value))) {
            throw new UsageException(option + " must be a positive number, found " + value);
          }
        });
  }

  Optimizer around(Optimizer optimizer) {
    Optimizer limited = l1 == null ? optimizer : optimizer.l1(l1);
    limited = maxNorm == null ? limited : limited.maxNorm(maxNorm);
    return clipValue == null ? limited : limited.clipValue(clipValue);
  }

  double norm() {
    return clip == null ? 0 : clip;
  }

  /** Returns what was asked for, by the name of the option. */
  Map<String, Double> options() {
    Map<String, Double> given = new LinkedHashMap<>();
    put(given, "--clip", clip);
    put(given, "--clip-value", clipValue);
    put(given, "--max-norm", maxNorm);
    put(given, "--l1", l1);
    return given;
  }

  private static void put(Map<String, Double> given, String option, @Nullable Double value) {
    if (value != null) {
      given.put(option, value);
    }
  }
}
