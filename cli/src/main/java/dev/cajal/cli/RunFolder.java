package dev.cajal.cli;

import dev.cajal.backend.Shape;
import dev.cajal.graph.Precision;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.nn.data.transform.Preprocessing;
import dev.cajal.nn.io.AtomicFile;
import dev.cajal.nn.io.Weights;
import dev.cajal.nn.saved.SavedModel;
import dev.cajal.nn.train.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The folder of a run: {@code model.json}, weights, metrics, checkpoints and the report. */
final class RunFolder {
  /** The normalisation of samples that are no images. */
  static final Normalize AS_IT_IS = new Normalize(List.of(0.0), List.of(1.0));

  private static final int FORMAT = 1;
  private static final long MAX_JSON = 10 << 20;

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder of a new run: the one asked for, or the next free one under {@code runs}. */
  static RunFolder create(@Nullable Path asked, String model) throws IOException {
    Path folder = asked;
    if (folder == null) {
      Path runs = Path.of("runs");
      folder = runs.resolve(model);
      for (int n = 2; Files.exists(folder); n++) {
        folder = runs.resolve(model + "-" + n);
      }
    } else if (Files.exists(folder.resolve("model.json"))) {
      throw new UsageException(
          folder
              + " holds a run already; go on with --resume "
              + folder
              + " or give another --out");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "cannot make the run folder " + folder + ": it is no folder, or may not be written", e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(
          "cannot write the run folder " + folder + "; choose another with --out");
    }
    return new RunFolder(folder);
  }

