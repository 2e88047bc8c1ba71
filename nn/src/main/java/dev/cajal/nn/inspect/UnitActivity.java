package dev.cajal.nn.inspect;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.op.Relu;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the units of a layer did over a whole data set. A unit is a channel: all places of a map
 * together. A unit of a rectifier that is never positive is dead: no gradient reaches its weights,
 * so that it stays dead. Too high a learning rate can cause that.
 *
 * <pre>{@code
 * List<String> rectifiers = UnitActivity.rectifiers(model, Shape.of(1, 28, 28));
 * for (UnitActivity layer : UnitActivity.of(model, data.train(), normalize, rectifiers)) {
 *   System.out.println(layer.layer() + ": " + layer.dead()); // relu1: [2, 5]
 * }
 * }</pre>
 *
 * @param layer its path
 * @param units in their order
 */
public record UnitActivity(String layer, List<Unit> units) {

  /** Copies the units. */
  public UnitActivity {
    units = List.copyOf(units);
  }

  /**
   * One unit.
   *
   * @param largest what it ever put out
   * @param mean of all it put out
   * @param positive share of its outputs that are above 0
   * @param classes how much of its answers the class of the image explains: the correlation ratio η
   *     = √(variance between the means of the classes / variance), of its largest output for each
   *     image; from 0 to 1, and 0 if it always answers alike
   */
  public record Unit(double largest, double mean, double positive, double classes) {

    /** Whether it is never positive. */
    public boolean dead() {
      return !(largest > 0);
    }
  }

  /** Returns the units that are never positive. */
  public List<Integer> dead() {
    return IntStream.range(0, units.size()).filter(u -> units.get(u).dead()).boxed().toList();
  }

  /** Returns the share of the units that are never positive. */
  public double deadShare() {
    return (double) dead().size() / units.size();
  }

  /**
   * Returns the paths of the layers that end in a rectifier max(x, 0).
   *
   * @param sample the shape of one sample, as the model takes it
   */
  public static List<String> rectifiers(Module model, Shape sample) {
    Layers layers = layers(model, images(1, sample));
    return layers.paths().stream()
        .filter(path -> layers.output(path).node().op() instanceof Relu)
        .toList();
  }

  /**
   * Measures layers, all of them in one pass over the data.
   *
   * @param model built
   * @param data samples that the model takes once they are prepared
   * @param prepare what every sample needs, as in training
   * @param paths of layers, such as the {@link #rectifiers}
   * @throws IllegalArgumentException if there is no such layer, naming the nearest, or if its
   *     output has no units
   */
  public static List<UnitActivity> of(
      Module model, Dataset data, Transform prepare, List<String> paths) {
    Layers shapes = layers(model, images(1, prepare.on(data.shape()).shape()));
    List<UnitTally> tallies =
        paths.stream()
            .map(path -> new UnitTally(path, shapes.output(path).shape(), data.classes().size()))
            .toList();
    Sweep.over(
        data,
        prepare,
        images -> {
          Layers layers = layers(model, images);
          return Step.compile(
              tallies.stream()
                  .flatMap(tally -> tally.measured(layers.output(tally.path())))
                  .toArray(Tensor[]::new));
        },
        (batch, step) -> {
          for (int i = 0; i < tallies.size(); i++) {
            tallies.get(i).add(batch, step, i * UnitTally.MEASURED);
          }
        });
    return tallies.stream().map(UnitTally::activity).toList();
  }

  private static Layers layers(Module model, Variable images) {
    return Layers.of(model.apply(images.tensor(Trace.evaluation())));
  }

  private static Variable images(int count, Shape sample) {
    return new Variable("images", TensorType.float32(Shape.of(count).concat(sample).toArray()));
  }
}
