package dev.cajal.nn.data;

/**
 * How a {@link Loader} orders, changes and prepares samples.
 *
 * @param batch samples in a batch, at least 1
 * @param shuffle whether every epoch has a new random order; otherwise the order of the dataset
 * @param seed decides the orders and the random transforms
 * @param dropLast whether a last batch that is not full is left out
 * @param transform applied to every sample
 * @param threads threads that prepare batches ahead; 0 prepares each when it is asked for
 * @param prefetch how many batches are prepared ahead, at least 1; of no effect without threads
 */
public record LoaderOptions(
    int batch,
    boolean shuffle,
    long seed,
    boolean dropLast,
    Transform transform,
    int threads,
    int prefetch) {
  private static final int DEFAULT_PREFETCH = 4;

  /** Checks the counts. */
  public LoaderOptions {
    atLeast("batch", batch, 1);
    atLeast("loader threads", threads, 0);
    atLeast("prefetch", prefetch, 1);
  }

  /** Returns options for batches in the order of the dataset, unchanged, with one thread ahead. */
  public static LoaderOptions ofBatch(int batch) {
    return new LoaderOptions(batch, false, 0, false, Transform.IDENTITY, 1, DEFAULT_PREFETCH);
  }

  /** Returns options that shuffle. */
  public LoaderOptions shuffled(long newSeed) {
    return new LoaderOptions(batch, true, newSeed, dropLast, transform, threads, prefetch);
  }

  /** Returns options that leave out, or keep, a last batch that is not full. */
  public LoaderOptions dropLast(boolean drop) {
    return new LoaderOptions(batch, shuffle, seed, drop, transform, threads, prefetch);
  }

  /** Returns options with another transform. */
  public LoaderOptions transform(Transform newTransform) {
    return new LoaderOptions(batch, shuffle, seed, dropLast, newTransform, threads, prefetch);
  }

  /** Returns options with another number of threads; 0 for none. */
  public LoaderOptions threads(int count) {
    return new LoaderOptions(batch, shuffle, seed, dropLast, transform, count, prefetch);
  }

  /** Returns options with another number of batches prepared ahead. */
  public LoaderOptions prefetch(int batches) {
    return new LoaderOptions(batch, shuffle, seed, dropLast, transform, threads, batches);
  }

  private static void atLeast(String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", found " + value);
    }
  }
}
