package dev.cajal.nn.optim;

/**
 * How the learning rate changes during a run: a pure function of the step, so that a resumed run
 * needs nothing but the number of the step. The rate of a step is the optimizer's rate times the
 * factor.
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
}
