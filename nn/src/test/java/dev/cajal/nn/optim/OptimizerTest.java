package dev.cajal.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fifty steps on ½Σa²w² + Σ sin w + bΣw + 3(b − 1)², against what PyTorch 2.13 computes in float64
 * from the same beginning.
 */
class OptimizerTest {
  private static final double NO_LIMIT = Double.NaN;
  private static final int STEPS = 50;

  private static Stream<Arguments> expected() {
    return Stream.of(
        Arguments.of(
            Sgd.of(0.02),
            NO_LIMIT,
            List.of(
                -0.610684137479, -0.995266980328, -0.428910327882, 1.648121481007, 0.970255409681)),
        Arguments.of(
            Sgd.of(0.02).decay(0.1),
            NO_LIMIT,
            List.of(
                -0.63502778215, -0.958366254451, -0.423680738586, 1.383211312069, 0.989953424211)),
        Arguments.of(
            Sgd.of(0.02).momentum(0.9),
            NO_LIMIT,
            List.of(
                -9.100466749031,
                -1.890681441416,
                -1.069354170635,
                -5.211369914241,
                3.801960901977)),
        Arguments.of(
            Sgd.of(0.02).nesterov(0.9).decay(0.01),
            NO_LIMIT,
            List.of(
                -9.066461539067, -1.925278381109, -1.026204237553, -4.47572746464, 3.691657095678)),
        Arguments.of(
            Sgd.of(0.02).momentum(0.9),
            1.5,
            List.of(
                -3.994256376878,
                -1.705586215924,
                -0.836514699228,
                -3.460201087625,
                2.665042337343)),
        Arguments.of(
            Adam.of(0.02),
            NO_LIMIT,
            List.of(
                -0.069247456007, -1.187809931282, -0.32891991047, 1.942247924056, 0.896291318222)),
        Arguments.of(
            Adam.of(0.02).betas(0.8, 0.95).epsilon(1e-6).decay(0.1),
            NO_LIMIT,
            List.of(
                -0.048755133469, -1.177637083103, -0.31785138175, 1.966040376268, 0.893530929148)),
        Arguments.of(
            AdamW.of(0.02).decay(0.3),
            NO_LIMIT,
            List.of(
                -0.186858566756,
                -0.899619579001,
                -0.323604031817,
                1.280683906975,
                0.916564225893)));
  }

  @ParameterizedTest
  @MethodSource("expected")
  void fiftyStepsInFloat64MatchPyTorch(Optimizer optimizer, double limit, List<Double> values) {
    assertSteps(optimizer, limit, values, DType.FLOAT64, 1e-11);
  }

  @ParameterizedTest
  @MethodSource("expected")
  void fiftyStepsInFloat32MatchPyTorch(Optimizer optimizer, double limit, List<Double> values) {
    assertSteps(optimizer, limit, values, DType.FLOAT32, 5e-6);
  }

  private static void assertSteps(
      Optimizer optimizer, double limit, List<Double> values, DType dtype, double tolerance) {
    // Two axes, so that decay which spares vectors sees a matrix here.
    Variable w = new Variable("w", new TensorType(dtype, Shape.of(2, 2)));
    Variable b = new Variable("b", new TensorType(dtype, Shape.of(1)));
    w.set(1, -2, 0.5f, 3);
    b.fill(0.3);
    Tensor a = Tensor.of(Shape.of(2, 2), 0.5, -1.25, 2.0, 0.75).cast(dtype);
    Tensor x = w.tensor();
    Tensor y = b.tensor();
    Tensor loss =
        a.mul(x)
            .square()
            .sum()
            .div(2)
            .add(x.sin().sum())
            .add(y.mul(x).sum())
            .add(y.sub(1).square().sum().mul(3));
    Updates updates = new Updates(optimizer, List.of(w, b));
    Gradients gradients = Gradients.of(loss, List.of(w, b));
    Tensor norm = updates.norm(gradients);
    Step step =
        Step.compile(
            List.of(loss),
            List.of(loss, norm),
            Double.isNaN(limit) ? updates.of(gradients) : updates.clipped(gradients, norm, limit));
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
    HostArray weights = HostArray.of(w.type(), w.rowMajor());
    for (int i = 0; i < 4; i++) {
      double value = values.get(i);
      assertThat(weights.get(i)).isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
    }
    assertThat(b.tensor().toDoubles()[0]).isCloseTo(values.get(4), within(4 * tolerance));
  }

