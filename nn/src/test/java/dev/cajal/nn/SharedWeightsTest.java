package dev.cajal.nn;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Summary.Row;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Layers between the fully connected one, which shares nothing, and convolution. */
class SharedWeightsTest {
  private static final TensorType IMAGES = new TensorType(DType.FLOAT64, Shape.of(2, 3, 6, 5));

  private static Tensor images() {
    return Tensor.iota(IMAGES, 3).mul(Tensor.iota(IMAGES, 2).add(1)).sin();
  }

  @Test
  void fortyThousandUnitsOverALargeImage() {
    Shape image = Shape.of(1, 200, 200);
    Module full = new Sequential(new Flatten(), new Linear(40_000, false));
    Module local = new LocallyConnected2d(1, kernel(10).same(), false);
    Module shared = new Conv2d(100, kernel(10), false);
    assertThat(Summary.of(full, image).totals().parameters()).isEqualTo(1_600_000_000L);
    assertThat(Summary.of(local, image).totals().parameters()).isEqualTo(4_000_000L);
    assertThat(Summary.of(shared, image).totals().parameters()).isEqualTo(10_000L);
    assertThat(Summary.of(local, image).totals().units()).isEqualTo(40_000L);
  }

  @Test
  void equalWeightsAtAllPlacesAreAConvolution() {
    for (PaddingMode mode : PaddingMode.values()) {
      Kernel kernel = kernel(3, 2).stride(2, 1).padding(1).dilation(1, 2).paddingMode(mode);
      Conv2d shared = new Conv2d(4, kernel);
      LocallyConnected2d local = new LocallyConnected2d(4, kernel);
      shared.build(Shape.of(3, 6, 5), DType.FLOAT64, 1);
      local.build(Shape.of(3, 6, 5), DType.FLOAT64, 2);
      Shape weights = local.variable("weight").type().shape();
      assertThat(weights).isEqualTo(Shape.of(3, 5, 4, 3, 3, 2));
      local
          .variable("weight")
          .set(shared.variable("weight").tensor().broadcastTo(weights).values());
      assertThat(local.apply(images()).toDoubles())
          .containsExactly(shared.apply(images()).toDoubles(), within(1e-12));
    }
  }

  @Test
  void everyUnitHasItsOwnBiasAndWeights() {
    LocallyConnected1d layer = new LocallyConnected1d(2, kernel(2));
    layer.build(Shape.of(1, 3), 1);
    layer.variable("weight").set(1, 0, 0, 1, 10, 0, 0, 10);
    layer.variable("bias").set(0, 0.5f, 100, 200);
    Tensor x = Tensor.of(Shape.of(1, 1, 3), 1f, 2, 3);
    assertThat(layer.apply(x).toArray()).containsExactly(1, 20.5f, 102, 230);
    assertThat(layer.apply(Tensor.full(x.type().with(Shape.of(0, 1, 3)), 1)).shape())
        .isEqualTo(Shape.of(0, 2, 2));
  }

  @Test
  void localUnitsAreDrawnByWhatEachOfThemSees() {
    LocallyConnected2d layer = new LocallyConnected2d(2, kernel(3));
    layer.build(Shape.of(2, 8, 8), 3);
    double[] weights = layer.variable("weight").tensor().toDoubles();
    double bound = Math.sqrt(6.0 / 18);
    assertThat(Arrays.stream(weights).max().orElseThrow()).isBetween(0.95 * bound, bound);
    assertThat(Arrays.stream(weights).min().orElseThrow()).isBetween(-bound, -0.95 * bound);
  }

  @Test
  void localUnitsRefuseWhatTheyCannotDo() {
    assertThatThrownBy(() -> new LocallyConnected2d(4, kernel(3).groups(2)))
        .hasMessage(
            "locallyconnected2d: kernel 3, groups 2 has groups or ceil(), which only others take");
    assertThatThrownBy(() -> new LocallyConnected1d(0, kernel(3)))
        .hasMessage("locallyconnected1d: 0 units, expected at least 1");
    Module model = new Sequential().then("local", new LocallyConnected2d(1, kernel(2).stride(2)));
    assertThatThrownBy(() -> model.declare(Shape.of(1, 5, 4)))
        .hasMessage(
            "locallyconnected2d at local: kernel 2 with stride 2 passes by the last 1 rows of"
                + " input [2, 1, 5, 4]; add padding, change the stride, or allow it with floor()");
    Module built = new LocallyConnected2d(1, kernel(2));
    built.build(Shape.of(1, 4, 4), 1);
    assertThatThrownBy(() ->
            built.apply(Tensor.full(IMAGES.with(Shape.of(1, 1, 5, 5)), 0).cast(DType.FLOAT32)))
        .hasMessage(
            "parameter at weight: is float32[3, 3, 1, 1, 2, 2], input float32[1, 1, 5, 5] needs"
                + " float32[4, 4, 1, 1, 2, 2]; give inputs of the size that the model was built"
                + " for, or build another");
  }

  @Test
  void aKernelOfOnePixelIsAFullyConnectedLayerAtEveryPlace() {
    Conv2d layer = new Conv2d(4, kernel(1));
    Linear linear = new Linear(4);
    layer.build(Shape.of(3, 6, 5), DType.FLOAT64, 1);
    linear.build(Shape.of(3), DType.FLOAT64, 1);
    linear.variable("weight").set(layer.variable("weight").tensor().values());
    Tensor places = images().permute(0, 2, 3, 1);
    assertThat(layer.apply(images()).toDoubles())
        .containsExactly(linear.apply(places).permute(0, 3, 1, 2).toDoubles(), within(1e-12));
  }

