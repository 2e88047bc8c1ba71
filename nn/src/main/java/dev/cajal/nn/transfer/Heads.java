package dev.cajal.nn.transfer;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.io.Weights;
import dev.cajal.nn.saved.SavedModel;
import dev.cajal.tensor.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a new head on a trained model, so that what its body learned serves other classes.
 *
 * <pre>{@code
 * String last = Heads.path(trained); // fc3 of LeNet-5
 * Module tuned = Heads.replace(trained, Shape.of(1, 28, 28), last, new Linear(5), 1);
 * tuned.freeze("conv*"); // a fixed extractor of features; or nothing, to tune it all
 * new Trainer(tuned, TrainerOptions.of(Adam.of(1e-3)).epochs(20)).train(few);
 * }</pre>
 *
 * <p>Source: Oquab, Bottou, Laptev and Sivic, <i>Learning and transferring mid-level image
 * representations using convolutional neural networks</i>, CVPR 2014, section 3; Yosinski, Clune,
 * Bengio and Lipson, <i>How transferable are features in deep neural networks?</i>, NIPS 2014.
 */
public final class Heads {

  private Heads() {}

  /** Returns the path of the last layer with parameters, which is what a new head replaces. */
  public static String path(Module model) {
    Map<String, Variable> state = new LinkedHashMap<>(model.state());
    state.values().removeAll(model.buffers());
    if (state.isEmpty()) {
      throw new IllegalArgumentException("the model has no parameters, and so no head");
    }
    String last = List.copyOf(state.keySet()).getLast();
    return last.substring(0, Math.max(0, last.lastIndexOf('.')));
  }

  /**
   * Returns a new model: the trained one up to a layer, with its weights, and a head instead of
   * this layer and all that comes after it. The parameters of the body keep their paths; those of
   * the head have the path of the layer before theirs.
   *
   * @param trained built; it stays as it is
   * @param sample the shape of one sample, float32, without the batch
   * @param layer the path of the first layer that is left out
   * @param head not built; takes what entered that layer
   * @param seed decides the first values of the head
   * @throws IllegalArgumentException if there is no such layer, naming the nearest, or if more than
   *     one tensor enters it
   * @throws dev.cajal.backend.ShapeException if the head does not take what entered the layer
   */
  public static Module replace(Module trained, Shape sample, String layer, Module head, long seed) {
    return replace(trained, sample, layer, layer, head, seed);
  }

  /** Returns the same with the head at another path than that of the layer it replaces. */
  public static Module replace(
      Module trained, Shape sample, String layer, String path, Module head, long seed) {
    TensorType type = TensorType.float32(sample.toArray());
    Module model = SavedModel.before(trained, type, layer).rebuild(path, head);
    head.initialise(seed);
    String own = head.path() + ".";
    Weights.copyFitting(trained, model, name -> name.startsWith(own) ? "" : name);
    return model;
  }

  /**
   * Returns the shape of what enters a layer, without the batch: what a head in its place takes.
   *
   * @param model built
   * @param sample the shape of one sample, float32, without the batch
   * @param layer its path
   * @throws IllegalArgumentException if there is no such layer, naming the nearest, or if more than
   *     one tensor enters it
   */
  public static Shape input(Module model, Shape sample, String layer) {
    return Features.before(model, sample, layer).shape();
  }

  /**
   * Returns adaptation layers: hidden linear layers with ReLU, called {@code fca}, {@code fcb} and
   * so on, and a last one that gives the scores. With one width these are FCa and FCb of Oquab et
   * al., who trained them alone, on a body that stayed as it was.
   *
   * @param classes the number of scores
   * @param widths the outputs of each hidden layer, the first of which was 2048 in the paper
   */
  public static Sequential adaptation(long classes, List<Long> widths) {
    Sequential head = new Sequential();
    char letter = 'a';
    for (long width : widths) {
      head.then("fc" + letter, new Linear(width)).then("relu_" + letter, Activation.relu());
      letter++;
    }
    return head.then("fc" + letter, new Linear(classes));
  }
}
