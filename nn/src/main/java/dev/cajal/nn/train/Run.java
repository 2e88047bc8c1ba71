package dev.cajal.nn.train;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.NonFiniteException;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Loader;
import dev.cajal.nn.data.LoaderOptions;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Trainer}: the loop over steps and epochs. */
final class Run {
  /**
   * Of batches that wait: enough small ones that a loader which is not run for some milliseconds
   * keeps up.
   */
  private static final long AHEAD_BYTES = 16L << 20;

  private final Module model;
  private final TrainerOptions options;
  private final Objective objective;
  private final Dataset train;
  private final int classes;
  private final int validationSamples;
  private final @Nullable Judge judge;
  private final @Nullable Checkpoints checkpoints;
  private final @Nullable BestWeights best;
  private final @Nullable MovingAverage average;
  private final LoaderOptions loading;
  private final Shape sample;
  private final Updates updates;
  private final Mixup mixup;
  private final Variable random;
  private final RunState state;
  private final int batch;
  private final int epochSteps;
  private final Progress progress;
  private final TrainStep full;
  private @Nullable TrainStep rest;

  Run(
      Module model,
      TrainerOptions options,
      Objective objective,
      Dataset train,
      Optional<Dataset> validation) {
    this.model = model;
    this.options = options;
    this.objective = objective;
    this.train = train;
    Pipeline pipeline = options.pipeline();
    batch = Math.min(options.batch(), train.size());
    if (batch == 0) {
      throw new IllegalArgumentException("there are no training samples in " + train.description());
    }
    epochSteps = Math.ceilDiv(train.size(), batch);
    classes = train.classes().size();
    LoaderOptions plain =
        LoaderOptions.ofBatch(options.batch())
            .shuffled(options.seed())
            .transform(pipeline.augment().then(pipeline.prepare()))
            .threads(pipeline.threads());
    sample = plain.transform().on(train.shape()).shape();
    loading = plain.prefetch(Math.clamp(AHEAD_BYTES / (4L * batch * sample.count()), 2, 32));
    LoaderOptions judged = LoaderOptions.ofBatch(options.batch()).transform(pipeline.prepare());
    judge =
        validation
            .map(data ->
                new Judge(model, data, judged, options.loss(), options.planning().precision()))
            .orElse(null);
    validationSamples = validation.map(Dataset::size).orElse(0);
    checkpoints = options.checkpoints().map(c -> new Checkpoints(c.folder())).orElse(null);
    best = judge != null && options.validation().keepBest() ? new BestWeights(model) : null;
    average =
        options.averaging().isPresent()
            ? new MovingAverage(model, options.averaging().getAsDouble())
            : null;
    updates = new Updates(options.optimizer(), objective.trained(model), options.groups());
    mixup = new Mixup(pipeline.mixup(), options.seed());
    random = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state = new RunState(model, objective, updates, best, average, settings());
    progress = new Progress(options.epochs(), epochSteps, state.tally);
    full = compile(batch);
  }

