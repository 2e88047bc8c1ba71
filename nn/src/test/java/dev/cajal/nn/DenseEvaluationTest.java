package dev.cajal.nn;

import static dev.cajal.nn.Activation.relu;
import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.saved.SavedModel;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DenseEvaluationTest {

  /** AlexNet in the small: response normalisation and pooling by windows that overlap. */
  private static Sequential alexnet() {
    return new Sequential()
        .then(
            "features",
            new Sequential(
                new Conv2d(6, kernel(5).stride(2).floor()),
                relu(),
                new LocalResponseNorm(5, 5e-4, 0.75, 2),
                new MaxPool2d(kernel(3).stride(2)),
                new Conv2d(8, kernel(3).groups(2)),
                relu(),
                new MaxPool2d(kernel(3).stride(2))))
        .then("flatten", new Flatten())
        .then(
            "classifier",
            new Sequential(
                new Linear(12), relu(), new Dropout(0.5), new Linear(9), relu(), new Linear(5)));
  }

  /** OverFeat's fast model in the small. */
  private static Sequential overfeat(int padding) {
    return new Sequential(
        new Conv2d(4, kernel(5).stride(2).floor()),
        relu(),
        new MaxPool2d(2),
        new Conv2d(6, kernel(3)),
        relu(),
        new MaxPool2d(2),
        new Conv2d(8, kernel(3).padding(padding)),
        relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Linear(10),
        relu(),
        new Linear(7));
  }

  private static Tensor image(int size) {
    TensorType type = new TensorType(DType.FLOAT64, Shape.of(2, 3, size, size));
    return Tensor.iota(type, 3)
        .mul(Tensor.iota(type, 2).add(1.7))
        .add(Tensor.iota(type, 1).mul(0.3))
        .add(Tensor.iota(type, 0))
        .sin();
  }

  /**
   * Every score of the map against that of the crop which it stands for; the largest difference.
   */
  private static double apart(Module net, int size, int steps) {
    DenseEvaluation dense = DenseEvaluation.of(net);
    int stride = Math.toIntExact(dense.stride());
    Tensor large = image(size + steps * stride);
    Tensor map = dense.apply(large);
    assertThat(map.shape().slice(2, 4)).isEqualTo(Shape.of(steps + 1, steps + 1));
    double worst = 0;
    for (int i = 0; i <= steps; i++) {
      for (int j = 0; j <= steps; j++) {
        Tensor crop =
            large
                .slice(2, (long) i * stride, (long) i * stride + size)
                .slice(3, (long) j * stride, (long) j * stride + size);
        Tensor here = map.select(3, j).select(2, i);
        worst = Math.max(worst, net.apply(crop).sub(here).abs().max().item());
      }
    }
    return worst;
  }

  @Test
  void aMapOfScoresIsThatOfTheCrops() {
    Module alexnet = alexnet().build(Shape.of(3, 39, 39), DType.FLOAT64, 1);
    assertThat(DenseEvaluation.of(alexnet).stride()).isEqualTo(8);
    assertThat(apart(alexnet, 39, 2)).isLessThan(1e-12);
    Module overfeat = overfeat(0).build(Shape.of(3, 51, 51), DType.FLOAT64, 2);
    assertThat(DenseEvaluation.of(overfeat).stride()).isEqualTo(16);
    assertThat(apart(overfeat, 51, 2)).isLessThan(1e-12);
  }

  @Test
  void whereLayersPadCropsSeeZerosAroundThemAndTheMapDoesNot() {
    Module padded = overfeat(1).build(Shape.of(3, 43, 43), DType.FLOAT64, 2);
    assertThat(apart(padded, 43, 0)).isLessThan(1e-12);
    assertThat(apart(padded, 43, 2)).isGreaterThan(1e-6);
  }

  @Test
  void globalPoolingBecomesPoolingOverWindows() {
    for (Module pool : new Module[] {new GlobalAvgPool(), new GlobalMaxPool()}) {
      Module net = new Sequential(new Conv2d(4, kernel(3)), relu(), pool, new Linear(3));
      net.build(Shape.of(3, 9, 9), DType.FLOAT64, 3);
      assertThat(apart(net, 9, 3)).isLessThan(1e-12);
    }
  }

  @Test
  void weightsAreSharedUnderTheSamePaths() {
    Sequential net = alexnet();
    net.build(Shape.of(3, 39, 39), DType.FLOAT64, 1);
    DenseEvaluation dense = DenseEvaluation.of(net);
    assertThat(dense.state()).isEqualTo(net.state());
    double before = dense.apply(image(47)).sum().item();
    net.variable("classifier.5.bias").fill(1);
    // Four places, five classes and two images.
    assertThat(dense.apply(image(47)).sum().item() - before).isCloseTo(40, within(1e-9));
  }

  @Test
  void theDenseFormIsSummarisedAndSaved() {
    Module net = overfeat(0).build(Shape.of(3, 51, 51), 1);
    DenseEvaluation dense = DenseEvaluation.of(net);
    Summary summary = Summary.of(dense, Shape.of(3, 83, 83));
    assertThat(summary.totals().parameters())
        .isEqualTo(Summary.of(net, Shape.of(3, 51, 51)).totals().parameters());
    assertThat(summary.rows().getLast().output()).isEqualTo(Shape.of(7, 3, 3));
    Module same = SavedModel.of(dense, Shape.of(3, 83, 83)).rebuild();
    assertThat(same.state().keySet()).isEqualTo(net.state().keySet());
  }

  @Test
  void whatHasNoDenseFormIsRefusedWithItsPath() {
    Module built = new Sequential(new Flatten(), new Linear(3), Activation.softmax());
    built.build(Shape.of(1, 4, 4), 1);
    assertThatThrownBy(() -> DenseEvaluation.of(built))
        .hasMessageStartingWith("dense: Softmax at 2 after the flattening has no dense form");
    assertThatThrownBy(() -> DenseEvaluation.of(new Sequential(new Flatten())))
        .hasMessage("dense: the network has no shapes yet; build it first");
    assertThatThrownBy(() -> DenseEvaluation.of(new Linear(3)))
        .hasMessageStartingWith("dense: Linear is no Sequential");
    Module flat = new Sequential(new Flatten(), new Linear(2)).build(Shape.of(5), 1);
    assertThatThrownBy(() -> DenseEvaluation.of(flat))
        .hasMessageStartingWith("dense: 0 flattens [5]; expected a map");
  }
}
