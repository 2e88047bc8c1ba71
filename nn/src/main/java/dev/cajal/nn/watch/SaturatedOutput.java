package dev.cajal.nn.watch;

import dev.cajal.nn.train.EpochRow;
import java.util.Optional;

/**
 * Sigmoid outputs at their bounds, wrong, and without a gradient. Under the squared error the
 * gradient of the input z of an output y with the target t is (y − t)·y(1 − y): with y = 10⁻⁸ and t
 * = 1 nearly nothing, although nothing could be more wrong. Under the cross-entropy it is y − t.
 *
 * @param share of the outputs that are at their bounds
 * @param accuracy below which the outputs are wrong
 * @param slope the gradient beside the weights, ‖g‖ / ‖w‖, below which nothing moves
 */
public record SaturatedOutput(double share, double accuracy, double slope) implements Rule {

  @Override
  public Optional<Finding> check(History history) {
    if (history.records().isEmpty() || history.rows().isEmpty()) {
      return Optional.empty();
    }
    WatchRecord now = history.records().getLast();
    LayerStats output = now.layers().getLast();
    EpochRow row = history.rows().getLast();
    double gradient =
        now.trained().stream()
            .mapToDouble(l -> l.gradientNorm() / l.weightNorm())
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN);
    if (!(output.saturated() >= share)
        || row.train().accuracy() >= accuracy
        || !(gradient <= slope)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Finding.Kind.SATURATED_OUTPUT,
            "%s of the outputs are at 0 or 1 (median %s) at an accuracy of %s, with a gradient of %s of the weights"
                .formatted(
                    Texts.percent(output.saturated()),
                    Texts.number(output.quantiles().get(2)),
                    Texts.percent(row.train().accuracy()),
                    Texts.number(gradient)),
            "use the cross-entropy, whose gradient y − t does not vanish where the squared error's"
                + " (y − t)·y(1 − y) does"));
  }
}
