package dev.cajal.classic;

/** The nearest samples of one row, the nearest first. */
public final class Neighbours {
  private final int[] samples;
  private final float[] distances;

  Neighbours(int[] samples, float[] distances) {
    this.samples = samples;
    this.distances = distances;
  }

  /** Returns how many there are. */
  public int count() {
    return samples.length;
  }

  /** Returns the number of a sample in the training set; the nearest has rank 0. */
  public int sample(int rank) {
    return samples[rank];
  }

  /** Returns the distance of a sample; the nearest has rank 0. */
  public float distance(int rank) {
    return distances[rank];
  }
}
