package dev.cajal.cpu.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.DType;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Fused;
import dev.cajal.op.Exp;
import dev.cajal.op.Less;
import dev.cajal.tensor.Elementwise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which programs are worth vectors. */
class SmallProgramsTest {
  @Test
  void whatFillsNoVectorRunsPlainLoops() {
    assertThat(kernel(new Exp(), DType.FLOAT32, 1)).isEqualTo("scalar:fused");
    assertThat(kernel(new Exp(), DType.FLOAT32, 16)).isEqualTo("scalar:fused");
  }

  @Test
  void labelsRunPlainLoopsWhileTheyAreFew() {
    assertThat(kernel(new Less(), DType.BOOL, 4096)).isEqualTo("scalar:fused");
  }

  @Test
  void allElseRunsTheLoopsOfTheProcess() {
    String fast = LoopsProvider.loops().name() + ":fused";
    assertThat(kernel(new Exp(), DType.FLOAT32, 17)).isEqualTo(fast);
    assertThat(kernel(new Less(), DType.BOOL, 4097)).isEqualTo(fast);
  }

  /** Returns the name of the kernel for a program of one instruction over one type. */
  private static String kernel(Elementwise op, DType dtype, long count) {
    TensorType type = new TensorType(dtype, Shape.of(count));
    List<Integer> args = op instanceof Exp ? List.of(0) : List.of(0, 1);
    Fused fused =
        new Fused(
            type.shape(),
            args.size(),
            List.of(),
            List.of(new Fused.Instruction(op, args, dtype)),
            List.of(new Fused.Result(args.size(), Fused.Fold.NONE, List.of(), dtype)));
    List<TensorType> inputs = args.stream().map(a -> type).toList();
    return VectorKernels.choose(Request.rowMajor(fused, inputs, fused.infer(inputs)))
        .orElseThrow()
        .kernel()
        .name();
  }
}
