package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ImageLayersTest {
  private static final Tensor IMAGE = Tensor.of(Shape.of(1, 1, 3, 3), 1f, 2, 3, 4, 5, 6, 7, 8, 9);

  @Test
  void aConvolutionSlidesItsKernelAndAddsItsBias() {
    Conv2d layer = new Conv2d(1, kernel(2));
    layer.build(Shape.of(1, 3, 3), 1);
    layer.variable("weight").set(1, 0, 0, -1);
    layer.variable("bias").set(10);
    Tensor y = layer.apply(IMAGE);
    assertThat(y.shape()).isEqualTo(Shape.of(1, 1, 2, 2));
    assertThat(y.toArray()).containsExactly(6, 6, 6, 6);
  }

  @Test
  void groupsSeeOnlyTheirOwnChannels() {
    Conv2d layer = new Conv2d(4, kernel(1).groups(2), false);
    layer.declare(Shape.of(6, 5, 5));
    assertThat(layer.state()).containsOnlyKeys("weight");
    assertThat(layer.variable("weight").type().shape()).isEqualTo(Shape.of(4, 3, 1, 1));
    assertThatThrownBy(() -> new Conv2d(4, kernel(1).groups(2)).declare(Shape.of(5, 4, 4)))
        .hasMessage("conv2d: input [2, 5, 4, 4] has 5 channels, which do not divide into 2 groups");
    assertThatThrownBy(() -> new Conv2d(3, kernel(1).groups(2)))
        .hasMessage("conv2d: 3 kernels in 2 groups; expected a multiple");
  }

  @Test
  void aStrideThatPassesByTheLastRowsIsRefusedUnlessAllowed() {
    Module model = new Sequential().then("conv1", new Conv2d(8, kernel(5).stride(2)));
    assertThatThrownBy(() -> model.declare(Shape.of(3, 28, 28)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "conv2d at conv1: kernel 5 with stride 2 passes by the last 1 rows of input"
                + " [2, 3, 28, 28]; add padding, change the stride, or allow it with floor()");
    assertThat(new Conv2d(8, kernel(5).stride(2).floor()).declare(Shape.of(3, 28, 28)))
        .isEqualTo(Shape.of(8, 12, 12));
    assertThat(new Conv2d(8, kernel(5).stride(2).padding(2)).declare(Shape.of(3, 28, 28)))
        .isEqualTo(Shape.of(8, 14, 14));
    assertThat(new Conv2d(8, kernel(5).stride(2)).declare(Shape.of(3, 29, 29)))
        .isEqualTo(Shape.of(8, 13, 13));
  }

  @Test
  void aKernelLargerThanTheImageIsRefusedByTheOperation() {
    Module model = new Sequential(new Conv2d(8, kernel(5)));
    assertThatThrownBy(() -> model.declare(Shape.of(3, 4, 4)))
        .hasMessageStartingWith("conv at 0: a window that reaches over 5 does not fit");
  }

  @Test
  void layersOverImagesAskForImages() {
    assertThatThrownBy(() -> new Sequential(new MaxPool2d(2)).declare(Shape.of(28, 28)))
        .hasMessage(
            "maxpool2d at 0: input is [2, 28, 28], expected images [n, channels, height, width];"
                + " reshape or unsqueeze it");
  }

  @Test
  void poolingTakesTheLargestOrTheMeanOfEachWindow() {
    assertThat(new MaxPool2d(2).apply(IMAGE).toArray()).containsExactly(5);
    assertThat(new AvgPool2d(2).apply(IMAGE).toArray()).containsExactly(3);
    assertThat(new MaxPool2d(kernel(2).stride(1)).apply(IMAGE).toArray())
        .containsExactly(5, 6, 8, 9);
    assertThat(new AvgPool2d(kernel(3).stride(2).padding(1)).apply(IMAGE).toArray())
        .containsExactly(new float[] {12 / 9f, 16 / 9f, 24 / 9f, 28 / 9f}, within(1e-6f));
    assertThat(new GlobalAvgPool().apply(IMAGE).toArray()).containsExactly(5);
  }

  @Test
  void responseNormalisationDividesByTheNeighbouringChannels() {
    // Expected numbers were computed with PyTorch 2.13.
    float[] ramp = new float[12];
    for (int i = 0; i < 12; i++) {
      ramp[i] = i - 5;
    }
    Tensor x = Tensor.of(Shape.of(1, 6, 1, 2), ramp);
    assertThat(new LocalResponseNorm(5, 0.3, 0.75, 2).apply(x).toArray())
        .containsExactly(
            new float[] {
              -1.73533f,
              -1.6718507f,
              -1.0299147f,
              -0.7917921f,
              -0.3132756f,
              0,
              0.3132756f,
              0.5494004f,
              1.0299147f,
              1.135498f,
              1.73533f,
              1.703247f
            },
            within(1e-6f));
    assertThat(new LocalResponseNorm(4, 0.3, 0.75, 2).apply(x).toArray())
        .containsExactly(
            new float[] {
              -1.6049497f,
              -1.5631799f,
              -0.9512342f,
              -0.7815899f,
              -0.3132756f,
              0,
              0.390795f,
              0.7348392f,
              0.9398269f,
              1.0180433f,
              1.5853903f,
              1.5270648f
            },
            within(1e-6f));
  }

  @Test
  void layersDescribeThemselves() {
    assertThat(new Conv2d(64, kernel(11).stride(4).padding(2)))
        .hasToString("Conv2d(64, 11x11, stride 4, padding 2)");
    assertThat(new Conv2d(8, kernel(3, 1).dilation(2).groups(2), false))
        .hasToString("Conv2d(8, 3x1, dilation 2, groups 2, no bias)");
    assertThat(new MaxPool2d(2)).hasToString("MaxPool2d(2x2)");
    assertThat(new Linear(10)).hasToString("Linear(10)");
    assertThat(new Dropout(0.5)).hasToString("Dropout(0.5)");
  }
}
