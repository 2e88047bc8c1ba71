package dev.cajal.nn.optim;

import java.util.List;

/**
 * A learning rate that falls by a factor when the validation no longer improves, by the loss or, on
 * request, by the accuracy. Where nothing is validated, the numbers of training decide.
 *
 * <p>An epoch is better than the best b so far if its loss is below b·(1 − τ), or b − τ for an
 * absolute threshold; its accuracy must be above b·(1 + τ), or b + τ. After more than {@code
 * patience} epochs in a row that were not better the rate is multiplied by the factor, and for
 * {@code cooldown} epochs none is counted.
 *
 * <p>The same as PyTorch's {@code ReduceLROnPlateau}. What happened follows from the scores of the
 * finished epochs alone, so a resumed run goes on as if it had not stopped.
 *
 * <pre>{@code
 * options.schedule(new Plateau().patience(5)).validation(Validation.of(0.1));
 * }</pre>
 *
 * @param factor of a fall, in [0, 1)
 * @param patience the epochs without improvement that are borne
 * @param threshold τ, from 0 up
 * @param absolute whether the threshold is a difference instead of a share
 * @param cooldown the epochs after a fall that do not count
 * @param floor below which share of the rate it does not fall
 * @param eps the smallest fall that is made, as a share of the rate
 * @param accuracy whether the accuracy decides, which should rise, instead of the loss
 */
public record Plateau(
    double factor,
    int patience,
    double threshold,
    boolean absolute,
    int cooldown,
    double floor,
    double eps,
    boolean accuracy)
    implements Schedule {

  /** Checks the ranges. */
  public Plateau {
    Checks.fraction("plateau schedule: the factor", factor);
    Checks.atLeast("plateau schedule: the patience", patience, 0);
    Checks.notNegative("plateau schedule: the threshold", threshold);
    Checks.atLeast("plateau schedule: the cooldown", cooldown, 0);
    Checks.fraction("plateau schedule: the floor", floor);
    Checks.notNegative("plateau schedule: eps", eps);
  }

  /** Creates the schedule of PyTorch: a tenth after 10 epochs without 0.01 % less loss. */
  public Plateau() {
    this(0.1, 10, 1e-4, false, 0, 0, 1e-8, false);
  }

  /** Returns this with another factor. */
  public Plateau factor(double value) {
    return new Plateau(value, patience, threshold, absolute, cooldown, floor, eps, accuracy);
  }

  /** Returns this with another patience. */
  public Plateau patience(int epochs) {
    return new Plateau(factor, epochs, threshold, absolute, cooldown, floor, eps, accuracy);
  }

  /** Returns this with a threshold that is a share of the best. */
  public Plateau relative(double value) {
    return new Plateau(factor, patience, value, false, cooldown, floor, eps, accuracy);
  }

  /** Returns this with a threshold that is a difference from the best. */
  public Plateau absolute(double value) {
    return new Plateau(factor, patience, value, true, cooldown, floor, eps, accuracy);
  }

  /** Returns this with a pause after a fall. */
  public Plateau cooldown(int epochs) {
    return new Plateau(factor, patience, threshold, absolute, epochs, floor, eps, accuracy);
  }

  /** Returns this with a share of the rate below which it does not fall. */
  public Plateau floor(double share) {
    return new Plateau(factor, patience, threshold, absolute, cooldown, share, eps, accuracy);
  }

  /** Returns this with another smallest fall. */
  public Plateau eps(double share) {
    return new Plateau(factor, patience, threshold, absolute, cooldown, floor, share, accuracy);
  }

  /** Returns this judged by the accuracy. */
  public Plateau byAccuracy() {
    return new Plateau(factor, patience, threshold, absolute, cooldown, floor, eps, true);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    return 1;
  }

  @Override
  public double factor(long step, long epoch, long total, List<Score> past) {
    double present = 1;
    double best = accuracy ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    int bad = 0;
    int pause = 0;
    for (int i = 0; i < past.size(); i++) {
      double score = accuracy ? past.get(i).accuracy() : past.get(i).loss();
      boolean better = better(score, best);
      best = better ? score : best;
      bad = better ? 0 : bad + 1;
      if (pause > 0) {
        pause--;
        bad = 0;
      }
      if (bad > patience) {
        double next = Math.max(present * factor, floor);
        present = present - next > eps ? next : present;
        pause = cooldown;
        bad = 0;
      }
    }
    return present;
  }

  private boolean better(double score, double best) {
    if (accuracy) {
      return score > (absolute ? best + threshold : best * (1 + threshold));
    }
    return score < (absolute ? best - threshold : best * (1 - threshold));
  }

  @Override
  public String toString() {
    return "times %s after %d epochs without a better %s, threshold %s%s, cooldown %d, to %s, eps %s"
        .formatted(
            factor,
            patience,
            accuracy ? "accuracy" : "loss",
            threshold,
            absolute ? " absolute" : "",
            cooldown,
            floor,
            eps);
  }
}
