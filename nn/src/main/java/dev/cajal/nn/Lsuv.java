package dev.cajal.nn;

import dev.cajal.grad.Topology;
import dev.cajal.nn.init.Initializers;
import dev.cajal.tensor.Node;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layer-sequential unit-variance initialisation: every layer with a {@code weight} that it
 * multiplies with its input gets an orthogonal weight, and then, layer by layer from the first, the
 * weight is divided by the deviation of the layer's outputs on a batch until their variance is 1.
 *
 * <pre>{@code
 * Map<String, Double> variances = new Lsuv().on(model, images, 1);
 * }</pre>
 *
 * <p>Source: Mishkin and Matas, <i>All you need is a good init</i>, ICLR 2016, algorithm 1.
 *
 * @param tolerance how far from 1 a variance may stay, positive
 * @param rounds after how many corrections a layer is left as it is, at least 1
 */
public record Lsuv(double tolerance, int rounds) {

  /** Checks the ranges. */
  public Lsuv {
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException(
          "lsuv: the tolerance must be a positive number, found " + tolerance);
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("lsuv: at least 1 round is needed, found " + rounds);
    }
  }

  /** Creates the procedure of the paper: a tolerance of 0.1, ten rounds. */
  public Lsuv() {
    this(0.1, 10);
  }

  /** Returns this with another tolerance. */
  public Lsuv tolerance(double value) {
    return new Lsuv(value, rounds);
  }

  /**
   * Initialises a built model.
   *
   * @param batch samples such as the model will see, prepared alike
   * @param seed of the orthogonal weights
   * @return the variance of the outputs of each layer, by path, in the order in which they compute
   * @throws IllegalArgumentException if the model has no such layer, or if the outputs of one are
   *     all the same, so that no factor gives them a variance
   */
  public Map<String, Double> on(Module model, Tensor batch, long seed) {
    Variable input = new Variable("batch", batch.type());
    input.set(batch.values());
    List<String> layers = layers(outputs(model, input), model);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "lsuv: " + model.type() + " has no layer that multiplies its input with a weight");
    }
    for (String layer : layers) {
      FirstValues.draw(model, weight(layer), Initializers.orthogonal(), seed);
    }
    Map<String, Double> variances = new LinkedHashMap<>();
    for (String layer : layers) {
      variances.put(layer, scale(model, layer, input));
    }
    return variances;
  }

  private double scale(Module model, String layer, Variable input) {
    double variance = variance(model, layer, input);
    for (int round = 0; round < rounds && Math.abs(variance - 1) > tolerance; round++) {
      if (!(variance > 0) || Double.isInfinite(variance)) {
        throw new IllegalArgumentException(
            "lsuv at %s: the variance of the outputs is %s; give a batch of samples that differ"
                .formatted(layer, variance));
      }
      Variable weight = model.variable(weight(layer));
      weight.set(weight.tensor().mul(1 / Math.sqrt(variance)).values());
      variance = variance(model, layer, input);
    }
    return variance;
  }

  private static double variance(Module model, String layer, Variable input) {
    Node last =
        outputs(model, input).stream()
            .filter(node -> node.path().equals(layer))
            .max(Comparator.comparingLong(Node::id))
            .orElseThrow();
    Tensor output = last.outputs().getFirst();
    return output.sub(output.mean()).square().mean().toDoubles()[0];
  }

  private static List<Node> outputs(Module model, Variable input) {
    return Topology.order(List.of(model.apply(input.tensor(Trace.evaluation()))));
  }

  private static List<String> layers(List<Node> nodes, Module model) {
    Map<String, Variable> state = model.state();
    return nodes.stream()
        .filter(node -> Followers.CONTRACTIONS.contains(node.op().name()))
        .sorted(Comparator.comparingLong(Node::id))
        .map(Node::path)
        .distinct()
        .filter(layer -> {
          Variable weight = state.get(weight(layer));
          return weight != null && weight.type().shape().rank() > 1;
        })
        .toList();
  }

  private static String weight(String layer) {
    return layer.isEmpty() ? "weight" : layer + ".weight";
  }
}
