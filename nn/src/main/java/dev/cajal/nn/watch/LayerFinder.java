package dev.cajal.nn.watch;

import dev.cajal.nn.Module;
import dev.cajal.nn.inspect.Layers;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the layers of a model with the parameters of each. */
final class LayerFinder {
  private LayerFinder() {}

  /** Returns a probe for the last result of each path, in the order of computation. */
  static List<LayerProbe> find(Module model, Tensor output) {
    Map<String, List<Variable>> parameters = new LinkedHashMap<>();
    for (Variable parameter : model.parameters()) {
      parameters.computeIfAbsent(owner(parameter), p -> new ArrayList<>()).add(parameter);
    }
    Layers layers = Layers.of(output);
    return layers.paths().stream()
        .map(path ->
            new LayerProbe(path, layers.output(path), parameters.getOrDefault(path, List.of())))
        .toList();
  }

  private static String owner(Variable parameter) {
    int dot = parameter.name().lastIndexOf('.');
    return dot < 0 ? "" : parameter.name().substring(0, dot);
  }
}
