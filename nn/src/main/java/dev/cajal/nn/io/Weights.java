package dev.cajal.nn.io;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Saves and loads the parameters and buffers of a model by their paths, as PyTorch names them. */
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
   * @throws FormatException if the file is damaged, or its tensors are not those of the model
   * @throws IOException if the file cannot be read
   */
  public static Map<String, String> load(Path file, Module model) throws IOException {
    Map<String, Variable> state = model.state();
    try (Safetensors saved = Safetensors.open(file)) {
      for (Map.Entry<String, Variable> entry : state.entrySet()) {
        String path = entry.getKey();
        if (!saved.type(path).equals(entry.getValue().type())) {
          throw new FormatException(
              file.toString(),
              Long.BYTES,
              "%s is %s, the model has %s; it was saved from another model"
                  .formatted(path, saved.type(path), entry.getValue().type()));
        }
      }
      for (String name : saved.names()) {
        if (!state.containsKey(name)) {
          throw new FormatException(
              file.toString(),
              Long.BYTES,
              "tensor '%s' is unknown to the model; it was saved from another".formatted(name));
        }
      }
      for (Map.Entry<String, Variable> entry : state.entrySet()) {
        entry.getValue().set(saved.read(entry.getKey()));
      }
      return Map.copyOf(saved.metadata());
    }
  }
}
