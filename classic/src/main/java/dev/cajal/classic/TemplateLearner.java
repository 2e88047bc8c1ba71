package dev.cajal.classic;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.op.MatMul;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two layers in which the winner takes all: each class has one template W_c, a weight for every
 * feature, and the class whose template overlaps a sample the most is guessed. For each sample,
 *
 * <pre>
 * W_y += η x    for its class y
 * W_g −= η x    for the class g that was guessed
 * </pre>
 *
 * <p>so that nothing changes when the guess is right. Templates begin as Gaussian numbers of
 * deviation η/2, less than what one pixel of ink adds. Rigid templates hardly recognise what is
 * moved or bent. Source: Hinton, <i>Neural Networks for Machine Learning</i>, lecture 1d (2012).
 *
 * @param epochs passes over the samples, at least 1
 * @param rate η, greater than 0; it scales the templates and changes no guess
 * @param seed decides the first templates and the order of the samples
 */
public record TemplateLearner(int epochs, double rate, long seed) implements Learner<Classifier> {

  /** Checks the ranges. */
  public TemplateLearner {
    if (epochs < 1 || !(rate > 0)) {
      throw new IllegalArgumentException(
          "template: %d epochs at rate %s; at least 1, and more than 0, are needed"
              .formatted(epochs, rate));
    }
  }

  /** Returns a learner with η = 0.01. */
  public static TemplateLearner of(int epochs) {
    return new TemplateLearner(epochs, 0.01, 1);
  }

  /** Returns this with another seed. */
  public TemplateLearner seed(long value) {
    return new TemplateLearner(epochs, rate, value);
  }

  @Override
  public Classifier fit(Samples samples) {
    return course(samples, Math.multiplyExact(epochs, samples.size())).getFirst();
  }

  /**
   * Learns, and keeps the templates as they were on the way.
   *
   * <pre>{@code
   * List<Classifier> course = TemplateLearner.of(3).course(digits, 0, 100, 3 * digits.size());
   * }</pre>
   *
   * @param samples to learn from
   * @param after how many samples were shown by then, ascending, at most epochs times all
   * @return one classifier for each of these moments
   * @throws IllegalArgumentException if there are no labels, one class only, or no such moments
   */
  public List<Classifier> course(Samples samples, int... after) {
    check(samples.size(), after);
    int[] labels = samples.labelsOfSeveral("template");
    Tensor features = samples.features();
    int classes = samples.classes();
    TensorType type = features.type().with(Shape.of(classes, features.dim(1)));
    Variable templates = new Variable("templates", type);
    Variable sample = Blocks.variable("sample", features, 1);
    Variable right = new Variable("right", type.with(Shape.of(1, classes)));
    Tensor scores = Tensor.apply(new MatMul(false, true), sample.tensor(), templates.tensor());
    Tensor guess = scores.argmax(1).oneHot(classes, features.dtype());
    Tensor change =
        Tensor.apply(new MatMul(true, false), right.tensor().sub(guess), sample.tensor());
    Tensor next = templates.tensor().add(change.mul(rate));
    Step step = Step.compile(List.of(), List.of(), List.of(new Assignment(templates, next)));

    List<Tensor> hot = IntStream.range(0, classes).mapToObj(c -> hot(c, type)).toList();
    templates.set(first((int) type.shape().count()));
    RandomStream random = new RandomStream(seed, "template");
    int[] order = IntStream.range(0, labels.length).toArray();
    List<Classifier> course = new ArrayList<>();
    Tensor none = Tensor.full(type.with(Shape.of(classes)), 0);
    for (int shown = 0; course.size() < after.length; shown++) {
      while (course.size() < after.length && after[course.size()] == shown) {
        course.add(new LinearClassifier(new LinearMap(templates.tensor(), none)));
      }
      int place = shown % order.length;
      if (place == 0) {
        random.at(shown / order.length, 0).shuffle(order, order.length);
      }
      Blocks.load(features, order[place], 1, sample);
      right.set(hot.get(labels[order[place]]));
      step.run();
    }
    return course;
  }

  private void check(int samples, int[] after) {
    long most = (long) epochs * samples;
    int before = 0;
    for (int shown : after) {
      if (shown < before || shown > most) {
        throw new IllegalArgumentException(
            "template: templates after %s samples are asked for; from 0 to %d, ascending, are known"
                .formatted(Arrays.toString(after), most));
      }
      before = shown;
    }
  }

  private double[] first(int weights) {
    RandomStream random = new RandomStream(seed, "template-start");
    return IntStream.range(0, weights).mapToDouble(i -> rate / 2 * random.gaussian()).toArray();
  }

  private static Tensor hot(int label, TensorType type) {
    Tensor place = Tensor.of(Shape.of(1), (long) label);
    return place.oneHot(type.shape().dim(0), type.dtype()).detach();
  }
}
