package dev.cajal.cli;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.graph.Precision;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Fold;
import dev.cajal.nn.data.Splits;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.data.transform.Preprocessing;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.AdamW;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.ParameterGroup;
import dev.cajal.nn.optim.Schedule;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.WarmRestarts;
import dev.cajal.vision.DataSources;
import dev.cajal.vision.Environment;
import dev.cajal.vision.folder.ImageOptions;
import dev.cajal.zoo.Network;
import dev.cajal.zoo.Recipe;
import dev.cajal.zoo.Zoo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for; with the seed it decides the outcome of a run. Null means what the
 * recipe of the network says. It is saved with the run, so that the run can be resumed and
 * repeated.
 *
 * @param model a network of the zoo
 * @param limits of gradients and weights
 * @param validation share set aside
 * @param patience epochs without improvement before stopping; 0 for never
 * @param precision how exactly the network computes
 * @param seed of all that is random
 * @param samples how many training samples are used
 * @param lessons what comes before the labels, and beside them
 * @param tuning what is made of a trained model, if the run does not begin with random weights
 * @param preprocess what is fitted on the training samples and applied to all
 * @param fold which fold of the training samples is held out, such as 2/5; null for none
 * @param averaging what is kept beside the weights
 */
record Settings(
    String model,
    @Nullable String data,
    @Nullable Integer epochs,
    @Nullable Integer batch,
    @Nullable Double rate,
    @Nullable String optimizer,
    @Nullable Double decay,
    Limits limits,
    @Nullable String schedule,
    @Nullable List<String> augment,
    double validation,
    int patience,
    Precision precision,
    long seed,
    @Nullable Integer samples,
    Lessons lessons,
    @Nullable Tuning tuning,
    Preprocessing preprocess,
    @Nullable String fold,
    Averaging averaging) {

  /** Throws if a value cannot be meant, before any data is read. */
  void check() {
    Models.find(model);
    positive("--epochs", epochs);
    positive("--batch", batch);
    positive("--samples", samples);
    if (rate != null && !(rate > 0 && Double.isFinite(rate))) {
      throw new UsageException("--lr must be a positive number, found " + rate);
    }
    if (decay != null && !(decay >= 0 && Double.isFinite(decay))) {
      throw new UsageException("--decay must be a number from 0 up, found " + decay);
    }
    if (!(validation >= 0 && validation < 1)) {
      throw new UsageException("--validation must be in [0, 1), found " + validation);
    }
    if (patience < 0) {
      throw new UsageException("--patience must be at least 0, found " + patience);
    }
    limits.check();
    averaging.check(chosenEpochs(), schedule);
    if (network().text() && (augment != null || mixup() != 0)) {
      throw new UsageException("--augment and --mixup are for images; " + model + " reads text");
    }
    if (network().text() && (samples != null || tuning != null)) {
      throw new UsageException(
          "finetune and --samples are for networks of images; " + model + " reads text");
    }
    if (network().text() && !lessons.equals(Lessons.NONE)) {
      throw new UsageException(
          "--pretrain and --teacher are for networks of images; " + model + " reads text");
    }
    lessons.check();
    chosenOptimizer();
    chosenSchedule();
    augmentation();
  }

  private static void positive(String option, @Nullable Integer value) {
    if (value != null && value < 1) {
      throw new UsageException(option + " must be at least 1, found " + value);
    }
  }

  Network network() {
    return Zoo.find(model);
  }

  private Recipe recipe() {
    return network().recipe();
  }

  int chosenEpochs() {
    return epochs == null ? recipe().epochs() : epochs;
  }

  int chosenBatch() {
    return batch == null ? recipe().batch() : batch;
  }

  Optimizer chosenOptimizer() {
    Optimizer usual = recipe().optimizer();
    if (optimizer == null && rate == null && decay == null) {
      return usual;
    }
    return Words.optimizer(
        optimizer == null ? Words.name(usual) : optimizer,
        rate == null ? usual.rate() : rate,
        decay == null ? usualDecay(usual) : decay);
  }

  /** Biases and normalisation do not decay under AdamW. */
  List<ParameterGroup> groups(Module model) {
    boolean spared = chosenOptimizer() instanceof AdamW;
    List<ParameterGroup> groups = new ArrayList<>();
    if (tuning != null) {
      groups.addAll(tuning.groups(model, spared));
    }
    if (spared) {
      groups.add(ParameterGroup.vectors().decay(0));
    }
    return groups;
  }

  /** Returns these settings for a run that begins with a trained model. */
  Settings tuning(Tuning value) {
    return with(value, preprocess, fold);
  }

  /** Returns these settings with another preprocessing. */
  Settings preprocess(Preprocessing value) {
    return with(tuning, value, fold);
  }

  /** Returns these settings for a run that holds a fold out. */
  Settings fold(int number, int count) {
    return with(tuning, preprocess, number + "/" + count);
  }

  private Settings with(
      @Nullable Tuning newTuning, Preprocessing newPreprocess, @Nullable String newFold) {
    return new Settings(
        model,
        data,
        epochs,
        batch,
        rate,
        optimizer,
        decay,
        limits,
        schedule,
        augment,
        validation,
        patience,
        precision,
        seed,
        samples,
        lessons,
        newTuning,
        newPreprocess,
        newFold,
        averaging);
  }

  private static double usualDecay(Optimizer usual) {
    return switch (usual) {
      case Sgd sgd -> sgd.decay();
      case Adam adam -> adam.decay();
      case AdamW adamw -> adamw.decay();
      default -> 0;
    };
  }

  Schedule chosenSchedule() {
    if (averaging.snapshots() != null) {
      return new WarmRestarts(chosenEpochs() / averaging.snapshots());
    }
    return schedule == null ? recipe().schedule() : Words.schedule(schedule, chosenEpochs());
  }

  Transform augmentation() {
    if (augment == null) {
      return recipe().augments() ? recipe().augmentation() : Transform.IDENTITY;
    }
    return augment.equals(List.of("recipe"))
        ? recipe().augmentation()
        : Words.augmentation(augment, network().input());
  }

  /** The α of mixup; 0.2 is what the paper uses for images. */
  double mixup() {
    return augment != null && augment.contains(Words.MIXUP) ? 0.2 : 0;
  }

  /** Reads the data, or says in one line why it cannot be had. */
  DataSource resolve() throws IOException {
    // The libraries of the backends load while the disk is read.
    Thread.ofPlatform().daemon().start(() -> Backends.all().forEach(Backend::describe));
    DataSource all = Fitted.to(network().input(), found());
    return samples == null
        ? all
        : new DataSource(
            all.name(),
            Splits.few(all.train(), samples, seed),
            all.test(),
            all.provenance() + ", at most " + samples + " training samples");
  }

  /** Returns the data of this run: all of it, or a fold that stands in for the test samples. */
  DataSource folded(DataSource all) {
    if (fold == null) {
      return all;
    }
    String[] parts = fold.split("/", -1);
    int count = Integer.parseInt(parts[1]);
    Fold held = Splits.folds(all.train(), count, seed).get(Integer.parseInt(parts[0]) - 1);
    return new DataSource(
        all.name(),
        held.train(),
        held.heldOut(),
        all.provenance()
            + "; fold %s of the training samples is held out, %d samples, and no test sample used"
                .formatted(fold, held.heldOut().size()));
  }

  /** Returns whether the model reads text; what {@code cajal fit} makes does not. */
  boolean text() {
    return LearnerWords.ALL.stream().noneMatch(words -> words.name().equals(model))
        && network().text();
  }

  /** Reads the data as it is, or says in one line why it cannot be had. */
  DataSource found() throws IOException {
    Environment environment = Environment.system();
    if (text()) {
      return Texts.open(data, environment, network(), seed);
    }
    if (data != null) {
      return DataSources.resolve(data, environment, ImageOptions.AS_THEY_ARE, seed);
    }
    return network().input().dim(0) == 1
        ? DataSources.digits(environment, seed)
        : DataSources.colours(environment, seed);
  }

  /** Returns the command that repeats the run. */
  String command() {
    StringBuilder text =
        new StringBuilder("./cajal " + (tuning == null ? "train " + model : tuning.command()));
    option(text, "--data", data);
    option(text, "--samples", samples);
    option(text, "--epochs", epochs);
    option(text, "--batch", batch);
    option(text, "--optimizer", optimizer);
    option(text, "--lr", rate);
    option(text, "--decay", decay);
    limits.options().forEach((name, value) -> option(text, name, value));
    lessons.options().forEach((name, value) -> option(text, name, value));
    option(text, "--schedule", schedule);
    option(text, "--augment", augment == null ? null : String.join(",", augment));
    option(text, "--validation", validation == 0 ? null : validation);
    option(text, "--patience", patience == 0 ? null : patience);
    averaging.options().forEach((name, value) -> option(text, name, value));
    option(text, "--preprocess", preprocess == Preprocessing.STANDARDIZE ? null : preprocess);
    option(text, "--folds", fold == null ? null : fold.substring(fold.indexOf('/') + 1));
    option(text, "--precision", precision == Precision.STRICT ? null : precision);
    return text.append(" --seed ").append(seed).toString();
  }

  private static void option(StringBuilder text, String name, @Nullable Object value) {
    if (value != null) {
      text.append(' ').append(name).append(' ').append(value);
    }
  }

  Map<String, Object> json() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("model", model);
    object.put("data", data);
    object.put("epochs", epochs);
    object.put("batch", batch);
    object.put("rate", rate);
    object.put("optimizer", optimizer);
    object.put("decay", decay);
    object.put("clip", limits.clip());
    object.put("clip_value", limits.clipValue());
    object.put("max_norm", limits.maxNorm());
    object.put("l1", limits.l1());
    object.put("schedule", schedule);
    object.put("augment", augment);
    object.put("validation", validation);
    object.put("patience", patience);
    object.put("ema", averaging.ema());
    object.put("snapshots", averaging.snapshots());
    object.put("precision", precision.toString());
    object.put("seed", seed);
    object.put("samples", samples);
    object.put("lessons", lessons.equals(Lessons.NONE) ? null : lessons.options());
    object.put(
        "preprocess", preprocess == Preprocessing.STANDARDIZE ? null : preprocess.toString());
    object.put("fold", fold);
    object.put("tuning", tuning == null ? null : tuning.json());
    Map<String, Object> given = new LinkedHashMap<>();
    object.forEach((name, value) -> {
      if (value != null) {
        given.put(name, value);
      }
    });
    return given;
  }
}
