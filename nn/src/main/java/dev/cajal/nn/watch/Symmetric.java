package dev.cajal.nn.watch;

import java.util.List;
import java.util.Optional;

/**
 * Units that cannot be told apart: weights that stay 0, or a hidden layer whose units all say the
 * same for every sample. Equal units get equal gradients and stay equal for ever.
 *
 * @param equal the largest difference of units that counts as none, as a share of their size
 */
public record Symmetric(double equal) implements Rule {

  @Override
  public Optional<Finding> check(History history) {
    // A last layer of zeros is a good start: its units differ after the first step.
    if (history.records().size() < 2) {
      return Optional.empty();
    }
    List<LayerStats> layers = history.records().getLast().layers();
    return layers.stream()
        .filter(l -> l.trained() && (l.weightNorm() == 0 || same(l)))
        .findFirst()
        .map(l ->
            new Finding(
                Finding.Kind.SYMMETRIC,
                l.weightNorm() == 0
                    ? "all weights of " + Texts.layer(l) + " are 0 and stay 0"
                    : "all units of " + Texts.layer(l) + " say the same for every sample",
                "draw the first weights at random (He, Xavier) instead of as constants"));
  }

  private boolean same(LayerStats l) {
    return l.spread() <= equal * (Math.abs(l.mean()) + l.sd()) && l.dead() < 1;
  }
}
