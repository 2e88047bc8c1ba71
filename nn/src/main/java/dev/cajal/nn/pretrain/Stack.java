package dev.cajal.nn.pretrain;

import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.PathPattern;
import dev.cajal.nn.Sequential;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.ArrayList;
import java.util.List;

/** The layers of a chain in order, those of chains within it as well. */
final class Stack {
  private final List<Module> layers = new ArrayList<>();

  Stack(Sequential model) {
    model.children().values().forEach(this::add);
  }

  private void add(Module layer) {
    if (layer instanceof Sequential chain) {
      chain.children().values().forEach(this::add);
    } else {
      layers.add(layer);
    }
  }

  /** Applies the layers from one place to before another, each under its own path. */
  Tensor apply(int from, int to, Tensor x) {
    Tensor y = x;
    for (Module layer : layers.subList(from, to)) {
      y = apply(layer, y);
    }
    return y;
  }

  private static Tensor apply(Module layer, Tensor x) {
    Trace trace = x.trace();
    int dot = layer.path().lastIndexOf('.');
    return dot < 0 || trace == null
        ? layer.apply(x)
        : trace.within(layer.path().substring(0, dot), () -> layer.apply(x));
  }

  Module layer(int place) {
    return layers.get(place);
  }

  List<Module> layers(int from, int to) {
    return layers.subList(from, to);
  }

  /**
   * Returns the hidden layers whose paths match one of the patterns, or all if there are none. The
   * last linear layer gives the scores; it is no hidden one.
   */
  List<HiddenLayer> hidden(List<PathPattern> patterns) {
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < layers.size(); place++) {
      if (layers.get(place) instanceof Linear) {
        places.add(place);
      }
    }
    List<HiddenLayer> hidden = new ArrayList<>();
    for (int i = 0; i + 1 < places.size(); i++) {
      hidden.add(new HiddenLayer(this, places.get(i), places.get(i + 1)));
    }
    List<String> paths = hidden.stream().map(HiddenLayer::path).toList();
    if (hidden.isEmpty()) {
      throw new IllegalArgumentException(
          "pretraining: the model has no hidden linear layer; it has " + paths(layers));
    }
    for (PathPattern pattern : patterns) {
      if (paths.stream().noneMatch(pattern::matches)) {
        throw new IllegalArgumentException(
            "pretraining: no hidden linear layer matches '" + pattern + "'; they are " + paths);
      }
    }
    return hidden.stream()
        .filter(h -> patterns.isEmpty() || patterns.stream().anyMatch(p -> p.matches(h.path())))
        .toList();
  }

  private static List<String> paths(List<Module> layers) {
    return layers.stream().map(layer -> layer.path() + " " + layer.type()).toList();
  }
}
