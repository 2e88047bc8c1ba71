package dev.cajal.nn.train;

import java.nio.file.Path;

/**
 * Where and when a run is saved. It always is at the end of an epoch.
 *
 * @param folder holds the checkpoints; made if it does not exist
 * @param everySteps also after so many steps within an epoch; 0 for no
 * @param resume whether to go on from the newest checkpoint in the folder, if there is one
 */
public record Checkpointing(Path folder, long everySteps, boolean resume) {

  /** Checks the range. */
  public Checkpointing {
    if (everySteps < 0) {
      throw new IllegalArgumentException(
          "the steps between checkpoints must be at least 0, found " + everySteps);
    }
  }

  /** Returns checkpoints at the end of each epoch, for a run from the beginning. */
  public static Checkpointing in(Path folder) {
    return new Checkpointing(folder, 0, false);
  }

  /** Returns this with more checkpoints. */
  public Checkpointing everySteps(long steps) {
    return new Checkpointing(folder, steps, resume);
  }

  /** Returns this, going on from the newest checkpoint. */
  public Checkpointing resuming() {
    return new Checkpointing(folder, everySteps, true);
  }
}
