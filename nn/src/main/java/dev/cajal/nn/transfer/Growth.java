package dev.cajal.nn.transfer;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Topology;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.nn.io.WeightReport;
import dev.cajal.nn.io.Weights;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts a deep model from a trained shallower one: layers that correspond get its weights, those
 * that were dropped in between stay as they were drawn. A net too deep to be trained from random
 * weights is grown so in steps.
 *
 * <pre>{@code
 * Module b = Zoo.create("vgg13", 1000).build(Shape.of(3, 224, 224), 1);
 * Growth growth = Growth.of(a, b, Shape.of(3, 224, 224)).ends(4, 3); // as in the paper
 * WeightReport report = growth.copy();
 * }</pre>
 *
 * <p>Two layers correspond if their parameters have the same names and shapes and their outputs the
 * same shape; of all ways to pair such layers in order, one with the most pairs is taken, and the
 * earlier of equal layers. So convolutions are paired block by block, whatever their number.
 *
 * <p>Source: Simonyan and Zisserman, <i>Very deep convolutional networks for large-scale image
 * recognition</i>, ICLR 2015, section 3.1, where the first four convolutions and the last three
 * linear layers of nets B to E come from net A.
 */
public final class Growth {
  private final Module from;
  private final Module to;
  private final List<String> order;
  private final Map<String, String> pairs;

  private Growth(Module from, Module to, List<String> order, Map<String, String> pairs) {
    this.from = from;
    this.to = to;
    this.order = order;
    this.pairs = pairs;
  }

  /** A layer with parameters: what must be equal for two layers to correspond. */
  private record Layer(Map<String, TensorType> parameters, Shape output) {}

  /**
   * Finds which layers of two models correspond.
   *
   * @param from trained
   * @param to built for the same samples; it gets weights by {@link #copy}
   * @param sample the shape of one sample, float32, without the batch
   */
  public static Growth of(Module from, Module to, Shape sample) {
    Map<String, Layer> small = layers(from, sample);
    Map<String, Layer> large = layers(to, sample);
    List<String> order = List.copyOf(small.keySet());
    return new Growth(from, to, order, pairs(small, large));
  }

  private static Map<String, Layer> layers(Module model, Shape sample) {
    TensorType type = TensorType.float32(Shape.of(2).concat(sample).toArray());
    Tensor output = model.apply(new Variable("input", type).tensor(Trace.evaluation()));
    Map<String, Shape> outputs = new HashMap<>();
    for (Node node : Topology.order(List.of(output))) {
      outputs.put(node.path(), node.types().getFirst().shape());
    }
    Map<String, Layer> layers = new LinkedHashMap<>();
    model
        .modules()
        .forEach((path, module) -> {
          Map<String, TensorType> parameters = new LinkedHashMap<>();
          for (Parameter parameter : module.own()) {
            String name = parameter.path();
            parameters.put(name.substring(name.lastIndexOf('.') + 1), parameter.variable().type());
          }
          if (!parameters.isEmpty()) {
            layers.put(path, new Layer(parameters, outputs.getOrDefault(path, Shape.of())));
          }
        });
    return layers;
  }

  /** The longest common subsequence; common[i][j] is its length behind layers i and j. */
  private static Map<String, String> pairs(Map<String, Layer> small, Map<String, Layer> large) {
    List<Map.Entry<String, Layer>> a = new ArrayList<>(small.entrySet());
    List<Map.Entry<String, Layer>> b = new ArrayList<>(large.entrySet());
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).getValue().equals(b.get(j).getValue())
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    int i = 0;
    int j = 0;
    while (i < a.size() && j < b.size()) {
      if (a.get(i).getValue().equals(b.get(j).getValue())) {
        pairs.put(b.get(j++).getKey(), a.get(i++).getKey());
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return pairs;
  }

  /**
   * Returns this with only the pairs whose source is among the first or the last layers of the
   * trained model.
   *
   * @param first how many from the beginning
   * @param last how many from the end
   */
  public Growth ends(int first, int last) {
    if (first < 0 || last < 0 || first + last > order.size()) {
      throw new IllegalArgumentException(
          "the first %d and the last %d layers are asked for, the trained model has %d"
              .formatted(first, last, order.size()));
    }
    List<String> kept = new ArrayList<>(order.subList(0, first));
    kept.addAll(order.subList(order.size() - last, order.size()));
    Map<String, String> fewer = new LinkedHashMap<>(pairs);
    fewer.values().retainAll(Set.copyOf(kept));
    return new Growth(from, to, order, fewer);
  }

  /** Returns the paths of the layers that get weights, each with that of its source. */
  public Map<String, String> pairs() {
    return Map.copyOf(pairs);
  }

  /**
   * Copies the weights of the layers that correspond.
   *
   * @return what was taken, and which parameters of the deep model are missing, so stay as drawn
   */
  public WeightReport copy() {
    return Weights.copyFitting(from, to, this::source);
  }

  private String source(String path) {
    int dot = path.lastIndexOf('.');
    String layer = pairs.get(path.substring(0, Math.max(0, dot)));
    return layer == null ? "" : layer + path.substring(dot);
  }
}
