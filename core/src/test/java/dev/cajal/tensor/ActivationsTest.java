package dev.cajal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.grad.Gradients;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ActivationsTest {
  /** Every smooth and piecewise function, as far as it has no other kink than at −1, 0 and 1. */
  private static final Map<String, UnaryOperator<Tensor>> ALL =
      Map.ofEntries(
          Map.entry("sigmoid", Tensor::sigmoid),
          Map.entry("logSigmoid", Tensor::logSigmoid),
          Map.entry("softplus", Tensor::softplus),
          Map.entry("softsign", Tensor::softsign),
          Map.entry("tanhshrink", Tensor::tanhshrink),
          Map.entry("gelu", Tensor::gelu),
          Map.entry("geluTanh", Tensor::geluTanh),
          Map.entry("silu", Tensor::silu),
          Map.entry("mish", Tensor::mish),
          Map.entry("relu", Tensor::relu),
          Map.entry("relu6", Tensor::relu6),
          Map.entry("leakyRelu", x -> x.leakyRelu(0.01)),
          Map.entry("elu", x -> x.elu(1)),
          Map.entry("celu", x -> x.celu(2)),
          Map.entry("selu", Tensor::selu),
          Map.entry("hardtanh", x -> x.hardtanh(-1, 1)),
          Map.entry("hardsigmoid", Tensor::hardsigmoid),
          Map.entry("hardswish", Tensor::hardswish),
          Map.entry("softshrink", x -> x.softshrink(1)),
          Map.entry("hardshrink", x -> x.hardshrink(1)),
          Map.entry("threshold", x -> x.threshold(0, 5)),
          Map.entry("step", x -> x.step().straightThrough(x)));

  private static double[] slopes(UnaryOperator<Tensor> function, double... at) {
    Tensor x = Tensor.of(Shape.of(at.length), at).add(0);
    return Gradients.of(function.apply(x).sum(), x).get(x).toDoubles();
  }

  @Test
  void nothingOverflowsFarFromZero() {
    Tensor far = Tensor.of(-1e4f, -200, 200, 1e4f);

    ALL.forEach((name, function) -> {
      assertThat(function.apply(far).isFinite().cast(far.dtype()).toArray())
          .as(name)
          .containsOnly(1);
      for (double slope : slopes(function, -1e4, -200, 200, 1e4)) {
        assertThat(slope).as(name).isBetween(-0.1, 1.06);
      }
    });
  }

  @Test
  void atAKinkTheConstantPieceGivesTheSlope() {
    assertThat(slopes(Tensor::relu, 0)).containsExactly(0);
    assertThat(slopes(Tensor::relu6, 0, 6)).containsExactly(0, 0);
    assertThat(slopes(x -> x.hardtanh(-1, 1), -1, 1)).containsExactly(0, 0);
    assertThat(slopes(Tensor::hardsigmoid, -3, 3)).containsExactly(0, 0);
    assertThat(slopes(x -> x.softshrink(1), -1, 1)).containsExactly(0, 0);
    assertThat(slopes(x -> x.hardshrink(1), -1, 1)).containsExactly(0, 0);
    assertThat(slopes(x -> x.threshold(1, 5), 1)).containsExactly(0);
    assertThat(slopes(Tensor::abs, 0)).containsExactly(0);
  }

  @Test
  void atAKinkBetweenTwoSlopesTheLeftOneHolds() {
    assertThat(slopes(x -> x.leakyRelu(0.25), 0)).containsExactly(0.25);
    assertThat(slopes(x -> x.elu(2), 0)).containsExactly(2);
    assertThat(slopes(x -> x.prelu(Tensor.scalar(x.dtype(), 0.5)), 0)).containsExactly(0.5);
  }

  @Test
  void aSlopeReachesInfinity() {
    double inf = Double.POSITIVE_INFINITY;

    assertThat(slopes(Tensor::hardswish, -inf, inf)).containsExactly(0, 1);
    assertThat(slopes(x -> x.elu(1), -inf, inf)).containsExactly(0, 1);
    assertThat(slopes(Tensor::softplus, -inf, inf)).containsExactly(0, 1);
    assertThat(slopes(Tensor::logSigmoid, -inf, inf))
        .containsExactly(new double[] {1, 0}, within(0.0));
  }

  @Test
  void clampingLetsTheGradientThroughAtABound() {
    assertThat(slopes(x -> x.clamp(-1, 1), -2, -1, 0, 1, 2)).containsExactly(0, 1, 1, 1, 0);
  }

  @Test
  void aStepHasNoSlopeUnlessOneIsPassedThroughIt() {
    assertThat(Tensor.of(-2, 0, 3).step().toArray()).containsExactly(0, 0, 1);
    assertThat(Tensor.of(-2, 0, 3).step(0.5).toArray()).containsExactly(0, 0.5f, 1);
    assertThat(slopes(Tensor::step, -2, 0, 3)).containsExactly(0, 0, 0);
    assertThat(slopes(x -> x.step().straightThrough(x), -2, 0, 3)).containsExactly(1, 1, 1);
    assertThat(slopes(x -> x.step().straightThrough(x.hardtanh(-1, 1)), -2, 0, 3))
        .containsExactly(0, 1, 0);
    assertThat(Tensor.of(-2, 3).step().straightThrough(Tensor.of(-2, 3)).toArray())
        .containsExactly(0, 1);
  }

  @Test
  void whatIsNotANumberStaysOne() {
    ALL.forEach((name, function) -> {
      if (!name.equals("step")) {
        assertThat(function.apply(Tensor.of(Float.NaN)).toArray())
            .as(name)
            .containsExactly(Float.NaN);
      }
    });
  }

  @Test
  void anAxisThatCannotBeHalvedIsRejected() {
    assertThatThrownBy(() -> Tensor.of(1, 2, 3).glu(0))
        .isInstanceOf(ShapeException.class)
        .hasMessage("glu: axis 0 of [3] has size 3, expected an even one");
    assertThatThrownBy(() -> Tensor.of(1, 2, 3).maxout(0, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "maxout: axis 0 of [3] cannot be divided into groups of 2; make its size a multiple");
    assertThatThrownBy(() -> Tensor.of(1, 2, 3).softmax(-2))
        .isInstanceOf(ShapeException.class)
        .hasMessage("softmax: axis -2 does not exist in [3]");
    assertThatThrownBy(() -> Tensor.of(1, 2, 3).glu(1))
        .isInstanceOf(ShapeException.class)
        .hasMessage("glu: axis 1 does not exist in [3]");
  }
}
