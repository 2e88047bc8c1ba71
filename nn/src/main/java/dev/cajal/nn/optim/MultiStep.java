package dev.cajal.nn.optim;

import java.util.List;

/**
 * A learning rate that falls at some epochs: the factor in epoch e = 0, 1, … is γ to the power of
 * the number of milestones m ≤ e.
 *
 * <p>The same as PyTorch's {@code MultiStepLR} called once an epoch.
 *
 * @param milestones the epochs at whose beginning the rate falls
 * @param gamma γ, positive
 */
public record MultiStep(List<Integer> milestones, double gamma) implements Schedule {

  /** Copies the milestones and checks them. */
  public MultiStep {
    milestones = List.copyOf(milestones);
    milestones.forEach(m -> Checks.atLeast("multi-step schedule: a milestone", m, 0));
    Checks.positive("multi-step schedule: gamma", gamma);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    double factor = 1;
    for (int i = 0; i < milestones.size(); i++) {
      factor *= step / epoch >= milestones.get(i) ? gamma : 1;
    }
    return factor;
  }

  @Override
  public String toString() {
    return "times " + gamma + " at epochs " + milestones;
  }
}
