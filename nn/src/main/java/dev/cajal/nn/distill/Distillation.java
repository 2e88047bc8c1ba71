package dev.cajal.nn.distill;

import dev.cajal.nn.Module;
import dev.cajal.nn.loss.KlDiv;
import dev.cajal.nn.loss.Loss;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.loss.Reduction;
import dev.cajal.nn.train.Objective;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A student learns from the labels, and from what a teacher says of every class. With the scores z
 * of the student and v of the teacher, the labels y, a temperature T and a mixing weight λ:
 *
 * <pre>
 * ℓ = (1 − λ)·H(y, z) + λ·T²·KL(softmax(v/T) ‖ softmax(z/T))
 * </pre>
 *
 * <p>A high temperature shows which wrong classes the teacher finds near. T² keeps the gradients of
 * the second term as large as they are at T = 1. The teacher behaves as in use and is not trained;
 * it sees the same samples, augmented and prepared as the student's.
 *
 * <pre>{@code
 * Objective distillation = Distillation.from(teacher).temperature(4).soft(0.9);
 * new Trainer(student, options, distillation).train(data.train());
 * }</pre>
 *
 * <p>Source: Hinton, Vinyals and Dean, <i>Distilling the knowledge in a neural network</i>, 2015,
 * section 2.
 *
 * @param teacher a trained model of the same classes
 * @param temperature T, positive
 * @param soft λ, in [0, 1]
 * @param hard H, the loss of the labels
 */
public record Distillation(Module teacher, double temperature, double soft, Loss hard)
    implements Objective {

  /** Checks the ranges. */
  public Distillation {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "distillation: the temperature must be a positive number, found " + temperature);
    }
    if (!(soft >= 0 && soft <= 1)) {
      throw new IllegalArgumentException(
          "distillation: the weight of the soft targets must be in [0, 1], found " + soft);
    }
  }

  /** Returns distillation at temperature 4, nine parts from the teacher and one from the labels. */
  public static Distillation from(Module teacher) {
    return new Distillation(teacher, 4, 0.9, Losses::crossEntropy);
  }

  /** Returns this with another temperature. */
  public Distillation temperature(double value) {
    return new Distillation(teacher, value, soft, hard);
  }

  /** Returns this with another weight of the soft targets. */
  public Distillation soft(double value) {
    return new Distillation(teacher, temperature, value, hard);
  }

  /** Returns this with another loss of the labels. */
  public Distillation hard(Loss value) {
    return new Distillation(teacher, temperature, soft, value);
  }

  /**
   * Returns the loss of a batch.
   *
   * @throws IllegalArgumentException if the teacher gives other scores than the student
   */
  @Override
  public Outcome of(Module model, Tensor images, Tensor labels) {
    Tensor scores = model.apply(images);
    Tensor said = said(teacher, images);
    if (!said.type().equals(scores.type())) {
      throw new IllegalArgumentException(
          "distillation: the teacher gives %s, the student %s; both need the same classes"
              .formatted(said.type(), scores.type()));
    }
    Tensor loss =
        hard.of(scores, labels)
            .mul(1 - soft)
            .add(divergence(scores, said).mul(soft * temperature * temperature));
    return new Outcome(loss, Optional.of(scores));
  }

  private Tensor divergence(Tensor scores, Tensor said) {
    return new KlDiv()
        .logTarget(true)
        .reduction(Reduction.BATCH_MEAN)
        .of(scores.div(temperature).logSoftmax(1), said.div(temperature).logSoftmax(1));
  }

  /** Returns what a teacher, as in use, says of images; no derivative flows through it. */
  static Tensor said(Module teacher, Tensor images) {
    Trace trace = images.trace();
    Supplier<Tensor> scores = () -> teacher.apply(images);
    return (trace == null ? scores.get() : trace.evaluating(scores)).stopGradient();
  }

  @Override
  public String toString() {
    return "distillation from a teacher, temperature %s, soft %s".formatted(temperature, soft);
  }
}
