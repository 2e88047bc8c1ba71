package dev.cajal.labs.training;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.curvature.HessianOperator;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Gradient descent on the squared error of y = w₁x₁ + w₂x₂, where some weights are exact. */
final class Fit {
  private static final int SAMPLES = 100;

  private final Variable w = new Variable("w", new TensorType(DType.FLOAT64, Shape.of(2, 1)));
  private final double[] start;
  private final Step step;
  private final Updates updates;
  private final double largest;
  private final double smallest;

  /**
   * Measures the Hessian.
   *
   * @param x the samples, one after the other
   * @param right the weights that are exact
   * @param start where descent begins
   */
  private Fit(double[] x, double[] right, double[] start) {
    this.start = start;
    Tensor features = Tensor.of(Shape.of(SAMPLES, 2), x);
    Tensor target = features.matmul(Tensor.of(Shape.of(2, 1), right));
    Tensor loss = features.matmul(w.tensor()).sub(target).square().mean();
    HessianOperator hessian = HessianOperator.compile(loss, List.of(w));
    double[] a = hessian.times(new double[] {1, 0});
    double[] b = hessian.times(new double[] {0, 1});
    largest = (a[0] + b[1]) / 2 + Math.hypot((a[0] - b[1]) / 2, b[0]);
    smallest = (a[0] * b[1] - a[1] * b[0]) / largest; // the difference of the roots would cancel
    updates = new Updates(Sgd.of(1), List.of(w));
    step = Step.compile(List.of(loss), List.of(loss), updates.of(Gradients.of(loss, List.of(w))));
    rate(2 / (largest + smallest));
  }

  /** Two uncorrelated features of mean 0 and deviation 1, of which the first is then stretched. */
  static Fit stretched(double stretch, long seed) {
    Random random = new Random(seed);
    double[] x = new double[2 * SAMPLES];
    double[] squares = new double[2];
    // Each point with its three mirror images, so that mean and correlation are 0 exactly.
    for (int i = 0; i < SAMPLES; i += 4) {
      double[] point = {random.nextGaussian(), random.nextGaussian()};
      for (int k = 0; k < 8; k++) {
        boolean mirrored = k % 2 == 0 ? k / 2 % 2 == 1 : k / 4 == 1;
        x[2 * i + k] = mirrored ? -point[k % 2] : point[k % 2];
        squares[k % 2] += point[k % 2] * point[k % 2];
      }
    }
    for (int i = 0; i < x.length; i++) {
      x[i] *= (i % 2 == 0 ? stretch : 1) / Math.sqrt(squares[i % 2] / SAMPLES);
    }
    return new Fit(x, new double[] {0, 0}, new double[] {-2, 2});
  }

  /** Two features from 0 up that have equal shares in y; the rate is 1/λmax. */
  static Fit ofRanges(double first, double second, long seed) {
    Random random = new Random(seed);
    double[] x = new double[2 * SAMPLES];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i % 2 == 0 ? first : second) * random.nextDouble();
    }
    Fit fit = new Fit(x, new double[] {1 / first, 1 / second}, new double[] {0, 0});
    fit.rate(1 / fit.largest);
    return fit;
  }

  private void rate(double value) {
    updates.rate().set(value);
  }

  /** Returns λmax/λmin of the Hessian. */
  double condition() {
    return largest / smallest;
  }

  /** Returns after how many steps the loss is at most a share of what it was. */
  int stepsTo(double share) {
    w.set(start);
    step.run();
    double first = step.scalar(0);
    int steps = 0;
    while (step.scalar(0) > share * first) {
      step.run();
      steps++;
    }
    return steps;
  }

  /** Returns which share of the loss is left after some steps. */
  double left(int steps) {
    w.set(start);
    step.run();
    double first = step.scalar(0);
    for (int i = 0; i < steps; i++) {
      step.run();
    }
    return step.scalar(0) / first;
  }

  /** Returns the present weights. */
  double[] weights() {
    return w.tensor().toDoubles();
  }

  /** Returns the weights before and after each of some steps. */
  List<Point> path(int steps) {
    w.set(start);
    List<Point> path = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      double[] at = weights();
      path.add(new Point(at[0], at[1]));
      step.run();
    }
    return path;
  }
}
