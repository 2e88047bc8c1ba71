package dev.cajal.cpu.dnnl;

import static dev.cajal.backend.TensorType.float32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.ContractionsConformance;
import dev.cajal.cpu.KernelCheck;
import dev.cajal.cpu.KernelSource;
import dev.cajal.cpu.natives.Library;
import dev.cajal.graph.Epilogue;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.LogSoftmax;
import dev.cajal.op.MatMul;
import dev.cajal.op.MaxPool;
import dev.cajal.op.Permute;
import dev.cajal.op.Softmax;
import dev.cajal.op.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DnnlKernelsTest extends ContractionsConformance {
  @BeforeAll
  static void needLibraries() {
    assumeTrue(Library.isLoaded(), Library.describe());
  }

  @Override
  protected KernelSource source() {
    return DnnlKernels::choose;
  }

  @Test
  void fewRowsTimesALargeMatrixAreComputedAsTheTranspose() {
    TensorType x = float32(9, 2048);
    TensorType w = float32(2050, 2048);
    MatMul forward = new MatMul(false, true);
    assertThat(kernels().choose(forward, List.of(x, w)).orElseThrow().kernel().name())
        .endsWith(":swapped");
    kernels().check(forward, x, w);
    kernels().check(new Epilogue(forward, true, 1, true), x, w, float32(2050));
    kernels().check(new MatMul(false, false), float32(9, 2050), w);
    kernels().check(new MatMul(true, false), float32(2050, 9), w);
  }

  @Test
  void productsOfAFewTermsAreMultipliedInWholeVectors() {
    assumeTrue(Engine.hasAvx512(), "where vectors are shorter, none are left half empty");
    MatMul weightGradient = new MatMul(true, false);
    TensorType g = float32(32, 130);
    TensorType x = float32(32, 401);
    assertThat(kernels().choose(weightGradient, List.of(g, x)).orElseThrow().kernel().name())
        .isEqualTo("dnnl:sgemm");
    kernels().check(weightGradient, g, x);
    kernels().check(new MatMul(false, false), float32(130, 32), x);
    kernels().check(new MatMul(true, true), g, float32(401, 32));
    kernels().check(new MatMul(false, true), float32(130, 32), float32(401, 32));
    kernels().check(weightGradient, float32(32, 3), float32(32, 5));
  }

  @Test
  void weightsThatStayAsTheyAreArePackedInPlaceOfEveryCallPackingThem() {
    assumeTrue(Engine.hasAvx512(), "the orders are those of vectors of 512 bits");
    TensorType bias = float32(70);
    for (boolean transposed : List.of(false, true)) {
      MatMul product = new MatMul(false, transposed);
      TensorType w = transposed ? float32(70, 401) : float32(401, 70);
      Epilogue layer = new Epilogue(product, true, 1, true);
      Choice packed = steady(layer, List.of(float32(9, 401), w, bias));
      assertThat(packed.inputs().get(1).innerBlocks()).isNotEmpty();
      KernelCheck kernels = kernels();
      kernels.check(
          layer,
          packed,
          List.of(kernels.values(float32(9, 401)), kernels.values(w), kernels.values(bias)));
      kernels.check(
          product,
          steady(product, List.of(float32(1, 401), w)),
          List.of(kernels.values(float32(1, 401)), kernels.values(w)));
    }
    TensorType large = float32(2048, 2048);
    assertThat(steady(new MatMul(false, true), List.of(float32(70, 2048), large)).inputs().get(1))
        .isEqualTo(Layout.rowMajor(large.shape()));
  }

  /** Returns the kernel of a contraction whose first operand alone changes from run to run. */
  private static Choice steady(Operation op, List<TensorType> inputs) {
    List<Boolean> steady = new ArrayList<>(Collections.nCopies(inputs.size(), true));
    steady.set(0, false);
    return DnnlKernels.choose(Request.rowMajor(op, inputs, op.infer(inputs)).steady(steady))
        .orElseThrow();
  }

  @Test
  void softmaxAgreesAlongAnyAxis() {
    for (int axis = 0; axis < 3; axis++) {
      kernels().check(new Softmax(axis), float32(5, 7, 11));
    }
    kernels().check(new LogSoftmax(0), float32(5, 7, 11));
    kernels().check(new LogSoftmax(1), float32(5, 7, 11));
  }

  @Test
  void theLogarithmAlongTheLastAxisIsLeftToThoseWhoComputeItCloser() {
    assertThat(kernels().choose(new LogSoftmax(2), List.of(float32(5, 7, 11)))).isEmpty();
  }

  @Test
  void weightsOfGroupsLieAsOneDnnWantsThem() {
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "the orders are those of x86");
    TensorType image = float32(2, 64, 9, 9);
    TensorType deep = float32(64, 1, 3, 3);
    Conv depthwise = new Conv(Window.of(2).groups(64));
    Choice choice = kernels().choose(depthwise, List.of(image, deep)).orElseThrow();
    assertThat(choice.inputs().get(1).isRowMajor(deep.shape())).isFalse();
    kernels().check(depthwise, image, deep);
    TensorType halves = float32(64, 32, 3, 3);
    Conv grouped = new Conv(Window.of(2).groups(2));
    assertThat(
            kernels()
                .choose(grouped, List.of(image, halves))
                .orElseThrow()
                .inputs()
                .get(1)
                .isRowMajor(halves.shape()))
        .isFalse();
    kernels().check(grouped, image, halves);
    // Two kernels a group, or groups of five channels, have no order in blocks that both know.
    kernels().check(new Conv(Window.of(2).groups(64)), image, float32(128, 1, 3, 3));
    kernels().check(new Conv(Window.of(2).groups(2)), float32(2, 10, 9, 9), float32(10, 5, 3, 3));
  }

  @Test
  void permutationsAgree() {
    kernels().check(new Permute(List.of(2, 0, 1)), float32(3, 5, 7));
    kernels().check(new Permute(List.of(0, 2, 3, 1)), float32(2, 3, 4, 5));
    kernels().check(new Permute(List.of(1, 0)), new TensorType(DType.INT32, Shape.of(4, 9)));
  }

  @Test
  void reordersKeepElementsAndClearPadding() {
    TensorType type = float32(2, 19, 5, 3);
    Layout rows = Layout.rowMajor(type.shape());
    Layout blocked = new Layout(List.of(480L, 240L, 48L, 16L), List.of(16), List.of(1));
    KernelCheck kernels = kernels();
    for (Reorder reorder : List.of(new Reorder(rows, blocked), new Reorder(blocked, rows))) {
      Choice choice =
          DnnlKernels.choose(
                  new Request(
                      reorder,
                      List.of(type),
                      List.of(type),
                      List.of(Optional.of(reorder.from())),
                      List.of(Optional.of(reorder.to()))))
              .orElseThrow();
      kernels.check(reorder, choice, List.of(kernels.values(type)));
    }
  }

  @Test
  void poolingStaysInTheOrderOfTheImage() {
    TensorType x = float32(4, 6, 14, 14);
    MaxPool pool = new MaxPool(List.of(2, 2), Window.of(2).stride(2));
    Layout blocked = new Layout(List.of(3136L, 3136L, 224L, 16L), List.of(16), List.of(1));
    Choice choice =
        DnnlKernels.choose(
                new Request(
                    pool,
                    List.of(x),
                    pool.infer(List.of(x)),
                    List.of(Optional.of(blocked)),
                    List.of(Optional.empty(), Optional.empty())))
            .orElseThrow();
    assertThat(choice.inputs()).containsExactly(blocked);
    assertThat(choice.outputs().get(0).innerBlocks()).containsExactly(16);
    assertThat(choice.outputs().get(1)).isEqualTo(choice.outputs().get(0));
    KernelCheck kernels = kernels();
    kernels.check(pool, choice, List.of(kernels.values(x)));
  }

  @Test
  void noLayerOfTheKnownNetworksFallsToAPlainLoop() {
    // x channels, size; w channels, kernel, stride, padding: LeNet-5, ConvNetJS, All-CNN-C,
    // AlexNet, VGG
    int[][] layers = {
      {1, 28, 6, 5, 1, 2},
      {6, 14, 16, 5, 1, 0},
      {3, 32, 16, 5, 1, 2},
      {16, 16, 20, 5, 1, 2},
      {20, 8, 20, 5, 1, 2},
      {3, 32, 96, 3, 1, 1},
      {96, 32, 96, 3, 1, 1},
      {96, 32, 96, 3, 2, 1},
      {96, 16, 192, 3, 1, 1},
      {192, 8, 192, 3, 1, 0},
      {192, 6, 192, 1, 1, 0},
      {192, 6, 10, 1, 1, 0},
      {3, 224, 64, 11, 4, 2},
      {64, 27, 192, 5, 1, 2},
      {192, 13, 384, 3, 1, 1},
      {3, 224, 64, 3, 1, 1},
      {64, 112, 128, 3, 1, 1},
      {512, 14, 512, 3, 1, 1}
    };
    for (int[] l : layers) {
      Window window = Window.of(2).stride(l[4]).padding(l[5]);
      TensorType x = float32(4, l[0], l[1], l[1]);
      TensorType w = float32(l[2], l[0], l[3], l[3]);
      TensorType y = new Conv(window).infer(List.of(x, w)).getFirst();
      assertThat(kernels().choose(new Conv(window), List.of(x, w))).isPresent();
      assertThat(kernels().choose(new ConvInputGrad(window, x.shape()), List.of(y, w))).isPresent();
      assertThat(kernels().choose(new ConvWeightGrad(window, w.shape()), List.of(y, x)))
          .isPresent();
    }
  }
}
