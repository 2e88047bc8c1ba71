package dev.cajal.cpu.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.KernelCheck;
import dev.cajal.cpu.portable.PortableKernels;
import dev.cajal.graph.Epilogue;
import dev.cajal.graph.Mixed;
import dev.cajal.op.MatMul;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What runs on processors that do not multiply bfloat16. */
class WideningTest {
  private final KernelCheck kernels =
      new KernelCheck(request -> WideningKernels.choose(request, PortableKernels::choose), 4);

  private static TensorType type(DType dtype, long... sizes) {
    return new TensorType(dtype, Shape.of(sizes));
  }

  @Test
  void operandsAreWidenedAndResultsRounded() {
    TensorType a = type(DType.BFLOAT16, 300, 251);
    TensorType b = type(DType.BFLOAT16, 251, 260);
    TensorType bias = type(DType.FLOAT32, 260);
    Epilogue product = new Epilogue(new MatMul(false, false), true, 1, true);

    kernels.check(new Mixed(product, List.of(DType.BFLOAT16)), a, b, bias);
    kernels.check(new Mixed(product, List.of(DType.FLOAT32)), a, b, bias);
    kernels.check(new Mixed(product, List.of(DType.BFLOAT16)), a, b.with(DType.FLOAT32), bias);
  }

  @Test
  void theKernelIsThatForFloats() {
    TensorType a = type(DType.BFLOAT16, 3, 5);
    Mixed mixed = new Mixed(new MatMul(false, true), List.of(DType.BFLOAT16));
    Choice choice = kernels.choose(mixed, List.of(a, a)).orElseThrow();
    assertThat(choice.kernel().name()).isEqualTo("portable:matmul:widened");
    assertThat(choice.kernel().scratchBytes()).isGreaterThanOrEqualTo(4 * (2 * 15 + 9));
  }

  @Test
  void otherOperationsAreLeftToOthers() {
    TensorType a = type(DType.BFLOAT16, 3, 5);
    assertThat(kernels.choose(new MatMul(false, true), List.of(a, a))).isEmpty();
  }
}
