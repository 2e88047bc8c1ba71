package dev.cajal.nn.watch;

/**
 * How often and how closely a run is watched.
 *
 * @param every how many steps lie between two looks; the first step is looked at
 * @param samples how many samples of the batch activations and gradients are measured on, at most
 */
public record Watching(int every, int samples) {
  private static final int LOOKS = 10;
  private static final int MOST = 250;
  private static final int SAMPLES = 64;

  /** Checks the ranges. */
  public Watching {
    if (every < 1) {
      throw new IllegalArgumentException(
          "the steps between two looks must be at least 1, found " + every);
    }
    if (samples < 1) {
      throw new IllegalArgumentException(
          "the samples to look at must be at least 1, found " + samples);
    }
  }

  /** Returns a look every so many steps, at the first 64 samples of the batch. */
  public static Watching every(int steps) {
    return new Watching(steps, SAMPLES);
  }

  /** Returns a look every 250 steps, more often in a run that is shorter than 2500. */
  public static Watching of(long steps) {
    return every(Math.clamp(steps / LOOKS, 1, MOST));
  }

  /** Returns this with another number of samples. */
  public Watching samples(int value) {
    return new Watching(every, value);
  }

  /** Says whether a step, counted from 1, is looked at. */
  public boolean due(long step) {
    return (step - 1) % every == 0;
  }
}
