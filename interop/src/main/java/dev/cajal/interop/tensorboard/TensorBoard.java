package dev.cajal.interop.tensorboard;

import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.Metrics;
import dev.cajal.nn.train.Progress;
import dev.cajal.nn.train.RunStart;
import dev.cajal.nn.train.TrainingListener;
import dev.cajal.nn.train.TrainingResult;
import dev.cajal.nn.watch.LayerStats;
import dev.cajal.nn.watch.WatchRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run for TensorBoard: curves of loss, accuracy, rate and speed, and of every layer what a
 * {@link dev.cajal.nn.watch.Watch} sees.
 *
 * <pre>{@code
 * TensorBoard board = new TensorBoard(Path.of("runs/one/tensorboard"));
 * Watch watch = new Watch(model, options, Watching.every(50));
 * watch.tell(board);
 * new Trainer(model, options.listener(watch).listener(board)).train(data);
 * }</pre>
 */
public final class TensorBoard implements TrainingListener, Consumer<WatchRecord> {
  private static final int BETWEEN = 10;

  private final Path folder;
  private @Nullable EventFile events;

  /**
   * Creates a listener.
   *
   * @param folder a new file is added to it when the run starts
   */
  public TensorBoard(Path folder) {
    this.folder = folder;
  }

  /** An event that is written. */
  private interface Writing {
    void to(EventFile events) throws IOException;
  }

  @Override
  public void onStart(RunStart start) {
    try {
      events = EventFile.create(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write events for TensorBoard into " + folder + ": " + e.getMessage(), e);
    }
    write(file -> file.start(start.step() + 1));
  }

  @Override
  public void onStep(Progress progress) {
    if (progress.step() % BETWEEN == 0) {
      write(file -> file.scalar("loss/batch", progress.step(), progress.loss()));
    }
  }

  @Override
  public void accept(WatchRecord record) {
    for (LayerStats layer : record.layers()) {
      String name = layer.layer().isEmpty() ? "model" : layer.layer();
      scalar("weight_norm/" + name, record.step(), layer.weightNorm());
      scalar("gradient_norm/" + name, record.step(), layer.gradientNorm());
      scalar("update_ratio/" + name, record.step(), layer.ratio());
      scalar("dead/" + name, record.step(), layer.dead());
      scalar("saturated/" + name, record.step(), layer.saturated());
      LayerStats.Bins bins = layer.histogram();
      Distribution outputs =
          Distribution.ofBins(bins.low(), bins.high(), layer.mean(), layer.sd(), bins.counts());
      write(file -> file.histogram("output/" + name, record.step(), outputs));
    }
  }

  @Override
  public void onEpoch(EpochRow row) {
    metrics("train", row.step(), row.train());
    row.validation().ifPresent(judged -> metrics("validation", row.step(), judged));
    scalar("learning_rate", row.step(), row.rate());
    scalar("gradient_norm", row.step(), row.gradientNorm());
    scalar("images_per_second", row.step(), row.imagesPerSecond());
  }

  private void metrics(String kind, long step, Metrics metrics) {
    scalar("loss/" + kind, step, metrics.loss());
    scalar("accuracy/" + kind, step, metrics.accuracy());
    scalar("top5/" + kind, step, metrics.top5());
  }

  @Override
  public void onEnd(TrainingResult result) {
    write(EventFile::close);
  }

  private void scalar(String tag, long step, double value) {
    if (!Double.isNaN(value)) {
      write(file -> file.scalar(tag, step, value));
    }
  }

  private void write(Writing event) {
    if (events == null) {
      return;
    }
    try {
      event.to(events);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