  @Test
  void theLearningRateChangesWithoutANewStep() {
    Variable w = new Variable("w", TensorType.float32());
    Updates updates = new Updates(Sgd.of(1), List.of(w));
    Gradients gradients = Gradients.of(w.tensor().mul(2), List.of(w));
    Step step = Step.compile(List.of(), List.of(), updates.of(gradients));
    step.run();
    updates.rate().fill(0.25);
    step.run();
    assertThat(w.tensor().item()).isEqualTo(-2.5f);
  }

  @Test
  void stateIsNamedByParameterPath() {
    Variable w = new Variable("conv1.weight", TensorType.float32(2));
    assertThat(new Updates(Sgd.of(1).momentum(0.5), List.of(w)).state())
        .extracting(Variable::name)
        .containsExactly("step", "momentum.conv1.weight");
    assertThat(new Updates(Adam.of(1), List.of(w)).state())
        .extracting(Variable::name)
        .containsExactly("step", "exp_avg.conv1.weight", "exp_avg_sq.conv1.weight");
  }

  @Test
  void slotsBeginAtTheValueThatTheOptimizerSays() {
    Variable w = new Variable("w", TensorType.float32(2));
    assertThat(new Updates(AdaGrad.of(1).initialSum(0.5), List.of(w)).state())
        .extracting(v -> v.name() + " " + v.tensor())
        .containsExactly("step float32[] [0.0]", "sum.w float32[2] [0.5, 0.5]");
    assertThat(new Updates(NAdam.of(1), List.of(w)).state())
        .extracting(v -> v.name() + " " + v.tensor())
        .contains("mu_product.w float32[] [1.0]");
  }

  @Test
  void frozenParametersStayAndHaveNoStateAndNoPartInTheNorm() {
    Variable w = new Variable("head.weight", TensorType.float32());
    Variable b = new Variable("body.weight", TensorType.float32());
    Updates updates =
        new Updates(
            Sgd.of(1).momentum(0.5), List.of(w, b), List.of(ParameterGroup.of("body.*").freeze()));
    assertThat(updates.state())
        .extracting(Variable::name)
        .containsExactly("step", "momentum.head.weight");
    Gradients gradients = Gradients.of(w.tensor().mul(2).add(b.tensor().mul(3)), List.of(w, b));
    assertThat(updates.norm(gradients).item()).isEqualTo(2);
    Step.compile(List.of(), List.of(), updates.of(gradients)).run();
    assertThat(w.tensor().item()).isEqualTo(-2);
    assertThat(b.tensor().item()).isZero();
  }

  @Test
  void aParameterBelongsToTheFirstGroupThatTakesIt() {
    Variable w = new Variable("a.weight", TensorType.float32(1, 1));
    Variable b = new Variable("a.bias", TensorType.float32(1));
    w.fill(1);
    b.fill(1);
    Updates updates =
        new Updates(
            Sgd.of(0.5).decay(0.5),
            List.of(w, b),
            List.of(ParameterGroup.vectors().decay(0), ParameterGroup.of("a.*").rate(0.5)));
    Tensor loss = w.tensor().sum().add(b.tensor().sum());
    Step.compile(List.of(), List.of(), updates.of(Gradients.of(loss, List.of(w, b)))).run();
    assertThat(w.tensor().toDoubles()).containsExactly(1 - 0.25 * 1.5);
    assertThat(b.tensor().toDoubles()).containsExactly(0.5);
  }

  @Test
  void groupsThatTakeNothingOrAllAreRefused() {
    List<Variable> w = List.of(new Variable("conv1.weight", TensorType.float32(2)));
    assertThatThrownBy(
            () -> new Updates(Sgd.of(1), w, List.of(ParameterGroup.of("conv2.*").rate(0.1))))
        .hasMessage(
            "parameter group conv2.* rate x0.1 takes no parameter; they are [conv1.weight]");
    assertThatThrownBy(() -> new Updates(Sgd.of(1), w, List.of(ParameterGroup.of("*").freeze())))
        .hasMessage("all parameters are frozen by groups; leave one to be trained");
    assertThatThrownBy(() -> ParameterGroup.of("a").rate(-1))
        .hasMessage(
            "parameter group a: the factor of the learning rate must be a number from 0 up, found"
                + " -1.0");
  }

