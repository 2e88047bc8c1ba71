package dev.cajal.nn.watch;

import java.util.List;
import java.util.Optional;

/**
 * The gradient shrinks on its way back: that of the first layer, as a root mean square, is a tiny
 * share of that of the last. Each sigmoid multiplies it by at most ¼.
 *
 * @param share of the last layer's gradient, below which the first hardly learns
 */
public record VanishingGradient(double share) implements Rule {

  @Override
  public Optional<Finding> check(History history) {
    if (history.records().isEmpty()) {
      return Optional.empty();
    }
    List<LayerStats> trained = history.records().getLast().trained();
    if (trained.size() < 2) {
      return Optional.empty();
    }
    LayerStats first = trained.getFirst();
    LayerStats last = trained.getLast();
    if (!(first.gradientScale() < share * last.gradientScale())) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Finding.Kind.VANISHING_GRADIENT,
            "the gradient of %s is %s of that of %s, over %d layers"
                .formatted(
                    Texts.layer(first),
                    Texts.number(first.gradientScale() / last.gradientScale()),
                    Texts.layer(last),
                    trained.size()),
            "use rectifiers with He initialisation, batch normalisation, shortcuts, or fewer"
                + " layers"));
  }
}
