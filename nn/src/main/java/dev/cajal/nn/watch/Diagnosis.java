package dev.cajal.nn.watch;

import dev.cajal.nn.train.DivergedException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says in plain words what is wrong with a run: rules that recognise one trouble each, in tiers. A
 * trouble of one tier explains what later tiers would find, so only the first tier that finds
 * something speaks: units that are all alike need no remark on the learning rate.
 *
 * <pre>{@code
 * List<Finding> findings = Diagnosis.usual().of(watch.history());
 * }</pre>
 *
 * @param tiers what explains most comes first
 */
public record Diagnosis(List<List<Rule>> tiers) {

  /** Copies the lists. */
  public Diagnosis {
    tiers = tiers.stream().map(List::copyOf).toList();
  }

  /** Returns all rules with their usual thresholds. */
  public static Diagnosis usual() {
    return new Diagnosis(
        List.of(
            List.of(new Symmetric(1e-6), new SaturatedOutput(0.8, 0.5, 1e-3)),
            List.of(
                new ExplodingGradient(100),
                new RateTooHigh(0.95, 1.5, 0.01),
                new DeadUnits(0.5),
                new SaturatedUnits(0.5),
                new VanishingGradient(1e-3)),
            List.of(new Overfitting(0.2, 0.05)),
            List.of(new RateTooLow(0.9, 2e-4)),
            List.of(new LowCapacity(0.95, 0.02, 0.03))));
  }

  /** Returns what is wrong, the most telling first; nothing for a run that does well. */
  public List<Finding> of(History history) {
    for (List<Rule> tier : tiers) {
      List<Finding> found = new ArrayList<>();
      tier.forEach(rule -> rule.check(history).ifPresent(found::add));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** Returns what is wrong with a run that stopped because numbers were not finite any more. */
  public List<Finding> of(History history, DivergedException failure) {
    List<Finding> found = new ArrayList<>();
    double longest =
        history.records().stream()
            .mapToDouble(WatchRecord::ratio)
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN);
    String steps =
        Double.isNaN(longest)
            ? ""
            : "; steps were up to " + Texts.number(longest) + " of the weights";
    found.add(
        new Finding(
            Finding.Kind.NOT_FINITE,
            "in epoch %d at step %d%s%s"
                .formatted(
                    failure.epoch(),
                    failure.step(),
                    failure.path().isEmpty() ? "" : ", first in layer " + failure.path(),
                    steps),
            "lower the learning rate 10 times, limit the gradient norm, and look for values in the"
                + " data that are not finite"));
    found.addAll(of(history));
    return found;
  }
}
