package dev.cajal.nn.distill;

import dev.cajal.grad.Topology;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a layer put out on the graph of what the model put out. */
final class LayerOutput {
  private LayerOutput() {}

  /**
   * Returns the output of the layer at a path: the last thing computed there, so that models
   * written in Java and saved graphs are read alike.
   *
   * @throws IllegalArgumentException if nothing is computed there
   */
  static Tensor of(Tensor output, String path, Module model) {
    return Topology.order(List.of(output)).stream()
        .filter(node -> !(node.op() instanceof Read) && isAt(node.path(), path))
        .max(Comparator.comparingLong(Node::id))
        .map(node -> node.outputs().getFirst())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "hint: nothing is computed at '%s' of %s; what computes is %s"
                    .formatted(path, model.type(), paths(output))));
  }

  private static boolean isAt(String path, String layer) {
    return path.equals(layer) || path.startsWith(layer + ".");
  }

  private static Set<String> paths(Tensor output) {
    Set<String> paths = new TreeSet<>();
    Topology.order(List.of(output)).forEach(node -> paths.add(node.path()));
    paths.remove("");
    return paths;
  }
}
