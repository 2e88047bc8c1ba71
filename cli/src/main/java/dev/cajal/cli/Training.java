package dev.cajal.cli;

import dev.cajal.backend.ShapeException;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Splits;
import dev.cajal.nn.data.TestUse;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.nn.data.transform.Statistics;
import dev.cajal.nn.train.Checkpointing;
import dev.cajal.nn.train.DetailedEvaluation;
import dev.cajal.nn.train.DivergedException;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import dev.cajal.nn.train.Metrics;
import dev.cajal.nn.train.MetricsFile;
import dev.cajal.nn.train.Objective;
import dev.cajal.nn.train.Pipeline;
import dev.cajal.nn.train.Snapshots;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingListener;
import dev.cajal.nn.train.TrainingResult;
import dev.cajal.nn.train.Validation;
import dev.cajal.nn.watch.Watch;
import dev.cajal.zoo.CharacterModel;
import dev.cajal.zoo.Network;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One training run from data to report. */
final class Training {
  private final Settings settings;
  private final DataSource source;
  private final RunFolder folder;
  private final Normalize normalize;
  private final @Nullable Module given;
  private final Execution execution;
  private final boolean resumed;

  private Training(
      Settings settings,
      DataSource source,
      RunFolder folder,
      Normalize normalize,
      @Nullable Module given,
      Execution execution,
      boolean resumed) {
    this.settings = settings;
    this.source = source;
    this.folder = folder;
    this.normalize = normalize;
    this.given = given;
    this.execution = execution;
    this.resumed = resumed;
  }

  /** Throws if the images of the data are not what the network takes. */
  static void check(Settings settings, DataSource source) {
    Network network = settings.network();
    if (!source.train().shape().equals(network.input())) {
      throw new ShapeException(
          settings.model()
              + " expects images of "
              + Models.sizes(network.input())
              + ", "
              + source.name()
              + " has "
              + Models.sizes(source.train().shape())
              + "; choose other --data or another network");
    }
  }

  /**
   * Begins a run.
   *
   * @param all the data; if the settings name a fold, the run sees only that
   */
  static Training start(
      Settings settings, DataSource all, RunFolder folder, Execution execution, Common common) {
    DataSource source = settings.folded(all);
    Normalize normalize =
        fit(
            settings,
            source.train(),
            remark -> {
              if (!common.json) {
                common.out().println("note  " + remark);
              }
            });
    return new Training(settings, source, folder, normalize, null, execution, false);
  }

  /** Fits the preprocessing on what the run learns from, without what it sets aside. */
  static Normalize fit(Settings settings, Dataset train, Consumer<String> remarks) {
    if (settings.network().text()) {
      return RunFolder.AS_IT_IS;
    }
    double share = settings.validation();
    Dataset seen =
        share == 0 ? train : Splits.stratified(train, settings.seed(), 1 - share, share).getFirst();
    Statistics measured = Statistics.of(seen);
    settings.preprocess().remark(measured).ifPresent(remarks);
    return settings.preprocess().fit(measured);
  }

  /** Begins with a trained model, and with the normalisation that it was trained with. */
  static Training tune(
      Settings settings,
      DataSource source,
      RunFolder folder,
      Normalize normalize,
      Module model,
      Execution execution) {
    return new Training(settings, source, folder, normalize, model, execution, false);
  }

  static Training resume(Settings settings, DataSource all, RunFolder folder, Execution execution)
      throws IOException {
    return new Training(
        settings, settings.folded(all), folder, folder.normalize(), null, execution, true);
  }

  /** Returns how a model is trained under settings, without validation, checkpoints and readers. */
  static TrainerOptions options(Settings settings, Module model, Normalize normalize) {
    return TrainerOptions.of(settings.limits().around(settings.chosenOptimizer()))
        .groups(settings.groups(model))
        .clip(settings.limits().norm())
        .schedule(settings.chosenSchedule())
        .epochs(settings.chosenEpochs())
        .batch(settings.chosenBatch())
        .seed(settings.seed())
        .loss(settings.network().recipe().loss())
        .pipeline(
            Pipeline.plain()
                .augment(settings.augmentation())
                .prepare(prepare(settings, normalize))
                .mixup(settings.mixup()))
        .precision(settings.precision());
  }

  /** Returns what the network makes small. */
  static Objective objective(Settings settings, TrainerOptions options) {
    return settings.network().text() ? CharacterModel.objective() : Objective.of(options.loss());
  }

