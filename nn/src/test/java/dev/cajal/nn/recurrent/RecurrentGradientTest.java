package dev.cajal.nn.recurrent;

import static dev.cajal.nn.recurrent.RecurrentOptions.recurrent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.grad.Forward;
import dev.cajal.grad.GradientChecker;
import dev.cajal.grad.GradientReport;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives of layers in float64: against differences, twice, and fused against unrolled. */
class RecurrentGradientTest {
  private static final Tensor LENGTHS = Sequences.lengths(4, 2);

  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of("rnn", kind(o -> new Rnn(3, o))),
        Arguments.of("lstm", kind(o -> new Lstm(3, o))),
        Arguments.of("gru", kind(o -> new Gru(3, o))));
  }

  private static Function<RecurrentOptions, RecurrentLayer> kind(
      Function<RecurrentOptions, RecurrentLayer> make) {
    return make;
  }

  private static RecurrentLayer built(
      Function<RecurrentOptions, RecurrentLayer> make, boolean unrolled) {
    RecurrentLayer layer = make.apply(recurrent().bidirectional(true).unrolled(unrolled));
    layer.build(Shape.of(4, 2), DType.FLOAT64, 1);
    return layer;
  }

  private static Tensor loss(RecurrentLayer layer, Tensor x) {
    RecurrentOutput y = layer.run(x, List.of(), LENGTHS);
    Tensor sum = y.output().square().sum();
    for (Tensor state : y.state()) {
      sum = sum.add(state.mul(state.exp()).sum());
    }
    return sum;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void gradientsAgreeWithFiniteDifferences(
      String name, Function<RecurrentOptions, RecurrentLayer> make) {
    RecurrentLayer layer = built(make, false);
    Variable x = Sequences.normal(DType.FLOAT64, 1, 2, 4, 2);
    List<Variable> all = new ArrayList<>(layer.parameters());
    all.add(x);
    GradientReport report =
        GradientChecker.check(() -> loss(layer, x.tensor()), all, GradientChecker.Options.DEFAULT);
    assertThat(report.worst()).as("%s", report).isLessThan(1e-5);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void secondDerivativesOfTheFusedLayerAreThoseOfTheUnrolledOne(
      String name, Function<RecurrentOptions, RecurrentLayer> make) {
    double[] fused = curvature(built(make, false));
    double[] unrolled = curvature(built(make, true));
    assertThat(fused).hasSameSizeAs(unrolled);
    for (int i = 0; i < fused.length; i++) {
      assertThat(fused[i]).isCloseTo(unrolled[i], within(1e-11 * (1 + Math.abs(unrolled[i]))));
    }
  }

  /** The gradient of |∂loss/∂W|² for x and W, and its slope along ones. */
  private static double[] curvature(RecurrentLayer layer) {
    Variable x = Sequences.normal(DType.FLOAT64, 1, 2, 4, 2);
    Variable w = layer.variable("weight_hh_l0");
    Tensor input = x.tensor();
    Tensor loss = loss(layer, input);
    Tensor squared = Gradients.of(loss, List.of(w)).get(w).square().sum();
    Gradients second = Gradients.of(squared, List.of(w, x));
    Tensor along = Forward.jvp(squared, input, Tensor.full(input.type(), 1));
    return Tensor.concat(
            0, List.of(second.get(w).reshape(-1), second.get(x).reshape(-1), along.reshape(-1)))
        .toDoubles();
  }
}
