package dev.cajal.nn.train;

import dev.cajal.nn.data.Batch;

/** Is told how a run goes on, on the thread that trains. An exception stops the run. */
public interface TrainingListener {

  /** The steps are compiled, and the run is about to begin or to go on. */
  default void onStart(RunStart start) {}

  /**
   * A step is about to be taken. Its time counts as that of the step.
   *
   * @param step counted from 1 over the whole run
   * @param batch what will be learned from; it holds until the next step
   */
  default void beforeStep(long step, Batch batch) {}

  /**
   * A step was taken.
   *
   * @param progress the same object every time; what it says holds until the next step
   */
  default void onStep(Progress progress) {}

  /** An epoch was finished and, if so chosen, validated. */
  default void onEpoch(EpochRow row) {}

  /** The run ended; the model has its final weights. */
  default void onEnd(TrainingResult result) {}
}
