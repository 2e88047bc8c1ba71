package dev.cajal.nn.optim;

import java.util.List;

/** One schedule for some steps, and then another. */
record Sequence(Schedule first, long steps, Schedule next) implements Schedule {

  Sequence {
    Checks.atLeast("schedule: the steps before the next", steps, 0);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    return step < steps
        ? first.factor(step, epoch, total)
        : next.factor(step - steps, epoch, total - steps);
  }

  @Override
  public double factor(long step, long epoch, long total, List<Score> past) {
    return step < steps
        ? first.factor(step, epoch, total, past)
        : next.factor(step - steps, epoch, total - steps, past);
  }

  @Override
  public String toString() {
    return first + " for " + steps + " steps, then " + next;
  }
}