  /** What must be the same when the run goes on. Threads and epochs may change. */
  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("seed", Long.toString(options.seed()));
    settings.put("batch", Integer.toString(batch));
    settings.put("optimizer", options.optimizer().toString());
    settings.put("objective", objective.toString());
    settings.put("groups", options.groups().toString());
    settings.put("schedule", options.schedule().toString());
    settings.put("clip", Double.toString(options.clip()));
    // Checkpoints of earlier versions know nothing of what was not asked for.
    if (options.pipeline().mixup() > 0) {
      settings.put("mixup", Double.toString(options.pipeline().mixup()));
    }
    options.averaging().ifPresent(d -> settings.put("averaging", Double.toString(d)));
    settings.put("precision", options.planning().precision().toString());
    settings.put("samples", train.size() + " of " + sample);
    settings.put("validation", Integer.toString(validationSamples));
    return settings;
  }

  private TrainStep compile(int size) {
    return new TrainStep(
        model, objective, size, sample, classes, options, updates, mixup, average, random);
  }

  TrainingResult run() throws IOException {
    Optional<Path> resumed = resume();
    if (average != null && resumed.isEmpty()) {
      average.begin();
    }
    RunStart start =
        new RunStart(
            state.rows,
            state.step,
            progress.steps(),
            options.epochs(),
            train.size(),
            validationSamples,
            resumed,
            full.plan());
    options.listeners().forEach(listener -> listener.onStart(start));
    if (!finished()) {
      try (Loader loader = new Loader(train, loading)) {
        loader.seek(state.epoch, state.sample);
        while (!finished()) {
          step(loader);
        }
      }
    }
    if (best != null && EpochRow.best(state.rows).isPresent()) {
      best.giveBack();
    }
    TrainingResult result = result();
    options.listeners().forEach(listener -> listener.onEnd(result));
    return result;
  }

  private Optional<Path> resume() throws IOException {
    if (checkpoints == null) {
      return Optional.empty();
    }
    if (!options.checkpoints().orElseThrow().resume()) {
      checkpoints.clear();
      return Optional.empty();
    }
    Optional<Checkpoints.Stored> stored = checkpoints.newest();
    if (stored.isPresent()) {
      state.restore(stored.get());
    }
    return stored.map(Checkpoints.Stored::file);
  }

  private boolean finished() {
    return state.epoch >= options.epochs() || outOfPatience();
  }

  private boolean outOfPatience() {
    int patience = options.validation().patience();
    OptionalInt bestEpoch = EpochRow.best(state.rows);
    return patience > 0
        && state.sample == 0
        && bestEpoch.isPresent()
        && state.rows.size() - bestEpoch.getAsInt() >= patience;
  }

  private void step(Loader loader) throws IOException {
    long begin = System.nanoTime();
    Batch samples = loader.next();
    long waited = System.nanoTime() - begin;
    double rate = rate();
    updates.rate().fill(rate);
    MemorySegment words = random.memory();
    words.setAtIndex(ValueLayout.JAVA_LONG, 0, options.seed());
    words.setAtIndex(ValueLayout.JAVA_LONG, 1, state.step);
    random.touched();
    mixup.draw(state.step);
    TrainStep step = stepFor(samples.size());
    for (int i = 0; i < options.listeners().size(); i++) {
      options.listeners().get(i).beforeStep(state.step + 1, samples);
    }
    try {
      step.run(samples);
    } catch (NonFiniteException e) {
      throw new DivergedException(state.epoch + 1, state.step + 1, e);
    }
    state.tally.add(step.loss(), step.scores(), classes, samples);
    long nanos = System.nanoTime() - begin;
    state.tally.addStep(step.gradientNorm(), nanos, waited);
    state.step++;
    progress.update(state.epoch + 1, state.step, step.loss(), step.gradientNorm(), rate, nanos);
    for (int i = 0; i < options.listeners().size(); i++) {
      options.listeners().get(i).onStep(progress);
    }
    if (samples.last()) {
      endEpoch(rate);
    } else {
      state.sample = samples.next();
      long every = options.checkpoints().map(Checkpointing::everySteps).orElse(0L);
      if (checkpoints != null && every > 0 && state.step % every == 0) {
        state.save(checkpoints);
      }
    }
  }

  private double rate() {
    long total = progress.steps();
    double factor = options.schedule().factor(state.step, epochSteps, total, state.scores);
    return options.optimizer().rate() * factor;
  }

  private TrainStep stepFor(int size) {
    if (size == batch) {
      return full;
    }
    if (rest == null) {
      rest = compile(size);
    }
    return rest;
  }

  private void endEpoch(double rate) throws IOException {
    Optional<Metrics> judged =
        judge == null ? Optional.empty() : Optional.of(judge.evaluate().metrics());
    EpochRow row =
        new EpochRow(
            state.epoch + 1,
            state.step,
            rate,
            state.tally.metrics(classes),
            judged,
            state.tally.gradientNorm(),
            state.tally.seconds(),
            state.tally.imagesPerSecond(),
            state.tally.stall());
    state.add(row);
    state.tally.clear();
    state.epoch++;
    state.sample = 0;
    if (best != null && EpochRow.best(state.rows).orElse(0) == row.epoch()) {
      best.keep();
    }
    if (checkpoints != null) {
      state.save(checkpoints);
    }
    options.listeners().forEach(listener -> listener.onEpoch(row));
  }

  private TrainingResult result() {
    double seconds = state.rows.stream().mapToDouble(EpochRow::seconds).sum();
    double images = (double) state.rows.size() * train.size();
    return new TrainingResult(
        state.rows,
        EpochRow.best(state.rows),
        Optional.ofNullable(average),
        state.epoch < options.epochs(),
        state.step,
        seconds,
        seconds == 0 ? 0 : images / seconds);
  }
}
