package dev.cajal.nn.watch;

import java.util.Comparator;
import java.util.Optional;

/**
 * The gradient of a layer is far larger than its weights.
 *
 * @param times ‖g‖ / ‖w‖, from which it is a trouble
 */
public record ExplodingGradient(double times) implements Rule {

  @Override
  public Optional<Finding> check(History history) {
    return history.records().stream()
        .flatMap(record -> record.trained().stream().filter(this::explodes))
        .max(Comparator.comparingDouble(ExplodingGradient::times))
        .map(l ->
            new Finding(
                Finding.Kind.EXPLODING_GRADIENT,
                "the gradient of %s was %s times as long as its weights"
                    .formatted(Texts.layer(l), Texts.number(times(l))),
                "begin with smaller weights (He, Xavier), limit the gradient norm, or normalise"));
  }

  private boolean explodes(LayerStats l) {
    return times(l) >= times && Double.isFinite(times(l));
  }

  private static double times(LayerStats l) {
    return l.gradientNorm() / l.weightNorm();
  }
}
