package dev.cajal.nn.watch;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.Objective;
import dev.cajal.nn.train.Progress;
import dev.cajal.nn.train.RunStart;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every n-th step of a run from inside: norms of weights, gradients and updates, dead and
 * saturated units, the distribution of activations, layer by layer. The steps themselves stay as
 * they are: a plan of its own, compiled once, runs beside those that are looked at, and the run
 * learns the same, to the last bit, as without.
 *
 * <pre>{@code
 * TrainerOptions options = TrainerOptions.of(Adam.of(1e-3)).epochs(3).seed(1);
 * Watch watch = new Watch(model, options, Watching.every(50));
 * new Trainer(model, options.listener(watch)).train(data);
 * watch.findings().forEach(finding -> log(finding.text()));
 * }</pre>
 */
public final class Watch implements TrainingListener {
  private final Module model;
  private final TrainerOptions options;
  private final Objective objective;
  private final Watching watching;
  private final @Nullable WatchFile file;
  private final List<WatchRecord> records = new ArrayList<>();
  private final List<EpochRow> rows = new ArrayList<>();
  private final List<Consumer<WatchRecord>> readers = new ArrayList<>();
  private @Nullable Probe probe;
  private boolean looking;
  private int size;

  /**
   * Creates a listener.
   *
   * @param model the one that is trained, built
   * @param options those of the trainer: loss, batch, seed and precision count here
   */
  public Watch(Module model, TrainerOptions options, Watching watching) {
    this(model, options, Objective.of(options.loss()), watching, null);
  }

  private Watch(
      Module model,
      TrainerOptions options,
      Objective objective,
      Watching watching,
      @Nullable WatchFile file) {
    this.model = model;
    this.options = options;
    this.objective = objective;
    this.watching = watching;
    this.file = file;
  }

  /**
   * Returns this, keeping a file: {@code watch.csv}, one line for each layer and look. When the run
   * is resumed, the file is cut back to the checkpoint and goes on.
   */
  public Watch into(Path csv) {
    return new Watch(model, options, objective, watching, new WatchFile(csv));
  }

  /** Returns this for a trainer with another objective than the loss of scores and labels. */
  public Watch objective(Objective value) {
    return new Watch(model, options, value, watching, file);
  }

  /** Tells one more reader of each look. */
  public void tell(Consumer<WatchRecord> reader) {
    readers.add(reader);
  }

  @Override
  public void onStart(RunStart start) {
    size = Math.min(options.batch(), start.trainSamples());
    records.clear();
    rows.clear();
    rows.addAll(start.rows());
    if (file != null) {
      try {
        records.addAll(file.begin(start.step()));
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  @Override
  public void beforeStep(long step, Batch batch) {
    // The last batch of an epoch may be too small to compare with the others.
    looking = watching.due(step) && batch.size() == size;
    if (looking) {
      if (probe == null) {
        int samples = Math.min(size, watching.samples());
        probe =
            new Probe(
                model, options, objective, samples, batch.shape().slice(1, batch.shape().rank()));
      }
      probe.before(step, batch);
    }
  }

  @Override
  public void onStep(Progress progress) {
    if (!looking || probe == null) {
      return;
    }
    WatchRecord record = probe.after(progress.step());
    records.add(record);
    if (file != null) {
      try {
        file.add(record);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
    readers.forEach(reader -> reader.accept(record));
  }

  @Override
  public void onEpoch(EpochRow row) {
    rows.add(row);
  }

  /** Returns what was seen so far. */
  public History history() {
    return new History(rows, records);
  }

  /** Returns what the numbers mean so far; nothing for a run that does well. */
  public List<Finding> findings() {
    return Diagnosis.usual().of(history());
  }

  /** Returns the last look, if there was one. */
  public Optional<WatchRecord> last() {
    return records.isEmpty() ? Optional.empty() : Optional.of(records.getLast());
  }
}
