package dev.cajal.nn.pretrain;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A module that trains along with a hidden layer and is thrown away afterwards. */
final class Helper {
  private final Sequential root;
  private final Module module;

  /** Builds the module for the outputs of a layer; the name is one that no layer of a user has. */
  Helper(String kind, Module module, long inputs, long seed) {
    this.module = module;
    root = new Sequential().then("pretraining " + kind, module);
    root.build(Shape.of(inputs), seed);
  }

  Module module() {
    return module;
  }

  List<Variable> with(List<Variable> parameters) {
    return Stream.concat(parameters.stream(), root.parameters().stream()).toList();
  }

  Map<String, Variable> state() {
    return root.state();
  }
}
