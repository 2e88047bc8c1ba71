package dev.cajal.nn.watch;

import dev.cajal.nn.train.EpochRow;
import java.util.Optional;

/**
 * The loss hardly falls, and the steps are short beside the weights.
 *
 * @param fallen the share of the first loss that the loss must be below
 * @param ratio ‖Δw‖ / ‖w‖, the median over the layers, up to which steps are short
 */
public record RateTooLow(double fallen, double ratio) implements Rule {

  @Override
  public Optional<Finding> check(History history) {
    if (history.records().isEmpty() || history.rows().isEmpty()) {
      return Optional.empty();
    }
    double first = history.records().getFirst().loss();
    EpochRow now = history.rows().getLast();
    double longest =
        history.records().stream()
            .mapToDouble(WatchRecord::ratio)
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN);
    if (now.train().loss() <= fallen * first || !(longest <= ratio)) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Finding.Kind.RATE_TOO_LOW,
            "the loss is %s after it began at %s, and steps are at most %s of the weights (about"
                    .formatted(
                        Texts.number(now.train().loss()),
                        Texts.number(first),
                        Texts.number(longest))
                + " 0.001 is usual)",
            "raise the learning rate 3 to 10 times"));
  }
}