  @Test
  void separatingDepthSavesMultiplications() {
    Shape image = Shape.of(3, 12, 12);
    assertThat(Summary.of(new Conv2d(256, kernel(5)), image).totals().multiplications())
        .isEqualTo(1_228_800L);
    Summary separable = Summary.of(new SeparableConv2d(256, kernel(5)), image);
    assertThat(separable.rows()).extracting(Row::multiplications).containsExactly(4_800L, 49_152L);
    assertThat(separable.totals().multiplications()).isEqualTo(53_952L);
  }

  @Test
  void depthwiseConvolutionsTakeTheirGroupsFromTheInput() {
    DepthwiseConv2d layer = new DepthwiseConv2d(kernel(3).stride(2).padding(1), 2, true);
    assertThat(layer.declare(Shape.of(3, 6, 5))).isEqualTo(Shape.of(6, 3, 3));
    assertThat(layer.variable("weight").type().shape()).isEqualTo(Shape.of(6, 1, 3, 3));
    assertThat(layer).hasToString("DepthwiseConv2d(3x3, stride 2, padding 1, multiplier 2)");
    assertThatThrownBy(() -> new DepthwiseConv2d(kernel(3).groups(2)))
        .hasMessage(
            "depthwiseconv2d: multiplier 1 and kernel 3, groups 2, expected at least 1, and"
                + " neither groups nor ceil()");
    Module model = new Sequential().then("d", new DepthwiseConv2d(kernel(2).stride(2)));
    assertThatThrownBy(() -> model.declare(Shape.of(3, 6, 5)))
        .hasMessage(
            "depthwiseconv2d at d: kernel 2 with stride 2 passes by the last 1 columns of input"
                + " [2, 3, 6, 5]; add padding, change the stride, or allow it with floor()");
  }

  @Test
  void aSeparableConvolutionIsAConvolutionByProducts() {
    SeparableConv2d layer = new SeparableConv2d(4, kernel(3).padding(1), 2, true);
    layer.build(Shape.of(3, 6, 5), DType.FLOAT64, 1);
    Tensor depth = layer.variable("depthwise.weight").tensor();
    Tensor point = layer.variable("pointwise.weight").tensor();
    assertThat(depth.shape()).isEqualTo(Shape.of(6, 1, 3, 3));
    // w[o, c] = Σ_m point[o, 2c + m] · depth[2c + m]
    Tensor product = point.reshape(4, 3, 2, 1, 1).mul(depth.reshape(1, 3, 2, 3, 3)).sum(2);
    Conv2d whole = new Conv2d(4, kernel(3).padding(1));
    whole.build(Shape.of(3, 6, 5), DType.FLOAT64, 1);
    whole.variable("weight").set(product.values());
    assertThat(layer.apply(images()).toDoubles())
        .containsExactly(whole.apply(images()).toDoubles(), within(1e-12));
  }

  @Test
  void sobelsKernelIsAColumnTimesARow() {
    SpatiallySeparableConv2d layer =
        new SpatiallySeparableConv2d(1, kernel(3).stride(1, 2).padding(1), 1, false);
    Conv2d whole = new Conv2d(1, kernel(3).stride(1, 2).padding(1), false);
    Shape image = Shape.of(1, 6, 5);
    layer.build(image, DType.FLOAT64, 1);
    whole.build(image, DType.FLOAT64, 1);
    layer.variable("column.weight").set(Tensor.of(Shape.of(3), 1.0, 2, 1).values());
    layer.variable("row.weight").set(Tensor.of(Shape.of(3), -1.0, 0, 1).values());
    whole.variable("weight").set(Tensor.of(Shape.of(9), -1.0, 0, 1, -2, 0, 2, -1, 0, 1).values());
    Tensor x = images().slice(1, 0, 1);
    assertThat(layer.apply(x).toDoubles())
        .containsExactly(whole.apply(x).toDoubles(), within(1e-12));
  }

  @Test
  void aConvolutionIsAFullyConnectedLayerWithSharedAndMissingWeights() {
    Conv2d layer = new Conv2d(1, kernel(3), false);
    layer.build(Shape.of(1, 6, 6), DType.FLOAT64, 1);
    double[] w = layer.variable("weight").tensor().toDoubles();
    double[] dense = new double[16 * 36];
    for (int unit = 0; unit < 16; unit++) {
      for (int tap = 0; tap < 9; tap++) {
        int pixel = (unit / 4 + tap / 3) * 6 + unit % 4 + tap % 3;
        dense[unit * 36 + pixel] = w[tap];
      }
    }
    Linear full = new Linear(16, false);
    full.build(Shape.of(36), DType.FLOAT64, 1);
    full.variable("weight").set(Tensor.of(Shape.of(16, 36), dense).values());
    Tensor x = Tensor.iota(IMAGES.with(Shape.of(1, 36)), 1).sin();
    assertThat(layer.apply(x.reshape(1, 1, 6, 6)).toDoubles())
        .containsExactly(full.apply(x).toDoubles(), within(1e-12));
  }
}
