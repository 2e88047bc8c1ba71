package dev.cajal.nn.data;

/** Reads and transforms the samples of a batch; each thread has its own. */
final class BatchFiller {
  private final Dataset data;
  private final Transform.Stage stage;
  private final RandomStream random;
  private final float[] sample;
  private final float[] changed;

  BatchFiller(Dataset data, LoaderOptions options) {
    this.data = data;
    stage = options.transform().on(data.shape());
    random = new RandomStream(options.seed(), "augment");
    sample = new float[Math.toIntExact(data.shape().count())];
    changed = new float[Math.toIntExact(stage.shape().count())];
  }

  void fill(Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      int index = batch.index(i);
      data.read(index, sample, 0);
      stage.apply(sample, changed, random.at(batch.epoch(), index));
      batch.put(i, data.label(index), changed);
    }
  }
}
