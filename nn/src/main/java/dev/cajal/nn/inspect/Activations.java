package dev.cajal.nn.inspect;

import dev.cajal.nn.Module;
import dev.cajal.nn.PathPattern;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every layer of a model puts out for some samples, in use: no dropout, running statistics.
 * All layers are computed in one plan.
 *
 * <pre>{@code
 * Activations seen = Activations.of(model, images); // [n, 1, 28, 28]
 * seen.layers(); // [conv1, relu1, pool1, …]
 * float[] maps = seen.at("relu1").toArray(); // [n, 6, 24, 24]
 * }</pre>
 */
public final class Activations {
  private final Map<String, Tensor> values;

  private Activations(Map<String, Tensor> values) {
    this.values = values;
  }

  /**
   * Computes the outputs of all layers.
   *
   * @param model built
   * @param input samples as the model takes them, prepared, [n, …]
   * @throws dev.cajal.backend.ShapeException if the input does not fit the model
   */
  public static Activations of(Module model, Tensor input) {
    return of(model, input, new PathPattern("*"));
  }

  /**
   * Computes the outputs of some layers; what comes after the last of them is not computed.
   *
   * @param model built
   * @param input samples as the model takes them, prepared, [n, …]
   * @param layers which ones
   * @throws IllegalArgumentException if no layer fits the pattern, naming the nearest
   * @throws dev.cajal.backend.ShapeException if the input does not fit the model
   */
  public static Activations of(Module model, Tensor input, PathPattern layers) {
    Variable samples = new Variable("samples", input.type());
    samples.set(input.values());
    Layers all = Layers.of(model.apply(samples.tensor(Trace.evaluation())));
    Map<String, Tensor> values = new LinkedHashMap<>();
    all.paths(layers).forEach(path -> values.put(path, all.output(path)));
    Tensor.evaluate(values.values().toArray(Tensor[]::new));
    values.replaceAll((path, tensor) -> tensor.detach());
    return new Activations(values);
  }

  /** Returns the paths of the layers, in the order of computation. */
  public List<String> layers() {
    return List.copyOf(values.keySet());
  }

  /**
   * Returns what a layer put out, [n, …].
   *
   * @param layer one of {@link #layers()}
   * @throws IllegalArgumentException if it is none of them
   */
  public Tensor at(String layer) {
    Tensor tensor = values.get(layer);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "activations of layer '" + layer + "' were not computed; there are " + values.keySet());
    }
    return tensor;
  }
}
