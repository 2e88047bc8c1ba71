package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.nn.init.Initializers;
import dev.cajal.tensor.Tensor;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LsuvTest {

  private static Tensor images(long... sizes) {
    Random random = new Random(5);
    Shape shape = Shape.of(sizes);
    return Tensor.of(shape, random.doubles(shape.count(), -3, 5).toArray());
  }

  private static double variance(Tensor y) {
    return y.sub(y.mean()).square().mean().toDoubles()[0];
  }

  @Test
  void everyLayerOfADeepNetHasUnitVariance() {
    Sequential model = new Sequential(new Flatten());
    for (int i = 0; i < 12; i++) {
      model.then(new Linear(24)).then(Activation.relu());
    }
    model.build(Shape.of(10), DType.FLOAT64, 3);
    Tensor batch = images(16, 10);
    Map<String, Double> variances = new Lsuv().tolerance(1e-3).on(model, batch, 3);
    assertThat(variances).hasSize(12);
    assertThat(variances.values()).allSatisfy(v -> assertThat(v).isCloseTo(1, within(1e-3)));
    Tensor y = batch;
    for (Map.Entry<String, Module> child : model.children().entrySet()) {
      y = child.getValue().apply(y);
      if (child.getValue() instanceof Linear) {
        assertThat(variance(y)).isCloseTo(1, within(1e-3));
      }
    }
  }

  @Test
  void convolutionsOfAllKindsAreScaled() {
    Module model =
        new Sequential(
                new Conv2d(6, kernel(3).padding(1)),
                Activation.relu(),
                new DepthwiseConv2d(kernel(3)),
                new BatchNorm(),
                new ConvTranspose2d(4, kernel(2)),
                new Flatten(),
                new Linear(3))
            .build(Shape.of(2, 6, 6), DType.FLOAT64, 3);
    Map<String, Double> variances = new Lsuv().tolerance(1e-4).on(model, images(8, 2, 6, 6), 3);
    assertThat(variances.keySet()).containsExactly("0", "2", "4", "6");
    assertThat(variances.values()).allSatisfy(v -> assertThat(v).isCloseTo(1, within(1e-4)));
    assertThat(model.variable("3.weight").tensor().toDoubles()).containsOnly(1);
  }

  @Test
  void weightsStayOrthogonalButForTheirLength() {
    Module model = new Sequential(new Linear(4)).build(Shape.of(6), DType.FLOAT64, 3);
    new Lsuv().on(model, images(9, 6), 7);
    Tensor w = model.variable("0.weight").tensor();
    double[] products = w.matmul(w.transpose()).toDoubles();
    for (int i = 0; i < products.length; i++) {
      assertThat(products[i]).isCloseTo(i % 5 == 0 ? products[0] : 0, within(1e-12));
    }
  }

  @Test
  void aBatchThatTellsNothingIsRefused() {
    Module model = new Sequential(new Linear(4)).build(Shape.of(6), 3);
    assertThatThrownBy(() -> new Lsuv().on(model, Tensor.of(Shape.of(1, 6), new float[6]), 7))
        .hasMessage(
            "lsuv at 0: the variance of the outputs is 0.0; give a batch of samples that differ");
    Module none = new Sequential(new Flatten()).build(Shape.of(6), 3);
    assertThatThrownBy(() -> new Lsuv().on(none, Tensor.of(Shape.of(1, 6), new float[6]), 7))
        .hasMessage("lsuv: Sequential has no layer that multiplies its input with a weight");
    assertThatThrownBy(() -> new Lsuv(0, 1))
        .hasMessage("lsuv: the tolerance must be a positive number, found 0.0");
    assertThatThrownBy(() -> new Lsuv(1, 0))
        .hasMessage("lsuv: at least 1 round is needed, found 0");
  }

  @Test
  void firstValuesAreDrawnByARuleOfChoice() {
    Module model =
        new Sequential(new Linear(4), new Linear(2)).build(Shape.of(6), DType.FLOAT64, 3);
    double[] before = model.variable("0.weight").tensor().toDoubles();
    FirstValues.draw(model, "1.*", Initializers.constant(0.5), 1);
    assertThat(model.variable("1.weight").tensor().toDoubles()).containsOnly(0.5);
    assertThat(model.variable("1.bias").tensor().toDoubles()).containsOnly(0.5);
    assertThat(model.variable("0.weight").tensor().toDoubles()).isEqualTo(before);
    assertThatThrownBy(() -> FirstValues.draw(model, "2.*", Initializers.zeros(), 1))
        .hasMessage("no parameter matches '2.*'; there are [0.weight, 0.bias, 1.weight, 1.bias]");
  }
}