  /** Opens the folder of an earlier run. */
  static RunFolder open(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve("model.json"))) {
      throw new IOException(
          folder + " is no run folder: it has no model.json; cajal train writes one");
    }
    return new RunFolder(folder);
  }

  Path path() {
    return folder;
  }

  Path checkpoints() {
    return folder.resolve("checkpoint");
  }

  Path metrics() {
    return folder.resolve("metrics.csv");
  }

  Path report() {
    return folder.resolve("report.html");
  }

  Path weights() {
    return folder.resolve("model.safetensors");
  }

  Path watch() {
    return folder.resolve("watch.csv");
  }

  Path average() {
    return folder.resolve("model.ema.safetensors");
  }

  Path snapshotFolder() {
    return folder.resolve("snapshots");
  }

  /** Returns the weights at the end of each cycle. */
  List<Path> snapshots() throws IOException {
    List<Path> found = Snapshots.in(snapshotFolder());
    if (found.isEmpty()) {
      throw new IOException(folder + " keeps no snapshots; cajal train --snapshots N writes them");
    }
    return found;
  }

  /** Writes what is needed to use the model and to repeat the run. */
  void writeModel(
      Settings settings,
      Module model,
      Shape sample,
      List<String> classes,
      Normalize normalize,
      String provenance)
      throws IOException {
    write(model, sample, classes, normalize, settings.json(), settings.command(), provenance);
  }

  /** Writes a network of one layer that another learner fitted; it is evaluated like any other. */
  void writeFitted(
      Map<String, Object> settings,
      String command,
      Module model,
      DataSource source,
      Normalize normalize)
      throws IOException {
    Shape sample = source.train().shape();
    write(model, sample, source.classes(), normalize, settings, command, source.provenance());
    writeWeights(model);
  }

  private void write(
      Module model,
      Shape sample,
      List<String> classes,
      Normalize normalize,
      Map<String, Object> settings,
      String command,
      String provenance)
      throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("format", FORMAT);
    object.put("network", String.valueOf(settings.get("model")));
    object.put("graph", SavedModel.of(model, sample).toMap());
    object.put("classes", classes);
    object.put("normalize", Json.object("mean", normalize.mean(), "std", normalize.std()));
    object.put("settings", settings);
    object.put("data", provenance);
    object.put("command", command);
    object.put(
        "versions",
        Json.object("cajal", Version.text(), "java", System.getProperty("java.runtime.version")));
    AtomicFile.write(folder.resolve("model.json"), Json.pretty(object) + "\n");
  }

  /** Writes the weights and buffers of a model. */
  void writeWeights(Module model) throws IOException {
    Weights.save(weights(), model, Map.of("format", "pt"));
  }

  Settings settings() throws IOException {
    JsonNode s = required(json(), "settings");
    JsonNode augment = s.get("augment");
    List<String> words = new ArrayList<>();
    if (augment != null) {
      augment.forEach(word -> words.add(word.asString()));
    }
    return new Settings(
        required(s, "model").asString(),
        text(s, "data"),
        s.has("epochs") ? Integer.valueOf(s.get("epochs").asInt()) : null,
        s.has("batch") ? Integer.valueOf(s.get("batch").asInt()) : null,
        number(s, "rate"),
        text(s, "optimizer"),
        number(s, "decay"),
        new Limits(
            number(s, "clip"), number(s, "clip_value"), number(s, "max_norm"), number(s, "l1")),
        text(s, "schedule"),
        augment == null ? null : words,
        required(s, "validation").asDouble(),
        required(s, "patience").asInt(),
        s.has("precision") ? Words.precision(s.get("precision").asString()) : Precision.STRICT,
        required(s, "seed").asLong(),
        s.has("samples") ? Integer.valueOf(s.get("samples").asInt()) : null,
        s.has("lessons") ? Lessons.read(Json.map(s.get("lessons"))) : Lessons.NONE,
        s.has("tuning") ? Tuning.read(Json.map(s.get("tuning"))) : null,
        s.has("preprocess")
            ? Words.preprocessing(s.get("preprocess").asString())
            : Preprocessing.STANDARDIZE,
        text(s, "fold"),
        new Averaging(
            number(s, "ema"),
            s.has("snapshots") ? Integer.valueOf(s.get("snapshots").asInt()) : null));
  }

  private static @Nullable Double number(JsonNode node, String name) {
    return node.has(name) ? Double.valueOf(node.get(name).asDouble()) : null;
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null ? null : value.asString();
  }

  List<String> classes() throws IOException {
    List<String> classes = new ArrayList<>();
    required(json(), "classes").forEach(c -> classes.add(c.asString()));
    return classes;
  }

  Normalize normalize() throws IOException {
    JsonNode normalize = required(json(), "normalize");
    List<Double> mean = new ArrayList<>();
    List<Double> std = new ArrayList<>();
    required(normalize, "mean").forEach(v -> mean.add(v.asDouble()));
    required(normalize, "std").forEach(v -> std.add(v.asDouble()));
    try {
      return new Normalize(mean, std);
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          folder.resolve("model.json").toString(), 0, String.valueOf(e.getMessage()));
    }
  }

  /** Returns what is done to samples before the model sees them. */
  Transform prepare() throws IOException {
    return sample().rank() == 1 ? Transform.IDENTITY : normalize();
  }

  /** Writes the weights with which a run begins that does not begin with random ones. */
  void writeStart(Module model) throws IOException {
    Weights.save(start(), model, Map.of("format", "pt"));
  }

  /** Returns the model of a run as it was at the beginning, if that was written. */
  Module startModel() throws IOException {
    Module model = saved().rebuild();
    Weights.load(start(), model);
    return model;
  }

  private Path start() {
    return folder.resolve("start.safetensors");
  }

  /** Returns the shape of the samples that the model takes. */
  Shape sample() throws IOException {
    return saved().sample().shape();
  }

  /**
   * Returns the network that was trained, of its own layers, where {@link #model} gives its graph.
   */
  Module network() throws IOException {
    Settings settings = settings();
    if (settings.tuning() != null) {
      throw new IOException(
          folder + " is a fine-tuned run, of which only the graph is known; its layers are needed");
    }
    Module model =
        settings
            .network()
            .create(classes().size())
            .build(saved().sample(), saved().sample().dtype(), settings.seed());
    Weights.load(weights(), model);
    return model;
  }

  /** Returns the trained model. */
  Module model() throws IOException {
    return model(weights());
  }

  /** Returns the model with other weights of the run. */
  Module model(Path weights) throws IOException {
    Module model = saved().rebuild();
    Weights.load(weights, model);
    return model;
  }

  /** Returns the model with the moving average of its weights. */
  Module averageModel() throws IOException {
    if (!Files.exists(average())) {
      throw new IOException(
          folder + " keeps no moving average; cajal train --ema DECAY writes one");
    }
    return model(average());
  }

  private SavedModel saved() throws IOException {
    try {
      return SavedModel.fromMap(Json.map(required(json(), "graph")));
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          folder.resolve("model.json").toString(), 0, String.valueOf(e.getMessage()));
    }
  }

  private JsonNode json() throws IOException {
    Path file = folder.resolve("model.json");
    if (Files.size(file) > MAX_JSON) {
      throw new FormatException(file.toString(), 0, "larger than 10 MiB; it is no model.json");
    }
    JsonNode root;
    try {
      root = Json.read(Files.readString(file));
    } catch (JacksonException e) {
      throw new FormatException(file.toString(), 0, "not valid JSON: " + e.getOriginalMessage());
    }
    int format = required(root, "format").asInt(0);
    if (format != FORMAT) {
      throw new IOException(
          file + " has format " + format + ", this version reads " + FORMAT + "; update Cajal");
    }
    return root;
  }

  private JsonNode required(JsonNode node, String name) throws IOException {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new FormatException(
          folder.resolve("model.json").toString(), 0, "'" + name + "' is missing");
    }
    return value;
  }
}
