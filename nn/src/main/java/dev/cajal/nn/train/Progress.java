package dev.cajal.nn.train;

/** Where a run stands after a step. One object serves all steps, so that they allocate nothing. */
public final class Progress {
  private final int epochs;
  private final int epochSteps;
  private final Tally tally;
  private int epoch;
  private long step;
  private double loss;
  private double gradientNorm;
  private double rate;
  private long tookNanos;

  Progress(int epochs, int epochSteps, Tally tally) {
    this.epochs = epochs;
    this.epochSteps = epochSteps;
    this.tally = tally;
  }

  void update(int newEpoch, long newStep, double newLoss, double norm, double newRate, long nanos) {
    epoch = newEpoch;
    step = newStep;
    loss = newLoss;
    gradientNorm = norm;
    rate = newRate;
    tookNanos = nanos;
  }

  /** Returns the present epoch, counted from 1. */
  public int epoch() {
    return epoch;
  }

  /** Returns the number of epochs of the run. */
  public int epochs() {
    return epochs;
  }

  /** Returns how many steps of the present epoch were taken. */
  public long epochStep() {
    return tally.steps();
  }

  /** Returns the number of steps in an epoch. */
  public int epochSteps() {
    return epochSteps;
  }

  /** Returns how many steps of the run were taken. */
  public long step() {
    return step;
  }

  /** Returns the number of steps of the run. */
  public long steps() {
    return (long) epochs * epochSteps;
  }

  /** Returns the mean loss of the batch. */
  public double loss() {
    return loss;
  }

  /** Returns the mean loss of the epoch so far. */
  public double epochLoss() {
    return tally.loss();
  }

  /** Returns the accuracy of the epoch so far, measured while training. */
  public double epochAccuracy() {
    return tally.accuracy();
  }

  /** Returns the length of the gradient over all parameters. */
  public double gradientNorm() {
    return gradientNorm;
  }

  /** Returns the learning rate of the step. */
  public double rate() {
    return rate;
  }

  /** Returns the time of the step in milliseconds, waiting for the batch included. */
  public double milliseconds() {
    return tookNanos / 1e6;
  }

  /** Returns the mean time of the steps of this epoch in milliseconds. */
  public double meanMilliseconds() {
    return tally.seconds() * 1e3 / tally.steps();
  }

  /** Returns the training samples per second in this epoch. */
  public double imagesPerSecond() {
    return tally.imagesPerSecond();
  }

  /** Returns an estimate of the seconds that the steps of the rest of the run take. */
  public double secondsLeft() {
    return (steps() - step) * meanMilliseconds() / 1e3;
  }
}
