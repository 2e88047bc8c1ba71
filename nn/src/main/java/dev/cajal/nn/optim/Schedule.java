package dev.cajal.nn.optim;

import java.util.List;

/**
 * How the learning rate changes during a run: a pure function of the step, and for some of how well
 * the run did so far, so that a resumed run needs no state of the schedule. The rate of a step is
 * the optimizer's rate times the factor.
 *
 * <pre>{@code
 * Schedule schedule = LinearRate.warmup(500).then(new Cosine());
 * }</pre>
 *
 * <p>Schedules that count epochs count steps where {@code epoch} is 1, as PyTorch's do when they
 * are stepped after each batch.
 */
@FunctionalInterface
public interface Schedule {

  /**
   * Returns the factor for one step.
   *
   * @param step the number of the step, 0 for the first
   * @param epoch the number of steps in an epoch
   * @param total the number of steps in the run
   */
  double factor(long step, long epoch, long total);

  /**
   * Returns the factor for one step of a run that is judged after each epoch.
   *
   * @param step the number of the step, 0 for the first
   * @param epoch the number of steps in an epoch
   * @param total the number of steps in the run
   * @param past what the finished epochs achieved, the first one first
   */
  default double factor(long step, long epoch, long total, List<Score> past) {
    return factor(step, epoch, total);
  }

  /**
   * Returns this for some steps, and after them another schedule, which begins then at its step 0.
   *
   * @param steps from 0 up
   */
  default Schedule until(long steps, Schedule next) {
    return new Sequence(this, steps, next);
  }
}
