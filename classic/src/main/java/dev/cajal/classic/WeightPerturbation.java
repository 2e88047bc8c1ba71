package dev.cajal.classic;

import dev.cajal.graph.Step;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.function.Supplier;

/**
 * Learning by trial: change weights, look whether the loss falls, and put them back if it does not.
 * It needs no derivative, but a forward pass for every trial, so that one step for all W weights
 * costs about W forward passes where backpropagation takes one forward and one backward; and late
 * in learning nearly every large change makes things worse. Source: Hinton, <i>Neural Networks for
 * Machine Learning</i>, lecture 3d (2012).
 *
 * <pre>{@code
 * Tensor loss = new CrossEntropy().of(net.apply(images), labels);
 * WeightPerturbation search = new WeightPerturbation(loss, net.parameters(), 1);
 * boolean better = search.one(0.1);
 * }</pre>
 */
public final class WeightPerturbation {
  private final Step forward;
  private final List<Variable> parameters;
  private final double[][] weights;
  private final RandomStream random;
  private final int count;
  private long forwards;
  private double loss;

  /**
   * Compiles the forward pass and runs it once.
   *
   * @param loss of one element, computed from the parameters and samples that stay the same
   * @param parameters what is changed
   * @param seed decides the changes
   * @throws IllegalArgumentException if the loss is not one number, or there are no parameters
   */
  public WeightPerturbation(Tensor loss, List<Variable> parameters, long seed) {
    if (loss.shape().count() != 1 || parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "perturbation: the loss is %s and there are %d parameters; one number and some are needed"
              .formatted(loss.type(), parameters.size()));
    }
    this.forward = Step.compile(loss);
    this.parameters = List.copyOf(parameters);
    this.weights = parameters.stream().map(p -> p.tensor().toDoubles()).toArray(double[][]::new);
    this.random = new RandomStream(seed, "perturbation");
    this.count = parameters.stream().mapToInt(p -> (int) p.type().shape().count()).sum();
    this.loss = measured();
  }

  /** Returns the number W of weights. */
  public int weights() {
    return count;
  }

  /** Returns the loss of the weights as they are. */
  public double loss() {
    return loss;
  }

  /** Returns how many forward passes were made. */
  public long forwards() {
    return forwards;
  }

  /**
   * Adds a Gaussian number to one weight, and takes it back unless the loss falls; one forward
   * pass.
   *
   * @param scale the standard deviation
   * @return whether the change was kept
   */
  public boolean one(double scale) {
    Change change = changeOne(scale);
    boolean kept = better();
    if (!kept) {
      change.undo();
    }
    return kept;
  }

  /**
   * Adds a Gaussian number to each of the weights, and takes all back unless the loss falls; one
   * forward pass.
   *
   * @param scale the standard deviation
   * @return whether the changes were kept
   */
  public boolean all(double scale) {
    Change change = changeAll(scale);
    boolean kept = better();
    if (!kept) {
      change.undo();
    }
    return kept;
  }

  /**
   * Returns the share of changes of one weight that raise the loss. Each is taken back; a forward
   * pass each.
   *
   * @param scale the standard deviation of the changes
   * @param tries how many changes
   */
  public double harmOfOne(double scale, int tries) {
    return harm(() -> changeOne(scale), tries);
  }

  /**
   * Returns the share of changes of all weights at once that raise the loss. Each is taken back; a
   * forward pass each.
   *
   * @param scale the standard deviation of the changes
   * @param tries how many changes
   */
  public double harmOfAll(double scale, int tries) {
    return harm(() -> changeAll(scale), tries);
  }

  private double harm(Supplier<Change> changes, int tries) {
    int harmful = 0;
    for (int i = 0; i < tries; i++) {
      Change change = changes.get();
      harmful += measured() > loss ? 1 : 0;
      change.undo();
    }
    return harmful / (double) tries;
  }

  /** Puts back what was changed. */
  @FunctionalInterface
  private interface Change {
    void undo();
  }

  private Change changeOne(double scale) {
    int place = random.nextInt(count);
    int p = 0;
    while (place >= weights[p].length) {
      place -= weights[p++].length;
    }
    int parameter = p;
    int at = place;
    double before = weights[parameter][at];
    weights[parameter][at] += scale * random.gaussian();
    write(parameter);
    return () -> {
      weights[parameter][at] = before;
      write(parameter);
    };
  }

  private Change changeAll(double scale) {
    double[][] before = new double[weights.length][];
    for (int p = 0; p < weights.length; p++) {
      before[p] = weights[p].clone();
      for (int i = 0; i < weights[p].length; i++) {
        weights[p][i] += scale * random.gaussian();
      }
      write(p);
    }
    return () -> {
      for (int p = 0; p < weights.length; p++) {
        weights[p] = before[p];
        write(p);
      }
    };
  }

  /**
   * Measures the slope of the loss for each weight, (L(w + δ) − L(w)) / δ, and goes down it; W + 1
   * forward passes for what backpropagation does in two.
   *
   * @param delta δ
   * @param rate the step is −rate times the slope
   */
  public void descend(double delta, double rate) {
    double[][] slopes = new double[weights.length][];
    for (int p = 0; p < weights.length; p++) {
      slopes[p] = new double[weights[p].length];
      for (int i = 0; i < weights[p].length; i++) {
        double before = weights[p][i];
        weights[p][i] += delta;
        write(p);
        slopes[p][i] = (measured() - loss) / delta;
        weights[p][i] = before;
      }
      write(p);
    }
    for (int p = 0; p < weights.length; p++) {
      for (int i = 0; i < weights[p].length; i++) {
        weights[p][i] -= rate * slopes[p][i];
      }
      write(p);
    }
    loss = measured();
  }

  private boolean better() {
    double changed = measured();
    if (changed < loss) {
      loss = changed;
      return true;
    }
    return false;
  }

  private double measured() {
    forwards++;
    forward.run();
    return forward.scalar(0);
  }

  private void write(int parameter) {
    parameters.get(parameter).set(weights[parameter]);
  }
}
