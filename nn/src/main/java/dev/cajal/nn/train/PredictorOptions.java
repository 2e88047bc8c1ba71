package dev.cajal.nn.train;

/**
 * How a {@link Predictor} computes.
 *
 * @param threads how many threads compute a call, the calling one included; models that are too
 *     small to gain from more use one. As many calls run side by side as there are processors for,
 *     and more wait for their turn
 * @param batch the most samples that go through the model together
 */
public record PredictorOptions(int threads, int batch) {

  /** Checks the counts. */
  public PredictorOptions {
    if (threads < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "a predictor needs at least one thread and batches of at least one sample, got "
              + threads
              + " and "
              + batch);
    }
  }

  /** Returns calls that use all processors, and batches of up to 32 samples. */
  public static PredictorOptions plain() {
    return new PredictorOptions(Runtime.getRuntime().availableProcessors(), 32);
  }

  /**
   * Returns this with another number of threads for a call: 1 serves most callers at once, all
   * processors answer a single one soonest.
   */
  public PredictorOptions threads(int value) {
    return new PredictorOptions(value, batch);
  }

  /** Returns this with another limit of samples that go through the model together. */
  public PredictorOptions batch(int value) {
    return new PredictorOptions(threads, value);
  }
}
