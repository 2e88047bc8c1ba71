package dev.cajal.nn.train;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a run ended.
 *
 * @param rows one for each epoch
 * @param bestEpoch the epoch of the best validation, counted from 1; empty without validation
 * @param average the moving average of the weights, if one was asked for
 * @param stoppedEarly whether patience ran out before the last epoch
 * @param steps how many steps were taken, those before a resume included
 * @param seconds spent on training steps, those before a resume included
 * @param imagesPerSecond training samples per second
 */
public record TrainingResult(
    List<EpochRow> rows,
    OptionalInt bestEpoch,
    Optional<MovingAverage> average,
    boolean stoppedEarly,
    long steps,
    double seconds,
    double imagesPerSecond) {

  /** Copies the rows. */
  public TrainingResult {
    rows = List.copyOf(rows);
  }
}
