package dev.cajal.nn.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.tensor.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassModelTest {

  @Test
  void theBestImageOfALinearUnitIsItsWeightsOverTwiceThePenalty() {
    Module model = new Sequential(new Linear(2));
    model.build(Shape.of(3), 1);
    model.variable("0.weight").set(1f, -2f, 3f, 4f, 0f, -1f);
    Tensor best =
        ClassModel.plain()
            .optimizer(Sgd.of(0.2))
            .l2(0.5)
            .steps(80)
            .of(model, Shape.of(3), Unit.score(0, 1));
    assertThat(best.toArray())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(1f, -2f, 3f, 4f, 0f, -1f);
  }

  @Test
  void blurLeavesNoNoiseOfSinglePixels() {
    Module model = noisy();
    ClassModel plain = ClassModel.plain().optimizer(Sgd.of(0.1)).steps(40).l2(0.5);
    double sharp = roughness(plain.of(model, Shape.of(1, 8, 8), Unit.score(0)));
    double smooth = roughness(plain.blur(1).of(model, Shape.of(1, 8, 8), Unit.score(0)));
    assertThat(smooth).isLessThan(0.3 * sharp).isPositive();
  }

  @Test
  void jitterIsRepeatedByItsSeedAndMovesTheImage() {
    Module model = noisy();
    ClassModel jittery = ClassModel.plain().steps(5).jitter(2);
    float[] once = jittery.of(model, Shape.of(1, 8, 8), Unit.score(0)).toArray();
    assertThat(jittery.of(model, Shape.of(1, 8, 8), Unit.score(0)).toArray()).containsExactly(once);
    assertThat(jittery.seed(1).of(model, Shape.of(1, 8, 8), Unit.score(0)).toArray())
        .isNotEqualTo(once);
    assertThat(jittery.jitter(0).of(model, Shape.of(1, 8, 8), Unit.score(0)).toArray())
        .isNotEqualTo(once);
  }

  @Test
  void theImageRaisesTheScore() {
    Module model = noisy();
    Tensor image = ClassModel.plain().of(model, Shape.of(1, 8, 8), Unit.score(0));
    double none = Unit.score(0).value(model, Tensor.full(image.type(), 0)).item();
    assertThat(none).isCloseTo(0, within(1e-6));
    assertThat(Unit.score(0).value(model, image).item()).isGreaterThan(10);
  }

  @Test
  void anImageIsFoundThoughNoUnitAnswersToZeros() {
    Module model = new Sequential(new Flatten(), new Linear(8), Activation.relu(), new Linear(1));
    model.build(Shape.of(1, 8, 8), 1);
    model.variable("1.bias").fill(-0.02);
    Tensor image = ClassModel.plain().of(model, Shape.of(1, 8, 8), Unit.score(0));
    double none = Unit.score(0).value(model, Tensor.full(image.type(), 0)).item();
    assertThat(none).isZero();
    assertThat(Unit.score(0).value(model, image).item()).isGreaterThan(1);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassModel.plain().l2(-1))
        .withMessageStartingWith("class model: 200 steps, l2 -1.0, blur 0.0, jitter 0; expected");
    Module model = new Sequential(new Linear(2));
    model.build(Shape.of(3), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassModel.plain().blur(1).of(model, Shape.of(3), Unit.score(0)))
        .withMessage("class model: inputs [3] are no images; leave out blur and jitter");
  }

  private static Module noisy() {
    Module model = new Sequential(new Flatten(), new Linear(1));
    model.build(Shape.of(1, 8, 8), 1);
    SplittableRandom random = new SplittableRandom(5);
    model.variable("1.weight").set(random.doubles(64, -1, 1).toArray());
    return model;
  }

  /** The mean square of differences of neighbours, over the mean square. */
  private static double roughness(Tensor image) {
    Tensor steps = image.slice(3, 1, 8).sub(image.slice(3, 0, 7));
    return steps.square().mean().item() / image.square().mean().item();
  }
}
