package dev.cajal.nn.watch;

import dev.cajal.nn.train.EpochRow;
import java.util.Comparator;
import java.util.Optional;

/**
 * Training goes on to improve while validation gets worse.
 *
 * @param rise how much higher than its lowest value the validation loss is, as a share
 * @param gap by how much training accuracy is above validation accuracy
 */
public record Overfitting(double rise, double gap) implements Rule {

  @Override
  public Optional<Finding> check(History history) {
    Optional<EpochRow> best =
        history.rows().stream()
            .filter(row -> row.validation().isPresent())
            .min(Comparator.comparingDouble(row -> row.validation().orElseThrow().loss()));
    if (best.isEmpty()) {
      return Optional.empty();
    }
    EpochRow now = history.rows().getLast();
    double before = best.get().validation().orElseThrow().loss();
    double loss = now.validation().orElseThrow().loss();
    double apart = now.train().accuracy() - now.validation().orElseThrow().accuracy();
    if (loss <= (1 + rise) * before
        || now.train().loss() >= best.get().train().loss()
        || apart < gap) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Finding.Kind.OVERFITTING,
            "since epoch %d the validation loss rose from %s to %s, and training accuracy is %s ahead"
                .formatted(
                    best.get().epoch(),
                    Texts.number(before),
                    Texts.number(loss),
                    Texts.percent(apart)),
            "regularise more (weight decay, dropout, augmentation), stop early, or get more data"));
  }
}
