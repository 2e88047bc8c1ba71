package dev.cajal.nn.inspect;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.MaxPool2d;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final TensorType IMAGES = new TensorType(DType.FLOAT64, Shape.of(2, 2, 6, 6));

  /** F = 3·max(a − b, 0) + 3·max(2b − a, 0) − max(a + b, 0). */
  private static Module threeRectifiers() {
    Module model = new Sequential(new Linear(3, false), Activation.relu(), new Linear(1, false));
    model.build(Shape.of(2), 1);
    model.variable("0.weight").set(1f, -1f, -1f, 2f, 1f, 1f);
    model.variable("2.weight").set(3f, 3f, -1f);
    return model;
  }

  private static Module net(Activation activation) {
    Module model =
        new Sequential()
            .then("conv", new Conv2d(4, kernel(3)))
            .then("act", activation)
            .then("pool", new MaxPool2d(2))
            .then("flatten", new Flatten())
            .then("fc", new Linear(3));
    model.build(Shape.of(2, 6, 6), DType.FLOAT64, 7);
    return model;
  }

  private static Tensor images() {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = new double[Math.toIntExact(IMAGES.shape().count())];
    Arrays.setAll(values, i -> random.nextDouble(-1, 1));
    return Tensor.of(IMAGES.shape(), values);
  }

  @Test
  void theThreeRulesDifferOnlyInWhatARectifierLetsBack() {
    // Before the rectifiers stand 2, −1 and 4; from above come 3, 3 and −1; F is 2.
    Module model = threeRectifiers();
    Tensor x = Tensor.of(Shape.of(1, 2), 3f, 1f);
    Unit unit = Unit.score(0);
    assertThat(unit.value(model, x).toArray()).containsExactly(2f);
    assertThat(Backprojection.GRADIENT.of(model, x, unit).toArray()).containsExactly(2f, -4f);
    assertThat(Backprojection.GUIDED.of(model, x, unit).toArray()).containsExactly(3f, -3f);
    assertThat(Backprojection.DECONVNET.of(model, x, unit).toArray()).containsExactly(0f, 6f);
  }

  @Test
  void withoutRectifiersTheRulesAgree() {
    Module model = net(Activation.tanh());
    Unit unit = Unit.score(1);
    double[] slope = Backprojection.GRADIENT.of(model, images(), unit).toDoubles();
    assertThat(Backprojection.GUIDED.of(model, images(), unit).toDoubles()).containsExactly(slope);
    double[] activation = unit.value(model, images()).toDoubles();
    double[] back = Backprojection.DECONVNET.of(model, images(), unit).toDoubles();
    assertThat(back[5]).isCloseTo(activation[0] * slope[5], within(1e-12));
  }

  @Test
  void poolingSendsBackThroughItsSwitches() {
    Module model = new Sequential(Activation.relu(), new MaxPool2d(2));
    model.build(Shape.of(1, 2, 4), 1);
    Tensor image = Tensor.of(Shape.of(1, 1, 2, 4), 1f, 2f, 0f, 5f, 3f, 0f, 7f, 6f);
    // The strongest place of the map [3, 7] is the second, whose switch points at the 7.
    assertThat(Backprojection.DECONVNET.of(model, image, Unit.of("1", 0)).toArray())
        .containsExactly(0f, 0f, 0f, 0f, 0f, 0f, 7f, 0f);
  }

  @Test
  void theGradientIsThatOfFiniteDifferences() {
    for (Unit unit : new Unit[] {Unit.score(2, 0), Unit.of("conv", 1), Unit.of("pool", 3, 2)}) {
      Module model = net(Activation.relu());
      double[] slope = Backprojection.GRADIENT.of(model, images(), unit).toDoubles();
      double[] at = images().toDoubles();
      for (int i = 0; i < at.length; i += 5) {
        double middle = at[i];
        double[] sums = new double[2];
        for (int side = 0; side < 2; side++) {
          at[i] = middle + (side == 0 ? 1e-6 : -1e-6);
          sums[side] = unit.value(model, Tensor.of(IMAGES.shape(), at)).sum().item();
        }
        at[i] = middle;
        assertThat(slope[i]).isCloseTo((sums[0] - sums[1]) / 2e-6, within(1e-7));
      }
    }
  }

  @Test
  void theSaliencyOfAPixelIsTheLargestOverItsChannels() {
    Tensor slopes = Tensor.of(Shape.of(1, 2, 1, 2), 1f, -2f, -3f, 0.5f);
    assertThat(Attribution.map(slopes).toArray()).containsExactly(3f, 2f);
  }

  @Test
  void integratedGradientsAreComplete() {
    for (Activation activation : new Activation[] {Activation.tanh(), Activation.relu()}) {
      Module model = net(activation);
      Unit unit = Unit.score(0, 2);
      // Two images and 410 points need many passes, and the last is not full.
      double[] shares =
          IntegratedGradients.of(410)
              .baseline(Tensor.scalar(DType.FLOAT64, 0.2))
              .of(model, images(), unit)
              .sum(1, 2, 3)
              .toDoubles();
      double[] there = unit.value(model, images()).toDoubles();
      double[] before = unit.value(model, Tensor.full(IMAGES, 0.2)).toDoubles();
      for (int n = 0; n < 2; n++) {
        assertThat(Math.abs(there[n] - before[n])).isGreaterThan(0.05);
        assertThat(shares[n]).isCloseTo(there[n] - before[n], within(2e-3));
      }
    }
  }

  @Test
  void integratedGradientsOfALinearUnitAreWeightTimesWay() {
    Module model = new Sequential(new Linear(2));
    model.build(Shape.of(2), 1);
    model.variable("0.weight").set(1f, 2f, 3f, -4f);
    Tensor x = Tensor.of(Shape.of(2, 2), 5f, 6f, 7f, 8f);
    assertThat(
            IntegratedGradients.of(3)
                .baseline(Tensor.of(1f))
                .of(model, x, Unit.score(1, 0))
                .toArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(12f, -20f, 6f, 14f);
  }

  @Test
  void occlusionMeasuresWhatTheUnitLoses() {
    Module model = new Sequential(new Flatten(), new Linear(1));
    model.build(Shape.of(1, 2, 3), 1);
    model.variable("1.weight").set(1f, 2f, 3f, 4f, 5f, 6f);
    Tensor image = Tensor.of(Shape.of(1, 1, 2, 3), 1f, 1f, 1f, 2f, 1f, 1f);
    Unit unit = Unit.score(0);
    assertThat(new Occlusion(1, 1, 0.5).of(model, image, unit).toArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(0.5f, 1, 1.5f, 6, 2.5f, 3);
    // Two squares of 2×2 lose 1 + 2 + 8 + 5 and 2 + 3 + 5 + 6; the middle column lies under both.
    Tensor coarse = new Occlusion(2, 1, 0).of(model, image, unit);
    assertThat(coarse.shape()).isEqualTo(Shape.of(1, 1, 2, 3));
    assertThat(coarse.toArray())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(16, 16, 16, 16, 16, 16);
  }

  @Test
  void occlusionReachesEveryPixelOfEveryImage() {
    double[] lost =
        new Occlusion(4, 3, 0).of(net(Activation.relu()), images(), Unit.score(0)).toDoubles();
    assertThat(lost).hasSize(72).doesNotContain(Double.NaN);
  }

  @Test
  void whatDoesNotExistIsSaidInOneLine() {
    Module model = net(Activation.relu());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.of("convv", 0).value(model, images()))
        .withMessageStartingWith("nothing is computed at 'convv'; the nearest layers are conv");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.of("conv", 4).value(model, images()))
        .withMessage("unit: conv has channels 0 to 3, not 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.score(0, 1, 2).value(model, images()))
        .withMessage("unit: 3 channels for 2 samples; give one for all, or one for each");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Unit.score())
        .withMessage("unit: give the number of a channel or class");
    assertThatThrownBy(() -> Occlusion.of(7).of(model, images(), Unit.score(0)))
        .hasMessage(
            "occlusion: a square of 7 pixels does not fit on images [2, 2, 6, 6]; they are"
                + " [n, channels, height, width]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Occlusion(3, 4, 0))
        .withMessage("occlusion: size 3 and stride 4, expected a stride from 1 to the size");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntegratedGradients.of(0))
        .withMessage("integrated gradients: 0 steps, at least 1 is needed");
  }
}
