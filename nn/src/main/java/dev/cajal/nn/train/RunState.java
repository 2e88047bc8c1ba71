package dev.cajal.nn.train;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.optim.Score;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that decides how a run goes on: weights, buffers, optimizer state, the best weights so far,
 * and the place (epoch, next sample, step). Random numbers depend on seed and place alone, so they
 * need no state of their own.
 */
final class RunState {
  private static final System.Logger LOG = System.getLogger(RunState.class.getName());

  private final Module model;
  private final Objective objective;
  private final Updates updates;
  private final @Nullable BestWeights best;
  private final @Nullable MovingAverage average;
  private final Map<String, String> settings;
  final Tally tally = new Tally();
  final List<EpochRow> rows = new ArrayList<>();

  /** What schedules see of the rows. */
  final List<Score> scores = new ArrayList<>();

  /** The present epoch, counted from 0, and how many of its samples were used. */
  int epoch;

  int sample;
  long step;

  /**
   * Creates the state of a run that begins.
   *
   * @param settings what must be the same when the run goes on
   */
  RunState(
      Module model,
      Objective objective,
      Updates updates,
      @Nullable BestWeights best,
      @Nullable MovingAverage average,
      Map<String, String> settings) {
    this.model = model;
    this.objective = objective;
    this.updates = updates;
    this.best = best;
    this.average = average;
    this.settings = settings;
  }

  /** Adds a finished epoch. */
  void add(EpochRow row) {
    Metrics judged = row.validation().orElse(row.train());
    rows.add(row);
    scores.add(new Score(judged.loss(), judged.accuracy()));
  }

  void save(Checkpoints checkpoints) throws IOException {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("epoch", Integer.toString(epoch));
    notes.put("sample", Integer.toString(sample));
    notes.put("step", Long.toString(step));
    notes.put("epoch_sums", tally.text());
    notes.put("metrics", rows.stream().map(EpochRow::csv).collect(Collectors.joining("\n")));
    notes.put("environment", environment());
    settings.forEach((key, value) -> notes.put("setting." + key, value));
    checkpoints.save(step, notes, variables());
  }

  /**
   * Takes over what a checkpoint holds.
   *
   * @throws FormatException if it cannot be understood
   * @throws IllegalArgumentException if it belongs to another model or other settings
   */
  void restore(Checkpoints.Stored stored) throws FormatException {
    Map<String, Variable> variables = variables();
    checkSettings(stored);
    checkTensors(stored, variables);
    try {
      String metrics = stored.note("metrics");
      metrics.lines().map(EpochRow::parse).forEach(this::add);
      epoch = Integer.parseInt(stored.note("epoch"));
      sample = Integer.parseInt(stored.note("sample"));
      step = Long.parseLong(stored.note("step"));
      tally.restore(stored.note("epoch_sums"));
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          stored.file().toString(), Long.BYTES, "the notes are damaged: " + e.getMessage());
    }
    stored.values().forEach((name, values) -> found(variables, name).set(values));
    if (!environment().equals(stored.notes().get("environment"))) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the checkpoint was written by {0}; this is {1}: the last bits may differ from an"
              + " unbroken run",
          stored.notes().get("environment"),
          environment());
    }
  }

  private void checkSettings(Checkpoints.Stored stored) {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String before = stored.notes().getOrDefault("setting." + setting.getKey(), "not set");
      if (!before.equals(setting.getValue())) {
        throw new IllegalArgumentException(
            "cannot go on from %s: %s was %s, now it is %s; resume with the settings of the run"
                .formatted(stored.file(), setting.getKey(), before, setting.getValue()));
      }
    }
  }

  private static void checkTensors(Checkpoints.Stored stored, Map<String, Variable> variables) {
    for (Map.Entry<String, Variable> entry : variables.entrySet()) {
      TensorType type = stored.types().get(entry.getKey());
      if (!entry.getValue().type().equals(type)) {
        throw new IllegalArgumentException(
            "cannot go on from %s: %s is %s there and %s here; it belongs to another model"
                .formatted(
                    stored.file(),
                    entry.getKey(),
                    type == null ? "missing" : type,
                    entry.getValue().type()));
      }
    }
    for (String name : stored.types().keySet()) {
      if (!variables.containsKey(name)) {
        throw new IllegalArgumentException(
            "cannot go on from %s: it holds %s, which is unknown here; it belongs to another model"
                .formatted(stored.file(), name));
      }
    }
  }

  private static Variable found(Map<String, Variable> variables, String name) {
    Variable variable = variables.get(name);
    if (variable == null) {
      throw new IllegalStateException("no variable " + name);
    }
    return variable;
  }

  private Map<String, Variable> variables() {
    Map<String, Variable> all = new LinkedHashMap<>();
    model.state().forEach((path, variable) -> all.put("model." + path, variable));
    objective.state().forEach((name, variable) -> all.put("objective." + name, variable));
    updates.state().forEach(variable -> all.put("optimizer." + variable.name(), variable));
    if (best != null) {
      best.copies().forEach((path, copy) -> all.put("best." + path, copy));
    }
    if (average != null) {
      average.values().forEach((path, value) -> all.put("average." + path, value));
    }
    return all;
  }

  /** What the last bits of the numbers depend on beside the settings. */
  private static String environment() {
    List<String> lines = new ArrayList<>();
    lines.add("Java " + Runtime.version().feature());
    lines.add(System.getProperty("os.arch", "unknown"));
    for (Backend backend : Backends.all()) {
      lines.add(backend.name() + " (" + String.join(", ", backend.describe()) + ")");
    }
    return String.join("; ", lines);
  }
}
