package dev.cajal.nn.data;

/** Walks through the epochs, a batch at a time; the order is a function of (seed, epoch) alone. */
final class BatchCursor {
  private final int batch;
  private final boolean shuffle;
  private final boolean dropLast;
  private final RandomStream random;
  private final int[] order;
  private int epoch;
  private int first;
  private int ordered = -1;

  BatchCursor(int samples, LoaderOptions options) {
    batch = options.batch();
    shuffle = options.shuffle();
    dropLast = options.dropLast();
    random = new RandomStream(options.seed(), "shuffle");
    order = new int[samples];
    if (batches() == 0) {
      throw new IllegalArgumentException(
          samples == 0
              ? "the dataset has no samples"
              : "%d samples do not fill one batch of %d; take a smaller batch or keep the last"
                  .formatted(samples, batch));
    }
  }

  int batches() {
    return dropLast ? order.length / batch : Math.ceilDiv(order.length, batch);
  }

  void seek(int newEpoch, int sample) {
    if (newEpoch < 0 || sample < 0 || sample > order.length) {
      throw new IllegalArgumentException(
          "no sample %d in epoch %d; an epoch has %d".formatted(sample, newEpoch, order.length));
    }
    epoch = newEpoch;
    first = sample;
    if (available() == 0) {
      epoch++;
      first = 0;
    }
  }

  /** Describes the next batch and moves on. */
  void take(Batch target) {
    arrange();
    int size = available();
    int taken = first;
    first += size;
    boolean last = available() == 0;
    target.begin(epoch, taken, size, last, order);
    if (last) {
      epoch++;
      first = 0;
    }
  }

  private int available() {
    int rest = Math.min(batch, order.length - first);
    return dropLast && rest < batch ? 0 : rest;
  }

  private void arrange() {
    if (ordered == epoch) {
      return;
    }
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    if (shuffle) {
      random.at(epoch, 0).shuffle(order, order.length);
    }
    ordered = epoch;
  }
}
