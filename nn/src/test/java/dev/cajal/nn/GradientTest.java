package dev.cajal.nn;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.nn.loss.CrossEntropy;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientTest {
  private static final Shape IMAGE = Shape.of(2, 6, 6);

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("linear", new Sequential(new Flatten(), new Linear(3))),
        Arguments.of(
            "convolution",
            new Sequential(
                new Conv2d(4, kernel(3).stride(2).padding(1).groups(2)),
                Activation.tanh(),
                new Flatten(),
                new Linear(3))),
        Arguments.of(
            "normalised",
            new Sequential(
                new Conv2d(3, kernel(3), false), new BatchNorm(), relu(), new GlobalAvgPool())),
        Arguments.of(
            "pooled",
            new Sequential(
                new LocalResponseNorm(),
                new Conv2d(3, kernel(3).padding(1)),
                new MaxPool2d(kernel(3).stride(2)),
                new AvgPool2d(2),
                new Flatten(),
                new Linear(3))),
        Arguments.of(
            "dropped",
            new Sequential(
                new Dropout(0.4),
                new Flatten(),
                new Linear(5),
                Activation.gelu(),
                new Linear(4),
                Activation.silu(),
                new Linear(3),
                Activation.softplus())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void gradientsInTrainingAreThoseOfFiniteDifferences(String name, Module model) {
    model.build(IMAGE, DType.FLOAT64, 2);
    Variable images = new Variable("images", new TensorType(DType.FLOAT64, Shape.of(3, 2, 6, 6)));
    Random random = new Random(7);
    images.set(Tensor.of(images.type().shape(), random.doubles(3 * 72, -1, 1).toArray()).values());
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    List<Variable> variables = new ArrayList<>(model.parameters());
    variables.add(images);
    Tensor labels = Tensor.of(Shape.of(3), 0L, 2L, 1L);
    GradientReport report =
        GradientChecker.check(
            () ->
                new CrossEntropy()
                    .smoothing(0.1)
                    .of(model.apply(images.tensor(Trace.training(state))), labels),
            variables,
            GradientChecker.Options.DEFAULT.samples(8));
    assertThat(report.checked()).as(name).isGreaterThan(8 * model.parameters().size() / 2);
    assertThat(report.worst()).as(report.toString()).isLessThan(1e-6);
  }
}
