package dev.cajal.nn.io;

import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Saves and loads the parameters and buffers of a model by their paths, as PyTorch names them; also
 * in part, from files or other models that share only some of them.
 *
 * <pre>{@code
 * Weights.load(file, model); // all of them, or an error that says what does not fit
 * WeightReport report = Weights.loadFitting(file, other); // what fits; the rest stays as drawn
 * Weights.copyFitting(small, large, path -> path.replace("features.3.", "features.5."));
 * }</pre>
 */
public final class Weights {
  private Weights() {}

  /**
   * Writes the weights of a model, atomically.
   *
   * @param metadata free text to store beside them
   * @throws IOException if the file cannot be written; what was there stays
   */
  public static void save(Path file, Module model, Map<String, String> metadata)
      throws IOException {
    Safetensors.write(file, metadata, model.state());
  }

  /**
   * Reads weights into a model that is built. Nothing is changed unless all of them fit.
   *
   * @return the free text that was stored beside them
   * @throws FormatException if the file is damaged, or its tensors are not those of the model; it
   *     says which are missing, unexpected and mismatched
   * @throws IOException if the file cannot be read
   */
  public static Map<String, String> load(Path file, Module model) throws IOException {
    Map<String, Variable> state = model.state();
    try (Safetensors saved = Safetensors.open(file)) {
      WeightReport report = compare(state, types(saved), UnaryOperator.identity());
      if (!report.complete()) {
        throw new FormatException(
            file.toString(), Long.BYTES, "these are weights of another model: " + report);
      }
      for (Map.Entry<String, Variable> entry : state.entrySet()) {
        entry.getValue().set(saved.read(entry.getKey()));
      }
      return Map.copyOf(saved.metadata());
    }
  }

  /**
   * Reads those weights into a model that have the path, type and shape of one of its parameters or
   * buffers; the others stay as they are.
   *
   * @return what was taken and what was not
   * @throws FormatException if the file is damaged
   * @throws IOException if the file cannot be read
   */
  public static WeightReport loadFitting(Path file, Module model) throws IOException {
    return loadFitting(file, model, UnaryOperator.identity());
  }

  /**
   * Reads those weights into a model that fit under another name.
   *
   * @param source gives, for a path of the model, the name of its tensor in the file
   * @return what was taken and what was not
   * @throws FormatException if the file is damaged
   * @throws IOException if the file cannot be read
   */
  public static WeightReport loadFitting(Path file, Module model, UnaryOperator<String> source)
      throws IOException {
    try (Safetensors saved = Safetensors.open(file)) {
      WeightReport report = compare(model.state(), types(saved), source);
      for (String path : report.taken()) {
        model.variable(path).set(saved.read(source.apply(path)));
      }
      return report;
    }
  }

  /**
   * Copies from one built model to another what fits.
   *
   * @param source gives, for a path of the target, the path whose value it gets; one that the
   *     source does not have means none
   * @return what was taken and what was not
   */
  public static WeightReport copyFitting(Module from, Module to, UnaryOperator<String> source) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    from.state().forEach((path, variable) -> types.put(path, variable.type()));
    WeightReport report = compare(to.state(), types, source);
    for (String path : report.taken()) {
      to.variable(path).set(from.variable(source.apply(path)).rowMajor());
    }
    return report;
  }

  private static Map<String, TensorType> types(Safetensors saved) throws FormatException {
    Map<String, TensorType> types = new LinkedHashMap<>();
    for (String name : saved.names()) {
      types.put(name, saved.type(name));
    }
    return types;
  }

  private static WeightReport compare(
      Map<String, Variable> state, Map<String, TensorType> found, UnaryOperator<String> source) {
    List<String> taken = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> mismatched = new ArrayList<>();
    Set<String> used = new HashSet<>();
    state.forEach((path, variable) -> {
      String name = source.apply(path);
      TensorType type = found.get(name);
      if (type == null) {
        missing.add(path);
        return;
      }
      used.add(name);
      if (type.equals(variable.type())) {
        taken.add(path);
      } else {
        mismatched.add(path + " is " + type + ", the model has " + variable.type());
      }
    });
    List<String> unexpected = found.keySet().stream().filter(n -> !used.contains(n)).toList();
    return new WeightReport(taken, missing, unexpected, mismatched);
  }
}
