package dev.cajal.nn.saved;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The architecture of a model as plain values (maps, lists, texts, numbers, truth values), ready to
 * be written as JSON: its parameters by path, type and shape, and its graph as it is in use and as
 * it is in training. Any model can be saved whose {@code forward} uses registered operations,
 * whatever Java code it is made of; numbers that depend on the size of the batch are found by
 * tracing it with several.
 *
 * <pre>{@code
 * Map<String, Object> json = SavedModel.of(model, Shape.of(1, 28, 28)).toMap();
 * Module same = SavedModel.fromMap(json).rebuild();
 * Weights.load(file, same);
 * }</pre>
 */
public final class SavedModel {
  private static final String FORMAT = "cajal-graph";
  private static final int VERSION = 1;

  private final Map<String, Object> values;

  private SavedModel(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Describes a model that is built, for float32 samples.
   *
   * @param sample the shape of one sample, without the batch
   * @throws IllegalArgumentException if the model uses an operation that is not registered, a
   *     variable of its own, or numbers that depend on the batch in another way than in proportion
   */
  public static SavedModel of(Module model, Shape sample) {
    return of(model, new TensorType(DType.FLOAT32, sample));
  }

  /** Describes a model that is built, for samples of a type. */
  public static SavedModel of(Module model, TensorType sample) {
    return of(model, sample, Cut.NONE);
  }

  /**
   * Describes what a model computes before a layer: the layer, and what comes after it, is left
   * out.
   *
   * @param layer its path, such as {@code classifier.6}
   * @throws IllegalArgumentException if there is no such layer, naming the nearest, or if more than
   *     one tensor enters it
   */
  public static SavedModel before(Module model, TensorType sample, String layer) {
    return of(model, sample, Cut.before(model, layer));
  }

  /**
   * Describes what a model computes up to a layer, which is part of it.
   *
   * @param layer its path, such as {@code features}
   * @throws IllegalArgumentException if there is no such layer, naming the nearest, or if more than
   *     one tensor leaves it
   */
  public static SavedModel upTo(Module model, TensorType sample, String layer) {
    return of(model, sample, Cut.after(model, layer));
  }

  private static SavedModel of(Module model, TensorType sample, Cut cut) {
    Map<String, Object> evaluation = graph(model, sample, false, cut);
    Map<String, Object> training = graph(model, sample, true, cut);
    Set<String> used =
        cut.equals(Cut.NONE) ? model.state().keySet() : named(evaluation, training, "path");
    Set<String> places =
        cut.equals(Cut.NONE) ? model.modules().keySet() : named(evaluation, training, "at");
    List<Object> parameters = new ArrayList<>();
    Set<Variable> buffers = new HashSet<>(model.buffers());
    model
        .state()
        .forEach((path, variable) -> {
          if (used.contains(path)) {
            parameters.add(
                Options.of(
                    "path", path,
                    "dtype", variable.type().dtype(),
                    "shape", variable.type().shape(),
                    "buffer", buffers.contains(variable)));
          }
        });
    List<Object> modules = new ArrayList<>();
    model
        .modules()
        .forEach((path, part) -> {
          if (path.isEmpty()
              || places.stream().anyMatch(at -> at.equals(path) || at.startsWith(path + "."))) {
            modules.add(Options.of("path", path, "layer", part.toString()));
          }
        });
    return new SavedModel(
        Options.of(
            "format",
            FORMAT,
            "version",
            VERSION,
            "input",
            Options.of("dtype", sample.dtype(), "shape", sample.shape()),
            "modules",
            modules,
            "parameters",
            parameters,
            "evaluation",
            evaluation,
            "training",
            training));
  }

  /** Returns what is named under a key by the nodes of two graphs. */
  private static Set<String> named(Map<String, ?> one, Map<String, ?> other, String key) {
    Set<String> names = new HashSet<>();
    for (Map<String, ?> graph : List.of(one, other)) {
      for (Options node : new Options("graph", graph, 1).objects("nodes")) {
        names.add(node.textOrEmpty(key));
      }
    }
    return names;
  }

  private static Map<String, Object> graph(
      Module model, TensorType sample, boolean training, Cut cut) {
    List<Map<String, Object>> graphs = new ArrayList<>();
    for (long batch : PerBatch.SIZES) {
      graphs.add(Recorder.record(model, batched(sample, batch), training, cut));
    }
    List<Object> nodes = new ArrayList<>();
    List<List<?>> rows = graphs.stream().<List<?>>map(g -> (List<?>) g.get("nodes")).toList();
    for (int i = 0; i < rows.getFirst().size(); i++) {
      int place = i;
      Object node = rows.getFirst().get(i);
      try {
        nodes.add(
            PerBatch.unite(rows.stream().map(r -> place < r.size() ? r.get(place) : "").toList()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "the model cannot be saved: " + node + " " + e.getMessage(), e);
      }
    }
    Map<String, Object> united = new LinkedHashMap<>(graphs.getFirst());
    united.put("nodes", nodes);
    return united;
  }

  private static TensorType batched(TensorType sample, long batch) {
    return sample.with(Shape.of(batch).concat(sample.shape()));
  }

  /**
   * Checks plain values that came from a file. Nothing in them is trusted: they name operations of
   * a closed registry, never classes.
   *
   * @throws IllegalArgumentException if they describe no model, saying where and why
   */
  public static SavedModel fromMap(Map<String, ?> map) {
    Options model = options(map);
    if (!model.text("format").equals(FORMAT)) {
      throw model.wrong("format", "is '" + model.text("format") + "', expected " + FORMAT);
    }
    if (model.number("version") != VERSION) {
      throw model.wrong("version", "is " + model.number("version") + ", expected " + VERSION);
    }
    SavedModel saved = new SavedModel(new LinkedHashMap<>(map));
    saved.rebuild();
    return saved;
  }

  private static Options options(Map<String, ?> map) {
    return new Options("saved model", map, PerBatch.SIZES.getFirst());
  }

  /** Returns the plain values. */
  public Map<String, Object> toMap() {
    return new LinkedHashMap<>(values);
  }

  /** Returns the type of one sample, without the batch. */
  public TensorType sample() {
    return options(values).object("input").type();
  }

  /**
   * Returns a new model with this graph. Its parameters have shapes, but no values: load them.
   *
   * @throws IllegalArgumentException if the shapes of the graph do not fit each other
   */
  public Module rebuild() {
    return declared(new GraphModule(options(values)));
  }

  /**
   * Returns a new model that applies a module of any kind to what this graph puts out. Its
   * parameters have shapes, but no values: load those of the graph, and draw those of the module by
   * {@link Module#initialise}.
   *
   * @param path where the module is to be, such as {@code classifier.6}; not taken by the graph
   * @param next not built
   * @throws IllegalArgumentException if the path is taken
   * @throws dev.cajal.backend.ShapeException if the module does not take what the graph puts out
   */
  public Module rebuild(String path, Module next) {
    return declared(new GraphModule(options(values)).then(path, next));
  }

  private GraphModule declared(GraphModule model) {
    model.declare(sample());
    Recorder.record(model, batched(sample(), PerBatch.SIZES.getFirst()), true);
    return model;
  }
}
