package dev.cajal.nn.watch;

import java.util.Comparator;
import java.util.Optional;

/**
 * Units that are 0 for every sample of the batch: a rectifier without input above 0 has no slope,
 * so that it stays dead.
 *
 * @param share of the units of a layer, from which it is a trouble
 */
public record DeadUnits(double share) implements Rule {

  @Override
  public Optional<Finding> check(History history) {
    if (history.records().isEmpty()) {
      return Optional.empty();
    }
    return history.records().getLast().layers().stream()
        .filter(l -> l.dead() >= share)
        .max(Comparator.comparingDouble(LayerStats::dead))
        .map(l ->
            new Finding(
                Finding.Kind.DEAD_UNITS,
                "%s of the units of %s are 0 for every sample"
                    .formatted(Texts.percent(l.dead()), Texts.layer(l)),
                "lower the learning rate, begin with biases of 0, or use a leaky rectifier or batch"
                    + " normalisation"));
  }
}
