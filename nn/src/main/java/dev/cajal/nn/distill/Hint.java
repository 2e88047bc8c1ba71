package dev.cajal.nn.distill;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Topology;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.inspect.Layers;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.train.Objective;
import dev.cajal.tensor.Read;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The first stage of a FitNet: the lower part of a thin deep student, up to its guided layer,
 * learns to predict the output of a hint layer of a teacher. With the guided output g, the hint h
 * and a regressor r that is trained along and thrown away:
 *
 * <pre>
 * ℓ = ½·|r(g) − h|², averaged over the batch
 * </pre>
 *
 * <p>The regressor is linear: a {@link Linear} map of vectors, a convolution of images whose kernel
 * makes their sizes equal. The layers above the guided one stay as they are. The second stage is
 * {@link Distillation} of the whole student.
 *
 * <pre>{@code
 * Hint hint = Hint.between(student, "relu4", teacher, "relu1", Shape.of(1, 28, 28), 1);
 * new Trainer(student, options.epochs(3), hint).train(data.train());
 * new Trainer(student, options.epochs(10), Distillation.from(teacher)).train(data.train());
 * }</pre>
 *
 * <p>Source: Romero, Ballas, Kahou, Chassang, Gatta and Bengio, <i>FitNets: hints for thin deep
 * nets</i>, ICLR 2015, section 2.2.
 */
public final class Hint implements Objective {
  private static final String REGRESSOR = "hint regressor";

  private final String guided;
  private final Module teacher;
  private final String hinted;
  private final Sequential regressor;
  private final List<Variable> lower;

  private Hint(
      String guided, Module teacher, String hinted, Sequential regressor, List<Variable> lower) {
    this.guided = guided;
    this.teacher = teacher;
    this.hinted = hinted;
    this.regressor = regressor;
    this.lower = lower;
  }

  /**
   * Creates the stage for two built models.
   *
   * @param guided the path of the layer of the student that is guided
   * @param teacher a trained model for the same samples
   * @param hinted the path of the layer of the teacher to be predicted
   * @param sample the shape of one sample, as the models get it
   * @param seed of the first weights of the regressor
   * @throws IllegalArgumentException if there is no such layer, no parameter below the guided one,
   *     or no regressor between outputs of such shapes
   */
  public static Hint between(
      Module student, String guided, Module teacher, String hinted, Shape sample, long seed) {
    TensorType batch = new TensorType(DType.FLOAT32, Shape.of(2).concat(sample));
    Tensor images = new Variable("images", batch).tensor(Trace.evaluation());
    Tensor from = Layers.of(student.apply(images)).output(guided);
    Tensor to = Layers.of(teacher.apply(images)).output(hinted);
    Sequential regressor = new Sequential().then(REGRESSOR, regressor(from.shape(), to.shape()));
    regressor.build(from.shape().slice(1, from.rank()), seed);
    List<Variable> lower = below(from, student);
    if (lower.isEmpty()) {
      throw new IllegalArgumentException(
          "hint: there is nothing to train up to '" + guided + "' of the student");
    }
    return new Hint(guided, teacher, hinted, regressor, lower);
  }

  private static Module regressor(Shape from, Shape to) {
    if (from.rank() == 2 && to.rank() == 2) {
      return new Linear(to.dim(1));
    }
    if (from.rank() == 4
        && to.rank() == 4
        && from.dim(2) >= to.dim(2)
        && from.dim(3) >= to.dim(3)) {
      int height = Math.toIntExact(from.dim(2) - to.dim(2) + 1);
      int width = Math.toIntExact(from.dim(3) - to.dim(3) + 1);
      return new Conv2d(to.dim(1), Kernel.kernel(height, width));
    }
    throw new IllegalArgumentException(
        ("hint: the guided output is %s, the hint %s; choose layers that both give vectors, or"
                + " images of which those of the student are not the smaller")
            .formatted(from.slice(1, from.rank()), to.slice(1, to.rank())));
  }

  private static List<Variable> below(Tensor output, Module student) {
    Set<Variable> read = new LinkedHashSet<>();
    Topology.order(List.of(output))
        .forEach(node -> {
          if (node.op() instanceof Read leaf) {
            read.add(leaf.variable());
          }
        });
    return student.parameters().stream().filter(read::contains).toList();
  }

  @Override
  public Outcome of(Module model, Tensor images, Tensor labels) {
    Tensor from = Layers.of(model.apply(images)).output(guided);
    Tensor to = Layers.of(Distillation.said(teacher, images)).output(hinted).stopGradient();
    return new Outcome(Losses.quadratic(regressor.apply(from), to), Optional.empty());
  }

  @Override
  public List<Variable> trained(Module model) {
    return Stream.concat(lower.stream(), regressor.parameters().stream()).toList();
  }

  @Override
  public Map<String, Variable> state() {
    return regressor.state();
  }

  @Override
  public String toString() {
    return "hint for " + guided + " from " + hinted + " of a teacher";
  }
}
