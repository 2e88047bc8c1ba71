package dev.cajal.nn.saved;

import dev.cajal.grad.Topology;
import dev.cajal.nn.Module;
import dev.cajal.nn.Nearest;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Constant;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a traced graph is cut off. Layers are found on the graph by the paths of its nodes, so that
 * models written in Java and saved graphs are cut alike.
 *
 * @param layer the path; empty for no cut
 * @param below whether the cut is before the layer
 */
record Cut(String layer, boolean below) {
  static final Cut NONE = new Cut("", false);

  static Cut before(Module model, String layer) {
    return new Cut(checked(model, layer), true);
  }

  static Cut after(Module model, String layer) {
    return new Cut(checked(model, layer), false);
  }

  private static String checked(Module model, String layer) {
    if (layer.isEmpty() || !model.modules().containsKey(layer)) {
      Set<String> layers = new LinkedHashSet<>(model.modules().keySet());
      layers.remove("");
      throw new IllegalArgumentException(
          "the model has no layer '" + layer + "'; the nearest are " + Nearest.to(layer, layers));
    }
    return layer;
  }

  /** Returns the tensor at the cut of a graph that ends in a tensor. */
  Tensor end(Tensor output) {
    if (layer.isEmpty()) {
      return output;
    }
    Set<Tensor> ends = new LinkedHashSet<>();
    for (Node node : Topology.order(List.of(output))) {
      for (Tensor input : node.inputs()) {
        boolean crosses = isIn(input.node()) != isIn(node) && isIn(node) == below;
        if (crosses && !isLeaf(input.node())) {
          ends.add(input);
        }
      }
    }
    if (!below && isIn(output.node())) {
      ends.add(output);
    }
    if (ends.size() == 1) {
      return ends.iterator().next();
    }
    throw new IllegalArgumentException(
        ends.isEmpty()
            ? "layer '" + layer + "' computes nothing here; name the layer before it"
            : "layer '%s' has %d %s; the model can be cut only where there is one"
                .formatted(layer, ends.size(), below ? "inputs" : "outputs"));
  }

  /** Keeps what is assigned to layers that are left. */
  List<Assignment> assignments(Tensor end, List<Assignment> all) {
    if (layer.isEmpty()) {
      return all;
    }
    Set<String> left = new HashSet<>();
    Topology.order(List.of(end)).stream().filter(n -> !isLeaf(n)).forEach(n -> left.add(n.path()));
    return all.stream().filter(a -> left.contains(a.value().node().path())).toList();
  }

  /** The input of the model is read too, but is no parameter. */
  private static boolean isLeaf(Node node) {
    return node.op() instanceof Constant
        || (node.op() instanceof Read read && read.variable().isSteady());
  }

  private boolean isIn(Node node) {
    return node.path().equals(layer) || node.path().startsWith(layer + ".");
  }
}
