package dev.cajal.nn.train;

import dev.cajal.nn.Module;
import dev.cajal.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.Map;

/** A copy of everything that a model saves, taken after its best epoch. */
final class BestWeights {
  private final Map<String, Pair> pairs = new LinkedHashMap<>();

  private record Pair(Variable variable, Variable copy) {}

  BestWeights(Module model) {
    model
        .state()
        .forEach((path, variable) ->
            pairs.put(path, new Pair(variable, new Variable(path, variable.type()))));
  }

  /** Returns the copies by path. */
  Map<String, Variable> copies() {
    Map<String, Variable> copies = new LinkedHashMap<>();
    pairs.forEach((path, pair) -> copies.put(path, pair.copy()));
    return copies;
  }

  void keep() {
    pairs.values().forEach(pair -> pair.copy().set(pair.variable().rowMajor()));
  }

  void giveBack() {
    pairs.values().forEach(pair -> pair.variable().set(pair.copy().rowMajor()));
  }
}
