package dev.cajal.nn.watch;

import dev.cajal.nn.train.EpochRow;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;

/**
 * The loss hardly falls, or has risen above where it was, and the steps are long beside the
 * weights.
 *
 * @param fallen the share of the first loss that the loss must be below
 * @param risen how many times the lowest loss of an epoch it may be, and the highest the first
 * @param ratio ‖Δw‖ / ‖w‖, the median over the layers, from which steps are long
 */
public record RateTooHigh(double fallen, double risen, double ratio) implements Rule {

  @Override
  public Optional<Finding> check(History history) {
    if (history.records().isEmpty() || history.rows().isEmpty()) {
      return Optional.empty();
    }
    double first = history.records().getFirst().loss();
    DoubleSummaryStatistics losses =
        history.rows().stream().mapToDouble(row -> row.train().loss()).summaryStatistics();
    EpochRow now = history.rows().getLast();
    double longest =
        history.records().stream()
            .mapToDouble(WatchRecord::ratio)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    boolean bad =
        now.train().loss() > fallen * first
            || now.train().loss() > risen * losses.getMin()
            || losses.getMax() > risen * first
            // Steps as long as the weights may kill all units, and the loss is that of chance.
            || (longest >= 1 && now.train().loss() > fallen / 2 * first);
    if (!bad || longest < ratio) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Finding.Kind.RATE_TOO_HIGH,
            "the loss is %s after it began at %s and was up to %s in an epoch, and steps were up to %s of the weights (about"
                    .formatted(
                        Texts.number(now.train().loss()),
                        Texts.number(first),
                        Texts.number(losses.getMax()),
                        Texts.number(longest))
                + " 0.001 is usual)",
            "lower the learning rate 3 to 10 times, or begin with a warm-up"));
  }
}