  /** Trains, and returns how the model did on the test samples, or on those held out. */
  Metrics run(Common common) throws IOException {
    Lessons lessons = settings.lessons();
    Module teaching = lessons.teaching(source.train(), normalize);
    Module model = model();
    TrainingListener console =
        common.json ? new JsonEvents(common.out()) : new Console(common, settings);
    announce(common);
    TrainerOptions plain =
        options(settings, model, normalize)
            .validation(validation())
            .activations(execution.activations())
            .checkpoints(checkpointing());
    Stages stages = new Stages(common);
    lessons.before(model, teaching, source.train(), plain, folder.path(), stages);
    TrainerOptions options =
        plain.listener(execution.planPrinter(common)).listener(new MetricsFile(folder.metrics()));
    Objective objective =
        settings.network().text()
            ? CharacterModel.objective()
            : lessons.objective(options.loss(), teaching);
    options = kept(model, options);
    Optional<Watch> watch =
        execution.observation().watch(model, options, objective, trainSamples(), folder.watch());
    options = execution.observation().observed(options, watch).listener(console);
    Optional<Findings> findings = watch.map(w -> new Findings(common, w));
    TrainingResult result =
        train(model, findings.map(options::listener).orElse(options), objective, findings);
    folder.writeWeights(model);
    if (result.average().isPresent()) {
      result.average().get().save(folder.average(), Map.of("format", "pt"));
    }
    DetailedEvaluation detailed =
        DetailedEvaluation.of(
            model,
            source.test(),
            EvaluationOptions.plain()
                .prepare(prepare(settings, normalize))
                .loss(settings.network().recipe().loss())
                .precision(settings.precision()));
    Evaluation test = detailed.evaluation();
    new Reporting(settings, source, model).write(folder.report(), result, detailed, watch);
    Optional<TestUse> use =
        settings.fold() == null
            ? TestUses.count(source.test(), folder.weights())
            : Optional.empty();
    finish(common, result, test, use);
    return test.metrics();
  }

  private static Transform prepare(Settings settings, Normalize normalize) {
    return settings.network().text() ? Transform.IDENTITY : normalize;
  }

  /** A tuned model is always the one in the folder, so that a resumed run has the same graph. */
  private Module model() throws IOException {
    Tuning tuning = settings.tuning();
    if (tuning == null) {
      Network network = settings.network();
      Module model =
          network.create(source.classes().size()).build(network.input(), settings.seed());
      write(model);
      return model;
    }
    if (given != null) {
      write(given);
      folder.writeStart(given);
    }
    Module model = folder.startModel();
    tuning.freeze(model);
    return model;
  }

  private void write(Module model) throws IOException {
    if (!resumed) {
      folder.writeModel(
          settings,
          model,
          source.train().shape(),
          source.classes(),
          normalize,
          source.provenance());
    }
  }

  /** Returns options that keep what was asked for beside the weights. */
  private TrainerOptions kept(Module model, TrainerOptions options) {
    Averaging averaging = settings.averaging();
    TrainerOptions all = averaging.ema() == null ? options : options.averaging(averaging.ema());
    return averaging.snapshots() == null
        ? all
        : all.listener(
            new Snapshots(
                model, folder.snapshotFolder(), settings.chosenEpochs() / averaging.snapshots()));
  }

  private int trainSamples() {
    return (int) Math.round(source.train().size() * (1 - settings.validation()));
  }

  private TrainingResult train(
      Module model, TrainerOptions options, Objective objective, Optional<Findings> findings)
      throws IOException {
    try {
      return new Trainer(model, options, objective).train(source.train());
    } catch (DivergedException e) {
      findings.ifPresent(f -> f.tell(e));
      throw e;
    }
  }

  private Checkpointing checkpointing() {
    Checkpointing every = Checkpointing.in(folder.checkpoints()).everySteps(execution.every());
    return resumed ? every.resuming() : every;
  }

  private Validation validation() {
    return settings.validation() == 0
        ? Validation.none()
        : Validation.of(settings.validation()).patience(settings.patience());
  }

  private void announce(Common common) {
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", resumed ? "resume" : "start");
      event.putAll(settings.json());
      event.put("data", source.provenance());
      event.put("run", folder.path().toString());
      common.out().println(Json.line(event));
    } else {
      common.out().println("data  " + source.provenance());
      common.out().println((resumed ? "goes on: " : "run   ") + folder.path());
    }
  }

  private void finish(
      Common common, TrainingResult result, Evaluation test, Optional<TestUse> use) {
    double accuracy = test.metrics().accuracy();
    String part = settings.fold() == null ? "test" : "held_out";
    if (common.json) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("event", "done");
      event.put(part + "_accuracy", accuracy);
      Words.errors(event, part, test.metrics());
      event.put(part + "_loss", test.metrics().loss());
      use.ifPresent(u -> event.put("test_uses", u.count()));
      event.put("seconds", result.seconds());
      event.put("images_per_second", result.imagesPerSecond());
      event.put("steps", result.steps());
      event.put("report", folder.report().toString());
      common.out().println(Json.line(event));
      return;
    }
    long wrong = Math.round((1 - accuracy) * test.samples());
    List.of(
            String.format(
                Locale.ROOT,
                "%s accuracy %.2f %% (%,d of %,d wrong), %s, %s loss %.4f",
                part.replace('_', '-'),
                100 * accuracy,
                wrong,
                test.samples(),
                Words.errors(test.metrics()),
                part.replace('_', '-'),
                test.metrics().loss()),
            String.format(
                Locale.ROOT,
                "trained in %.1f s, %,.0f images/s",
                result.seconds(),
                result.imagesPerSecond()),
            "report " + folder.report())
        .forEach(common.out()::println);
    TestUses.warn(common, use);
  }
}
