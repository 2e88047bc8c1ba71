package dev.cajal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.op.Window;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the fast precision rounds, and that it rounds nothing else. */
class MixPrecisionTest {
  private static final Window SAME = Window.of(2).padding(1);
  private static final StepOptions FAST = StepOptions.plain().precision(Precision.FAST);

  /** A training step of two convolutions, the second large, with normalisation and pooling. */
  private static final class Net {
    private final SplittableRandom random = new SplittableRandom(5);
    final Variable x = normal("x", 1, 4, 16, 32, 32);
    final Variable first = normal("first", 0.1, 32, 16, 3, 3);
    final Variable second = normal("second", 0.1, 32, 32, 3, 3);
    final Variable bias = normal("bias", 0.1, 32);
    final Step step;

    Net(StepOptions options) {
      Tensor y = x.tensor().conv(first.tensor(), SAME);
      y = y.sub(y.mean(0, 2, 3).reshape(1, 32, 1, 1)).relu();
      y = y.maxPool(List.of(2, 2), Window.of(2).stride(2)).conv(second.tensor(), SAME);
      y = y.add(bias.tensor().reshape(1, 32, 1, 1)).relu();
      Tensor loss = y.square().mean();
      List<Variable> weights = List.of(first, second, bias);
      Gradients gradients = Gradients.of(loss, weights);
      step =
          Step.compile(
              List.of(loss, gradients.get(first), gradients.get(second), gradients.get(bias)),
              List.of(loss),
              weights.stream()
                  .map(w -> new Assignment(w, w.tensor().sub(gradients.get(w).mul(0.1))))
                  .toList(),
              options);
    }

    private Variable normal(String name, double scale, long... sizes) {
      Variable variable = new Variable(name, TensorType.float32(sizes));
      float[] values = new float[Math.toIntExact(variable.type().shape().count())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (scale * random.nextGaussian());
      }
      variable.set(values);
      return variable;
    }

    float[] output(int number) {
      return step.output(number).toArray(ValueLayout.JAVA_FLOAT);
    }
  }

  @Test
  void lossAndGradientsAreThoseOfFloat32WithinAFewRoundings() {
    Net strict = new Net(StepOptions.plain());
    Net fast = new Net(FAST);
    strict.step.run();
    fast.step.run();
    assertThat(fast.step.plan().toString()).contains("bfloat16[4, 32, 32, 32]");
    for (int output = 0; output < 4; output++) {
      double distance = distance(fast.output(output), strict.output(output));
      assertThat(distance).as("output %d", output).isPositive().isLessThan(0.05);
    }
  }

  @Test
  void weightsAndGradientsStayFloat32() {
    Net net = new Net(FAST);
    float[] before = net.second.tensor().toArray();
    net.step.run();
    float[] gradient = net.output(2);
    float[] after = net.second.tensor().toArray();
    int rounded = 0;
    for (int i = 0; i < after.length; i++) {
      assertThat(after[i]).isEqualTo(before[i] - gradient[i] * 0.1f);
      rounded += (Float.floatToRawIntBits(gradient[i]) & 0xffff) == 0 ? 1 : 0;
    }
    assertThat(rounded).isLessThan(after.length / 100);
  }

  @Test
  void runsAreEqualBitForBit() {
    Net one = new Net(FAST);
    Net two = new Net(FAST);
    for (int i = 0; i < 3; i++) {
      one.step.run();
      two.step.run();
    }
    assertThat(one.first.tensor().toArray()).isEqualTo(two.first.tensor().toArray());
  }

  @Test
  void aProductReadsRoundedOperands() {
    Net net = new Net(FAST);
    Tensor w = net.first.tensor();
    Step fast = Step.compile(List.of(net.x.tensor().conv(w, SAME)), List.of(), List.of(), FAST);
    fast.run();
    float[] explicit = rounded(net.x.tensor()).conv(rounded(w), SAME).toArray();
    float[] strict = net.x.tensor().conv(w, SAME).toArray();
    float[] result = fast.output(0).toArray(ValueLayout.JAVA_FLOAT);
    assertThat(distance(result, explicit)).isLessThan(1e-6);
    assertThat(distance(result, strict)).isBetween(1e-4, 1e-2);
  }

  @Test
  void smallProductsAndDataOfFewChannelsAreReadAsTheyAre() {
    Net net = new Net(FAST);
    Variable image = net.normal("image", 1, 2, 3, 96, 96);
    Variable filter = net.normal("filter", 1, 48, 3, 3, 3);
    Tensor large = image.tensor().conv(filter.tensor(), SAME).square();
    Tensor small = net.bias.tensor().reshape(4, 8).matmul(net.bias.tensor().reshape(8, 4));
    Plan plan = Step.compile(List.of(large, small), List.of(), List.of(), FAST).plan();
    assertThat(plan.toString())
        .contains("bfloat16[2, 48, 96, 96]")
        .contains("float32[4, 4]")
        .doesNotContain("bfloat16[48, 3");
  }

  @Test
  void aValueIsStoredOnce() {
    String plan = new Net(FAST).step.plan().toString();
    assertThat(plan.lines().filter(l -> l.contains(" float32[4, 32, 32, 32]")).toList())
        .as(plan)
        .hasSizeLessThan(2);
    assertThat(plan.lines().filter(l -> l.contains("max_pool")).toList())
        .allSatisfy(l -> assertThat(l).contains("bfloat16[4, 32, 16, 16]"));
  }

  @Test
  void whatIsReadAfterwardsIsNotRounded() {
    Net net = new Net(FAST);
    Tensor y = net.x.tensor().conv(net.first.tensor(), SAME);
    Plan plan = Step.compile(List.of(y), List.of(), List.of(), FAST).plan();
    assertThat(plan.toString()).contains("float32[4, 32, 32, 32]").doesNotContain("bfloat16[4, 32");
  }

  @Test
  void otherTypesAreLeftAlone() {
    Variable a = new Variable("a", new TensorType(DType.FLOAT64, Shape.of(256, 256)));
    Tensor product = a.tensor().matmul(a.tensor());
    Plan plan = Step.compile(List.of(product), List.of(), List.of(), FAST).plan();
    assertThat(plan.toString()).contains("float64[256, 256]").doesNotContain("bfloat16");
  }

  private static Tensor rounded(Tensor x) {
    return x.cast(DType.BFLOAT16).cast(DType.FLOAT32);
  }

  private static double distance(float[] a, float[] b) {
    double apart = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      apart += (a[i] - b[i]) * (double) (a[i] - b[i]);
      norm += b[i] * (double) b[i];
    }
    return Math.sqrt(apart / norm);
  }
}
