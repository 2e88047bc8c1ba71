package dev.cajal.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvTest {
  /** Two groups, stride (2, 1), dilation (2, 1), padding rows 1 + 2 and columns 0 + 1. */
  private static final Window MIXED =
      Window.of(2).stride(2, 1).dilation(2, 1).padding(List.of(1, 0), List.of(2, 1)).groups(2);

  @Test
  void strideDilationGroupsAndUnevenPaddingAgreeWithPyTorch() {
    Tensor y = Pattern.of(2, 4, 5, 4).conv(Pattern.of(2, 2, 2, 3), MIXED);

    assertThat(y.shape()).isEqualTo(Shape.of(2, 2, 3, 3));
    assertThat(y.toDoubles())
        .containsExactly(
            -26, 18, 26, -46, 40, 18, -36, 6, -15, -27, 58, -22, -64, 71, -19, -31, 8, -4, -26, 18,
            18, -52, 78, 9, -31, 55, -16, 8, 5, -25, -11, 69, -40, -35, 59, -22);
  }

  @Test
  void theGradientOfTheWeightAgreesWithPyTorch() {
    ConvWeightGrad op = new ConvWeightGrad(MIXED, Shape.of(2, 2, 2, 3));

    Tensor grad = Tensor.apply(op, Pattern.of(2, 2, 3, 3), Pattern.of(2, 4, 5, 4));

    assertThat(grad.toDoubles())
        .containsExactly(
            -9, -10, 34, 21, -17, 6, -7, 3, 13, -35, -62, 27, -22, -22, 44, -9, -68, 45, -55, 55,
            -15, -1, 28, -16);
  }

  @Test
  void theGradientOfTheInputAgreesWithPyTorch() {
    ConvInputGrad op = new ConvInputGrad(MIXED, Shape.of(2, 4, 5, 4));

    Tensor grad = Tensor.apply(op, Pattern.of(2, 2, 3, 3), Pattern.of(2, 2, 2, 3));

    assertThat(grad.slice(2, 1, 2).toDoubles())
        .containsExactly(
            -50, 10, 14, -16, 5, 15, -15, -12, 7, -18, 34, -9, -3, -22, 30, -3, 5, 3, -7, 29, -4,
            -32, 25, 37, -11, 27, -52, 33, 3, 27, -50, 21);
    assertThat(grad.slice(2, 3, 4).toDoubles())
        .containsExactly(
            5, 18, -17, -14, 31, -2, -67, -2, 4, -16, 38, -46, -2, -12, 24, -54, 5, -55, 17, 9, -11,
            6, 28, 3, -14, 29, -59, 29, 4, 37, -45, 25);
    assertThat(grad.slice(2, 0, 1).toDoubles()).containsOnly(0);
  }

  @Test
  void oneAndThreeSpatialAxesAgreeWithPyTorch() {
    Tensor line = Pattern.of(1, 2, 7).conv(Pattern.of(3, 2, 3), Window.of(1).stride(3).padding(1));
    Tensor solid =
        Pattern.of(1, 1, 2, 3, 3).conv(Pattern.of(1, 1, 2, 2, 2), Window.of(3).padding(1, 0, 0));

    assertThat(line.toDoubles()).containsExactly(-2, 47, 31, 12, 23, -4, 4, -23, -6);
    assertThat(solid.toDoubles())
        .containsExactly(9, 12, 18, 10, 38, -25, -19, -60, -31, 24, -31, 46);
  }

  @Test
  void sixFiveByFiveFiltersTurnAnImageOf32IntoSixMapsOf28() {
    Tensor y = Pattern.zeros(1, 3, 32, 32).conv(Pattern.zeros(6, 3, 5, 5), Window.of(2));

    assertThat(y.shape()).isEqualTo(Shape.of(1, 6, 28, 28));
    TensorType image = TensorType.float32(1, 3, 32, 32);
    TensorType filters = TensorType.float32(6, 3, 5, 5);
    assertThat(new Conv(Window.of(2)).multiplications(List.of(image, filters), List.of(y.type())))
        .isEqualTo(28L * 28 * 6 * 75);
  }

  @Test
  void aThreeByThreeWindowStopsAtFiveOrThreePlacesOfSeven() {
    Tensor x = Pattern.zeros(1, 1, 7, 7);
    Tensor w = Pattern.zeros(1, 1, 3, 3);

    assertThat(x.conv(w, Window.of(2)).shape()).isEqualTo(Shape.of(1, 1, 5, 5));
    assertThat(x.conv(w, Window.of(2).stride(2)).shape()).isEqualTo(Shape.of(1, 1, 3, 3));
  }

  @Test
  void wrongChannelsAreReportedWithThePathAndBothShapes() {
    Trace trace = Trace.building();
    Tensor x = new Variable("image", TensorType.float32(32, 3, 12, 12)).tensor(trace);

    assertThatThrownBy(() ->
            trace.within(
                "features",
                () -> trace.within("3", () -> x.conv(Pattern.zeros(16, 6, 5, 5), Window.of(2)))))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "conv at features.3: input has 3 channels [32, 3, 12, 12], weight expects 6 [16, 6, 5,"
                + " 5]");
  }

  @Test
  void groupsThatDoNotDivideTheChannelsAreReported() {
    Tensor x = Pattern.zeros(1, 4, 5, 5);

    assertThatThrownBy(() -> x.conv(Pattern.zeros(3, 2, 3, 3), Window.of(2).groups(2)))
        .hasMessage("conv: 3 output channels of weight [3, 2, 3, 3] do not divide into 2 groups");
    assertThatThrownBy(() -> x.conv(Pattern.zeros(2, 4, 3, 3), Window.of(2).groups(2)))
        .hasMessage(
            "conv: input has 4 channels [1, 4, 5, 5], weight expects 8 [2, 4, 3, 3] in 2 groups");
  }

  @Test
  void aKernelLargerThanTheImageIsReported() {
    Tensor x = Pattern.zeros(1, 1, 3, 3);

    assertThatThrownBy(() -> x.conv(Pattern.zeros(1, 1, 5, 5), Window.of(2)))
        .hasMessage(
            "conv: a window that reaches over 5 does not fit into spatial axis 0 of size 3 with padding"
                + " 0 + 0; use a smaller window or more padding");
  }

  @Test
  void operandsOfDifferentTypesOrRanksAreReported() {
    Tensor x = Pattern.zeros(1, 1, 3, 3);

    assertThatThrownBy(() -> x.conv(Pattern.zeros(1, 1, 3, 3).cast(DType.FLOAT64), Window.of(2)))
        .hasMessage(
            "conv: input float32[1, 1, 3, 3] and weight float64[1, 1, 3, 3] are not of one floating"
                + " type; cast one of them");
    assertThatThrownBy(() -> Pattern.zeros(1, 3, 3).conv(Pattern.zeros(1, 1, 3, 3), Window.of(2)))
        .hasMessageStartingWith("conv: input [1, 3, 3] and weight [1, 1, 3, 3] need a batch");
  }

  @Test
  void aGradientThatDoesNotBelongToTheConvolutionIsReported() {
    ConvInputGrad op = new ConvInputGrad(Window.of(2), Shape.of(1, 1, 5, 5));

    assertThatThrownBy(() -> Tensor.apply(op, Pattern.zeros(1, 1, 4, 4), Pattern.zeros(1, 1, 3, 3)))
        .hasMessage(
            "conv_input_grad: gradient [1, 1, 4, 4] does not fit: input [1, 1, 5, 5] and weight [1,"
                + " 1, 3, 3] give [1, 1, 3, 3]");
  }

  @Test
  void anEmptyBatchGivesAnEmptyResultAndAZeroGradient() {
    Tensor x = Pattern.zeros(0, 1, 5, 5);
    Tensor y = x.conv(Pattern.zeros(2, 1, 3, 3), Window.of(2));
    Tensor grad = Tensor.apply(new ConvWeightGrad(Window.of(2), Shape.of(2, 1, 3, 3)), y, x);

    assertThat(y.toDoubles()).isEmpty();
    assertThat(grad.toDoubles()).hasSize(18).containsOnly(0);
  }
}
