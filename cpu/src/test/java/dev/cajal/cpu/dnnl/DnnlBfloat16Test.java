package dev.cajal.cpu.dnnl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.KernelCheck;
import dev.cajal.cpu.natives.Library;
import dev.cajal.graph.Mixed;
import dev.cajal.op.AvgPoolGrad;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.MatMul;
import dev.cajal.op.Window;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DnnlBfloat16Test {
  private final KernelCheck kernels = new KernelCheck(DnnlKernels::choose, 5);

  @BeforeAll
  static void needLibraries() {
    assumeTrue(Library.isLoaded(), Library.describe());
  }

  private static TensorType bfloat16(long... sizes) {
    return new TensorType(DType.BFLOAT16, Shape.of(sizes));
  }

  @Test
  void aReorderRoundsOnTheWay() {
    TensorType narrow = bfloat16(35, 19, 3, 3);
    TensorType wide = narrow.with(DType.FLOAT32);
    Layout rows = Layout.rowMajor(wide.shape());
    Layout last = Layout.strided(171, 1, 57, 19);
    Layout blocked = new Layout(List.of(4608L, 2304L, 768L, 256L), List.of(16, 16), List.of(1, 0));
    HostArray values = kernels.values(wide);
    HostArray expected = HostArray.of(narrow, Memory.allocate(narrow.bytes()));
    expected.copyFrom(values);
    for (Layout from : List.of(rows, last, blocked)) {
      for (Layout to : List.of(rows, last, blocked)) {
        Choice choice =
            DnnlKernels.choose(
                    new Request(
                        new Reorder(from, to),
                        List.of(wide),
                        List.of(narrow),
                        List.of(Optional.of(from)),
                        List.of(Optional.of(to))))
                .orElseThrow();
        HostArray found = kernels.run(choice, List.of(values), List.of(narrow)).getFirst();
        for (long i = 0; i < found.count(); i++) {
          assertThat(found.get(i))
              .as("element %d of %s to %s", i, from, to)
              .isEqualTo(expected.get(i));
        }
      }
    }
  }

  @Test
  void productsAreTakenExactlyWhereTheProcessorMultipliesBfloats() {
    Window window = Window.of(2).padding(1);
    TensorType x = bfloat16(2, 64, 12, 12);
    TensorType w = bfloat16(96, 64, 3, 3);
    TensorType y = bfloat16(2, 96, 12, 12);
    offers(new Conv(window), List.of(x, w), DType.BFLOAT16);
    offers(new ConvInputGrad(window, x.shape()), List.of(y, w), DType.BFLOAT16);
    offers(new ConvInputGrad(window, x.shape()), List.of(y, w), DType.FLOAT32);
    offers(new ConvWeightGrad(window, w.shape()), List.of(y, x), DType.FLOAT32);
    offers(new MatMul(false, true), List.of(bfloat16(96, 70), bfloat16(80, 70)), DType.BFLOAT16);
    offers(new MatMul(true, false), List.of(bfloat16(70, 96), bfloat16(70, 80)), DType.FLOAT32);
  }

  private void offers(Operation operation, List<TensorType> inputs, DType result) {
    Optional<Choice> choice = kernels.choose(new Mixed(operation, List.of(result)), inputs);
    assertThat(choice.isPresent()).as("%s", operation).isEqualTo(Engine.multipliesBfloats());
    choice.ifPresent(
        c -> assertThat(c.kernel().name()).containsAnyOf("bf16", "amx").doesNotContain("gemm"));
  }

  @Test
  void sumsOverWindowsThatOverlapAreNotLeftToBeRoundedEachTime() {
    Window window = Window.of(2).stride(2);
    Shape image = Shape.of(2, 16, 9, 9);
    Mixed overlapping =
        new Mixed(new AvgPoolGrad(List.of(3, 3), window, true, image), List.of(DType.BFLOAT16));
    Mixed apart =
        new Mixed(new AvgPoolGrad(List.of(2, 2), window, true, image), List.of(DType.BFLOAT16));
    assertThat(kernels.choose(overlapping, List.of(bfloat16(2, 16, 4, 4)))).isEmpty();
    assertThat(kernels.choose(apart, List.of(bfloat16(2, 16, 4, 4)))).isPresent();
  }
}
