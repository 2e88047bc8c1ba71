package dev.cajal.nn.train;

import dev.cajal.graph.NonFiniteException;

/**
 * The loss or the gradient became infinite or not a number, and the run stopped. The message is one
 * line that names the epoch, the step and the first layer and operation that went wrong. The model
 * holds the weights from before that step, and checkpoints stay as they were.
 */
public final class DivergedException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final long step;
  private final String path;

  DivergedException(int epoch, long step, NonFiniteException cause) {
    super("training stopped in epoch %d at step %d: %s".formatted(epoch, step, cause.getMessage()));
    initCause(cause);
    this.epoch = epoch;
    this.step = step;
    this.path = cause.path();
  }

  /** Returns the epoch, counted from 1. */
  public int epoch() {
    return epoch;
  }

  /** Returns the step of the run, counted from 1, that was not taken. */
  public long step() {
    return step;
  }

  /** Returns the path of the first layer that went wrong; empty outside the model. */
  public String path() {
    return path;
  }
}