  @Test
  void anOptimizerWithoutDecaySaysSo() {
    record SignDescent(double rate) implements Optimizer {
      @Override
      public List<Slot> slots() {
        return List.of();
      }

      @Override
      public Rule rule(Tensor eta, Tensor step) {
        return (w, g, slots) -> List.of(w.sub(eta.mul(g.sign())));
      }
    }
    assertThatThrownBy(() -> new SignDescent(1).decay(0.1))
        .hasMessage("SignDescent[rate=1.0] has no weight decay; leave it out");
  }

  @Test
  void theProximalStepMakesExactZerosOfWeightsAlone() {
    Variable w = new Variable("w", TensorType.float32(1, 4));
    Variable b = new Variable("b", TensorType.float32(2));
    w.set(0.5f, -0.5f, 0.05f, -0.05f);
    b.set(0.05f, -0.05f);
    Updates updates = new Updates(Sgd.of(0.5).l1(0.25), List.of(w, b));
    Tensor loss = w.tensor().sum().add(b.tensor().sum()).mul(0);
    Step.compile(List.of(), List.of(), updates.of(Gradients.of(loss, List.of(w, b)))).run();
    assertThat(w.tensor().toArray()).containsExactly(0.375f, -0.375f, 0, -0f);
    assertThat(b.tensor().toArray()).containsExactly(0.05f, -0.05f);
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Sgd.of(1).dampening(0.1).nesterov(0.9))
        .hasMessage("sgd: Nesterov's look-ahead goes without dampening, found 0.1");
    assertThatThrownBy(() -> Sgd.of(1).clipValue(0))
        .hasMessage("the limit of gradient values must be a positive number, found 0.0");
    assertThatThrownBy(() -> Sgd.of(1).maxNorm(-1))
        .hasMessage("the limit of the norm of weights must be a positive number, found -1.0");
    assertThatThrownBy(() -> Sgd.of(1).l1(-1))
        .hasMessage("the penalty l1 must be a number from 0 up, found -1.0");
    assertThatThrownBy(() -> AdaDelta.of(1).rho(2))
        .hasMessage("adadelta: rho must be in [0, 1], found 2.0");
    assertThatThrownBy(() -> new Rprop(1, 2, 1.2, 0, 1, 0))
        .hasMessage("rprop: the factors must be below and above 1, found 2.0 and 1.2");
    assertThatThrownBy(() -> Sgd.of(-1))
        .hasMessageContaining("learning rate")
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> Sgd.of(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Sgd.of(1).momentum(1)).hasMessageContaining("momentum");
    assertThatThrownBy(() -> Sgd.of(1).nesterov(0)).hasMessageContaining("needs momentum");
    assertThatThrownBy(() -> Adam.of(1).betas(0.9, 1)).hasMessageContaining("beta2");
    assertThatThrownBy(() -> AdamW.of(1).epsilon(0)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> new Updates(Sgd.of(1), List.of()))
        .hasMessageContaining("no parameters");
  }

  @Test
  void optimizersDescribeThemselves() {
    assertThat(Sgd.of(0.1).nesterov(0.9).decay(5e-4))
        .hasToString("sgd, learning rate 0.1, Nesterov momentum 0.9, weight decay 5.0E-4");
    assertThat(AdamW.of(0.001).amsgrad(true).l1(0.01).maxNorm(3).clipValue(1).maximize())
        .hasToString(
            "adamw, learning rate 0.001, beta 0.9 0.999, epsilon 1.0E-8, weight decay 0.01, amsgrad,"
                + " l1 0.01, norm of weights to 3.0, gradient values to 1.0, upwards");
    assertThat(RmsProp.of(0.01).centred(true).momentum(0.5))
        .hasToString(
            "rmsprop, learning rate 0.01, alpha 0.99, momentum 0.5, centred, epsilon 1.0E-8");
    assertThat(ParameterGroup.of("features.*").rate(0.1).decay(0))
        .hasToString("features.* rate x0.1 weight decay 0.0");
    assertThat(ParameterGroup.vectors().freeze()).hasToString("* (vectors) frozen");
  }
}
