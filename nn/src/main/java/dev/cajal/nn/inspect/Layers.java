package dev.cajal.nn.inspect;

import dev.cajal.grad.Topology;
import dev.cajal.nn.Nearest;
import dev.cajal.nn.PathPattern;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers that a model was made of, found in the graph of what it put out: every node knows the
 * path of the module at which it was recorded, so that models written in Java and saved graphs are
 * read alike. The output of a layer is the last thing computed at its path or below it.
 *
 * <pre>{@code
 * Variable images = new Variable("images", TensorType.float32(1, 1, 28, 28));
 * Layers layers = Layers.of(model.apply(images.tensor(Trace.evaluation())));
 * Tensor maps = layers.output("conv1"); // [1, 6, 24, 24], a tensor like any other
 * }</pre>
 */
public final class Layers {
  private final Map<String, Tensor> outputs;

  private Layers(Map<String, Tensor> outputs) {
    this.outputs = outputs;
  }

  /**
   * Finds the layers.
   *
   * @param output of a model that was applied to a tensor with a {@link dev.cajal.tensor.Trace}
   */
  public static Layers of(Tensor output) {
    Map<String, Node> last = new LinkedHashMap<>();
    for (Node node : Topology.order(List.of(output))) {
      // Outside of layers only the output itself says something.
      boolean named = !node.path().isEmpty() || node == output.node();
      boolean computed = !node.inputs().isEmpty();
      if (named && computed && node.types().getFirst().dtype().isFloating()) {
        last.merge(node.path(), node, (a, b) -> a.id() > b.id() ? a : b);
      }
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    last.values().stream()
        .sorted(Comparator.comparingLong(Node::id))
        .forEach(node -> outputs.put(node.path(), node.outputs().getFirst()));
    return new Layers(outputs);
  }

  /**
   * Returns the paths at which something is computed, in the order in which they end; the empty
   * path if the output itself belongs to no layer.
   */
  public List<String> paths() {
    return List.copyOf(outputs.keySet());
  }

  /**
   * Returns the paths that fit a pattern, in their order.
   *
   * @throws IllegalArgumentException if none does, naming the nearest
   */
  public List<String> paths(PathPattern pattern) {
    List<String> fitting = paths().stream().filter(pattern::matches).toList();
    if (fitting.isEmpty()) {
      throw unknown(pattern.glob());
    }
    return fitting;
  }

  /**
   * Returns the output of a layer: the last thing computed at its path or below it.
   *
   * @throws IllegalArgumentException if nothing is computed there, naming the nearest
   */
  public Tensor output(String path) {
    return outputs.entrySet().stream()
        .filter(layer -> isAt(layer.getKey(), path))
        .map(Map.Entry::getValue)
        .max(Comparator.comparingLong(tensor -> tensor.node().id()))
        .orElseThrow(() -> unknown(path));
  }

  private static boolean isAt(String path, String layer) {
    return path.equals(layer) || path.startsWith(layer + ".");
  }

  private IllegalArgumentException unknown(String wanted) {
    return new IllegalArgumentException(
        "nothing is computed at '%s'; the nearest layers are %s"
            .formatted(wanted, Nearest.to(wanted, outputs.keySet())));
  }
}
