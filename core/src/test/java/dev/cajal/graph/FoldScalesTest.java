package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Backends;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scales and shifts of channels move into the weights before them where these are steady. */
class FoldScalesTest {
  private final Random random = new Random(3);
  private final Variable x = filled(new Variable("x", type(2, 3, 6, 6)));
  private final Variable w = steady("w", 4, 3, 3, 3);
  private final Variable b = steady("b", 4);
  private final Variable mean = steady("mean", 4);
  private final Variable variance = steady("variance", 4);
  private final Variable gamma = steady("gamma", 4);
  private final Variable beta = steady("beta", 4);

  @Test
  void aBatchNormalisationInUseMovesIntoTheConvolution() {
    Tensor y = normalised(convolved(w).add(wide(b))).relu();
    assertThat(calls(y)).isEqualTo(1);
    assertThat(Step.compile(y).plan().toString()).contains("conv+bias+relu");
    agrees(y);
  }

  @Test
  void withoutABiasOfItsOwnItGetsOne() {
    Tensor y = normalised(convolved(w));
    assertThat(calls(y)).isEqualTo(1);
    agrees(y);
  }

  @Test
  void groupsKeepTheirChannels() {
    Variable four = filled(new Variable("x", type(2, 4, 6, 6)));
    Variable grouped = steady("w", 4, 2, 3, 3);
    Tensor y = normalised(four.tensor().conv(grouped.tensor(), Window.of(2).groups(2)));
    assertThat(calls(y)).isEqualTo(1);
    agrees(y);
  }

  @Test
  void columnsOfAProductAreScaledHoweverTheWeightsLie() {
    Variable rows = filled(new Variable("rows", type(5, 3)));
    Variable plain = steady("plain", 3, 4);
    Variable turned = steady("turned", 4, 3);
    for (Tensor product :
        List.of(
            rows.tensor().matmul(plain.tensor()),
            rows.tensor().matmul(turned.tensor().transpose()))) {
      Tensor y = product.sub(mean.tensor()).mul(gamma.tensor()).add(beta.tensor());
      assertThat(calls(y)).isEqualTo(1);
      agrees(y);
    }
  }

  @Test
  void nothingMovesIntoWeightsThatAreReadElsewhereBefore() {
    Tensor product = convolved(w);
    agrees(product.mul(wide(gamma)), product.exp());
    assertThat(calls(product.mul(wide(gamma)), product.exp())).isEqualTo(3);
  }

  @Test
  void aNumberMinusAConvolutionIsLeftAlone() {
    Tensor y = wide(b).sub(convolved(w));
    agrees(y);
    assertThat(calls(y)).isEqualTo(2);
  }

  @Test
  void weightsThatMayChangeAtEveryRunAreLeftAlone() {
    Variable fed = filled(new Variable("w", type(4, 3, 3, 3)));
    Tensor y = convolved(fed).mul(wide(gamma));
    assertThat(calls(y)).isEqualTo(2);
    agrees(y);
  }

  @Test
  void gradientsOfWhatWasFoldedAreRight() {
    Tensor y = normalised(convolved(w).add(wide(b))).relu().square().mean();
    Gradients gradients = Gradients.of(y, List.of(x, w, gamma));
    agrees(y, gradients.get(x), gradients.get(w), gradients.get(gamma));
  }

  @Test
  void newStatisticsAreSeen() {
    Tensor y = normalised(convolved(w)).relu();
    Step step = Step.compile(y);
    step.run();
    for (Variable changed : List.of(mean, variance, gamma, beta, w)) {
      filled(changed);
      step.run();
      agree(step, 0, Interpreter.run(Capture.of(List.of(y), true, List.of())).getFirst());
    }
  }

  private Tensor convolved(Variable weights) {
    return x.tensor().conv(weights.tensor(), Window.of(2));
  }

  private Tensor normalised(Tensor y) {
    Tensor scale = wide(gamma).div(wide(variance).add(1e-5).sqrt());
    return y.sub(wide(mean)).mul(scale).add(wide(beta));
  }

  private static Tensor wide(Variable vector) {
    return vector.tensor().reshape(1, 4, 1, 1);
  }

  private static int calls(Tensor... outputs) {
    Plan plan = Step.compile(outputs).plan();
    return plan.size() - plan.reorders();
  }

  private static void agrees(Tensor... outputs) {
    List<MemorySegment> expected = Interpreter.run(Capture.of(List.of(outputs), true, List.of()));
    for (boolean fuse : new boolean[] {true, false}) {
      Step step =
          Step.compile(
              List.of(outputs),
              List.of(),
              List.of(),
              Backends.all(),
              fuse ? Pass.all() : Set.of(),
              StepOptions.plain());
      step.run();
      for (int o = 0; o < outputs.length; o++) {
        agree(step, o, expected.get(o));
      }
    }
  }

  private static void agree(Step step, int output, MemorySegment expected) {
    HostArray found = HostArray.of(step.type(output), step.output(output));
    HostArray right = HostArray.of(step.type(output), expected);
    for (long i = 0; i < found.count(); i++) {
      assertThat(found.get(i)).isCloseTo(right.get(i), within(1e-4 * (1 + Math.abs(right.get(i)))));
    }
  }

  private Variable steady(String name, long... sizes) {
    return filled(Variable.steady(name, type(sizes)));
  }

  private Variable filled(Variable variable) {
    HostArray values = HostArray.of(variable.type(), variable.memory());
    for (long i = 0; i < values.count(); i++) {
      values.set(i, random.nextDouble() + 0.2);
    }
    variable.touched();
    return variable;
  }

  private static TensorType type(long... sizes) {
    return new TensorType(DType.FLOAT32, Shape.of(sizes));
  }
}
