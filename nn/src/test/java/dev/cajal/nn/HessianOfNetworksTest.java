package dev.cajal.nn;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.curvature.Eigenpair;
import dev.cajal.curvature.HessianOperator;
import dev.cajal.curvature.Lanczos;
import dev.cajal.curvature.PowerIteration;
import dev.cajal.grad.Gradients;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.recurrent.Lstm;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Products with the Hessian of whole networks, forward over reverse mode. */
class HessianOfNetworksTest {
  private static final double STEP = 1e-5;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(
            "convolution and pooling",
            Shape.of(2, 6, 6),
            new Sequential(
                new Conv2d(3, kernel(3).padding(1)),
                Activation.tanh(),
                new MaxPool2d(2),
                new Flatten(),
                new Linear(3))),
        Arguments.of(
            "batch normalisation and rectifiers",
            Shape.of(2, 6, 6),
            new Sequential(
                new Conv2d(3, kernel(3)),
                new BatchNorm(),
                relu(),
                new AvgPool2d(2),
                new Flatten(),
                new Linear(3))),
        Arguments.of(
            "dropout and softplus",
            Shape.of(5),
            new Sequential(new Linear(6), Activation.softplus(), new Dropout(0.3), new Linear(3))),
        Arguments.of(
            "a recurrent layer",
            Shape.of(4, 3),
            new Sequential(new Lstm(3), new Flatten(), new Linear(3))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void productsAreDifferencesOfGradients(String name, Shape sample, Module model) {
    Problem problem = new Problem(model, sample);
    HessianOperator hessian = HessianOperator.compile(problem.loss(), model.parameters());
    double[] v = new Random(5).doubles(hessian.size(), -1, 1).toArray();
    double[] product = hessian.times(v);
    double[] above = problem.gradientAt(v, STEP);
    double[] below = problem.gradientAt(v, -STEP);
    double largest = Arrays.stream(product).map(Math::abs).max().orElse(0);
    assertThat(largest).isGreaterThan(1e-3);
    for (int i = 0; i < product.length; i++) {
      assertThat(product[i])
          .as("%s, element %d", name, i)
          .isCloseTo((above[i] - below[i]) / (2 * STEP), within(1e-6 * Math.max(1, largest)));
    }
  }

  @Test
  void lanczosAndPowerIterationAgreeOnTheSharpnessOfANetwork() {
    Module model = new Sequential(new Linear(8), Activation.tanh(), new Linear(3));
    Problem problem = new Problem(model, Shape.of(4));
    HessianOperator hessian = HessianOperator.compile(problem.loss(), model.parameters());
    Eigenpair top = Lanczos.largest(hessian, 1).getFirst();
    assertThat(top.residual()).isLessThan(1e-6);
    assertThat(PowerIteration.largest(hessian, PowerIteration.Options.DEFAULT).value())
        .isCloseTo(top.value(), within(1e-6 * top.value()));
  }

  /** A classification problem on random data. */
  private static final class Problem {
    private final Module model;
    private final Variable batch;
    private final Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));

    Problem(Module model, Shape sample) {
      this.model = model.build(sample, DType.FLOAT64, 2);
      batch = new Variable("batch", new TensorType(DType.FLOAT64, Shape.of(3).concat(sample)));
      long count = batch.type().shape().count();
      double[] values = new Random(7).doubles(count, -1, 1).toArray();
      batch.set(Tensor.of(batch.type().shape(), values).values());
    }

    Tensor loss() {
      Tensor scores = model.apply(batch.tensor(Trace.training(state)));
      return Losses.crossEntropy(scores, Tensor.of(Shape.of(3), 0L, 2L, 1L));
    }

    /** The gradient at the parameters moved along a direction, which are put back. */
    double[] gradientAt(double[] direction, double step) {
      List<Variable> parameters = model.parameters();
      List<double[]> before = parameters.stream().map(p -> p.tensor().toDoubles()).toList();
      int next = 0;
      for (int p = 0; p < parameters.size(); p++) {
        double[] moved = before.get(p).clone();
        for (int i = 0; i < moved.length; i++) {
          moved[i] += step * direction[next++];
        }
        set(parameters.get(p), moved);
      }
      Gradients gradients = Gradients.of(loss(), parameters);
      double[] result =
          parameters.stream()
              .flatMapToDouble(p -> Arrays.stream(gradients.get(p).toDoubles()))
              .toArray();
      for (int p = 0; p < parameters.size(); p++) {
        set(parameters.get(p), before.get(p));
      }
      return result;
    }

    private static void set(Variable variable, double[] values) {
      variable.set(Tensor.of(variable.type().shape(), values).values());
    }
  }
}
