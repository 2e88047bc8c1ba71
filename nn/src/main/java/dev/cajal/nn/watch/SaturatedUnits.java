package dev.cajal.nn.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Hidden sigmoids or tanhs at their bounds, where their slope is below 4 % of the steepest.
 *
 * <p>Source: Glorot and Bengio, <i>Understanding the difficulty of training deep feedforward neural
 * networks</i>, AISTATS 2010, section 3.
 *
 * @param share of the outputs of a layer, from which it is a trouble
 */
public record SaturatedUnits(double share) implements Rule {

  @Override
  public Optional<Finding> check(History history) {
    if (history.records().isEmpty()) {
      return Optional.empty();
    }
    List<LayerStats> layers = history.records().getLast().layers();
    return layers.subList(0, layers.size() - 1).stream()
        .filter(l -> l.saturated() >= share)
        .max(Comparator.comparingDouble(LayerStats::saturated))
        .map(l ->
            new Finding(
                Finding.Kind.SATURATED_UNITS,
                "%s of the outputs of %s are where its slope is below 4 %% of the steepest"
                    .formatted(Texts.percent(l.saturated()), Texts.layer(l)),
                "begin with smaller weights (Xavier), lower the learning rate, normalise the inputs"
                    + " or the layer, or use rectifiers"));
  }
}
