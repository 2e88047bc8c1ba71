package dev.cajal.cli;

import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.nn.distill.Distillation;
import dev.cajal.nn.distill.Hint;
import dev.cajal.nn.loss.Loss;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Constant;
import dev.cajal.nn.pretrain.Autoencoder;
import dev.cajal.nn.pretrain.Corruption;
import dev.cajal.nn.pretrain.LayerScheme;
import dev.cajal.nn.pretrain.Pretraining;
import dev.cajal.nn.pretrain.Rbm;
import dev.cajal.nn.pretrain.SupervisedLayers;
import dev.cajal.nn.train.Checkpointing;
import dev.cajal.nn.train.Objective;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a network learns before its labels, and from whom beside them; null means nothing.
 *
 * @param pretrain what the hidden layers learn one after the other
 * @param pretrainEpochs how long each
 * @param teacher the run folder of the model to learn from
 * @param temperature of the soft targets
 * @param hint a layer of the student and one of the teacher: {@code STUDENT=TEACHER}
 */
record Lessons(
    @Nullable String pretrain,
    @Nullable Integer pretrainEpochs,
    @Nullable String teacher,
    @Nullable Double temperature,
    @Nullable String hint) {
  static final Lessons NONE = new Lessons(null, null, null, null, null);
  private static final int PRETRAIN_EPOCHS = 5;
  private static final double TEMPERATURE = 4;

  /** The hint is a share of the epochs, on top of them. */
  private static final int HINT_SHARE = 4;

  void check() {
    if (pretrain == null && pretrainEpochs != null) {
      throw new UsageException("--pretrain-epochs goes with --pretrain");
    }
    if (pretrain != null) {
      scheme(pretrain);
    }
    if (pretrainEpochs != null && pretrainEpochs < 1) {
      throw new UsageException("--pretrain-epochs must be at least 1, found " + pretrainEpochs);
    }
    if (teacher == null && (temperature != null || hint != null)) {
      throw new UsageException("--temperature and --hint go with --teacher RUN");
    }
    if (temperature != null && !(temperature > 0 && Double.isFinite(temperature))) {
      throw new UsageException("--temperature must be a positive number, found " + temperature);
    }
    if (hint != null && layers(hint).size() != 2) {
      throw new UsageException(
          "--hint names a layer of the student and one of the teacher, as relu2=relu1; found '"
              + hint
              + "'");
    }
  }

  private static List<String> layers(String hint) {
    return List.of(hint.split("=", -1));
  }

  private static LayerScheme scheme(String name) {
    return switch (name) {
      case "autoencoder" -> Autoencoder.tied();
      case "denoising" -> Autoencoder.tied().corruption(Corruption.masking(0.25));
      case "rbm" -> Rbm.cd(1);
      case "supervised" -> new SupervisedLayers();
      default ->
          throw new UsageException(
              "no pretraining is called '"
                  + name
                  + "'; there are autoencoder, denoising, rbm, supervised");
    };
  }

  /** Returns what the run makes small. */
  Objective objective(Loss loss, @Nullable Module teaching) {
    return teaching == null
        ? Objective.of(loss)
        : Distillation.from(teaching).temperature(chosenTemperature()).hard(loss);
  }

  private double chosenTemperature() {
    return temperature == null ? TEMPERATURE : temperature;
  }

  /**
   * Returns the teacher, if there is one.
   *
   * @throws IOException if it knows other classes or images
   */
  @Nullable Module teaching(Dataset data, Normalize normalize) throws IOException {
    if (teacher == null) {
      return null;
    }
    RunFolder folder = RunFolder.open(Path.of(teacher));
    if (!folder.classes().equals(data.classes())) {
      throw new IOException(
          "the teacher knows the classes "
              + folder.classes()
              + ", the data has "
              + data.classes()
              + "; choose another --teacher");
    }
    if (!folder.sample().equals(data.shape()) || !folder.normalize().equals(normalize)) {
      throw new IOException(
          "the teacher "
              + teacher
              + " was trained on images of another size or normalisation; train it on the same"
              + " data, and as many --samples");
    }
    return folder.model();
  }

  /**
   * Teaches what comes before the labels. A stage that a killed run has finished is not repeated.
   */
  void before(
      Module model,
      @Nullable Module teaching,
      Dataset data,
      TrainerOptions options,
      Path folder,
      Stages stages)
      throws IOException {
    TrainerOptions plain =
        options
            .optimizer(Adam.of(1e-3))
            .groups(List.of())
            .schedule(new Constant())
            .pipeline(options.pipeline().mixup(0))
            .validation(Validation.none());
    if (pretrain != null) {
      if (!(model instanceof Sequential chain)) {
        throw new UsageException("--pretrain needs a chain of layers, and the network is none");
      }
      int epochs = pretrainEpochs == null ? PRETRAIN_EPOCHS : pretrainEpochs;
      TrainerOptions own = saved(plain, folder.resolve("pretrain")).epochs(epochs);
      Pretraining.of(scheme(pretrain), own)
          .train(chain, data, path -> stages.listener("pretrain " + path));
    }
    if (hint != null && teaching != null) {
      List<String> layers = layers(hint);
      Hint stage =
          Hint.between(model, layers.get(0), teaching, layers.get(1), data.shape(), options.seed());
      TrainerOptions own =
          saved(plain, folder.resolve("hint"))
              .epochs(Math.max(1, options.epochs() / HINT_SHARE))
              .listener(stages.listener("hint " + hint));
      new Trainer(model, own, stage).train(data);
    }
  }

  private static TrainerOptions saved(TrainerOptions options, Path folder) {
    Optional<Checkpointing> run = options.checkpoints();
    return run.isEmpty()
        ? options
        : options.checkpoints(
            new Checkpointing(folder, run.get().everySteps(), run.get().resume()));
  }

  /** Reads what {@link #options} gives. */
  static Lessons read(Map<String, Object> given) {
    Object epochs = given.get("--pretrain-epochs");
    Object temperature = given.get("--temperature");
    return new Lessons(
        text(given, "--pretrain"),
        epochs == null ? null : ((Number) epochs).intValue(),
        text(given, "--teacher"),
        temperature == null ? null : ((Number) temperature).doubleValue(),
        text(given, "--hint"));
  }

  private static @Nullable String text(Map<String, Object> given, String option) {
    Object value = given.get(option);
    return value == null ? null : value.toString();
  }

  /** Returns what was asked for, by the name of the option. */
  Map<String, Object> options() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("--pretrain", pretrain);
    all.put("--pretrain-epochs", pretrainEpochs);
    all.put("--teacher", teacher);
    all.put("--temperature", temperature);
    all.put("--hint", hint);
    Map<String, Object> given = new LinkedHashMap<>();
    all.forEach((option, value) -> {
      if (value != null) {
        given.put(option, value);
      }
    });
    return given;
  }
}
