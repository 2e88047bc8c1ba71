package dev.cajal.cpu.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Concat;
import dev.cajal.op.Gather;
import dev.cajal.op.Pad;
import dev.cajal.op.Permute;
import dev.cajal.op.Slice;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MovementTest {
  private static final Shape SHAPE = Shape.of(3, 17, 5, 11);

  private static void check(Operation op, DType dtype, Shape... shapes) {
    Harness harness = new Harness(op.hashCode());
    List<HostArray> arrays =
        List.of(shapes).stream().map(s -> harness.operand(new TensorType(dtype, s))).toList();
    harness.check(op, arrays, 0);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  @DisplayName("axes change places")
  void permute(DType dtype) {
    check(new Permute(List.of(0, 2, 3, 1)), dtype, SHAPE);
    check(new Permute(List.of(3, 1, 0, 2)), dtype, SHAPE);
    check(new Permute(List.of(0, 1, 3, 2)), dtype, SHAPE);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  @DisplayName("slices take every n-th element of a range")
  void slice(DType dtype) {
    check(Slice.along(SHAPE, 3, 2, 9, 1), dtype, SHAPE);
    check(Slice.along(SHAPE, 3, 1, 11, 3), dtype, SHAPE);
    check(Slice.along(SHAPE, 1, 4, 17, 2), dtype, SHAPE);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  @DisplayName("padding puts zeros around and between")
  void pad(DType dtype) {
    check(Pad.of(new long[] {0, 1, 2, 3}, new long[] {1, 0, 2, 0}), dtype, SHAPE);
    check(
        new Pad(List.of(0L, 0L, 1L, 0L), List.of(0L, 2L, 0L, 0L), List.of(0L, 1L, 0L, 2L)),
        dtype,
        SHAPE);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  @DisplayName("tensors are joined along an axis")
  void concat(DType dtype) {
    check(new Concat(1), dtype, SHAPE, SHAPE.with(1, 2), SHAPE.with(1, 9));
    check(new Concat(3), dtype, SHAPE.with(3, 1), SHAPE);
    check(new Concat(0), dtype, SHAPE, SHAPE);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"INT32", "INT64", "UINT8"})
  @DisplayName("indices of any integer type gather runs, and are checked")
  void gather(DType dtype) {
    Harness harness = new Harness(4);
    HostArray x = harness.operand(new TensorType(DType.FLOAT32, Shape.of(4, 200, 3)));
    HostArray indices = harness.operand(new TensorType(dtype, Shape.of(5, 7)));
    harness.check(new Gather(1), List.of(x, indices), 0);
    HostArray few = harness.operand(new TensorType(DType.FLOAT32, Shape.of(4, 2, 3)));
    assertThatThrownBy(() -> harness.check(new Gather(1), List.of(few, indices), 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageMatching("gather: index \\d+ at position \\d+ of .* does not lie in 0 to 1");
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  @DisplayName("reorders go from row-major to channels last and back")
  void reorder(DType dtype) {
    TensorType type = new TensorType(dtype, SHAPE);
    Layout dense = Layout.rowMajor(SHAPE);
    Layout last = Harness.layout("channels-last", SHAPE);
    checkReorder(type, dense, last);
    checkReorder(type, last, dense);
  }

  private static void checkReorder(TensorType type, Layout from, Layout to) {
    HostArray array = new Harness(2).operand(type);
    MemorySegment dense = Memory.allocate(type.bytes());
    HostArray.of(type, dense).copyFrom(array);
    MemorySegment source = Harness.reordered(type, dense, Layout.rowMajor(type.shape()), from);
    MemorySegment target = Memory.allocate(type.bytes());
    Request request =
        new Request(
            new Reorder(from, to),
            List.of(type),
            List.of(type),
            List.of(Optional.of(from)),
            List.of(Optional.of(to)));
    VectorKernels.choose(request)
        .orElseThrow()
        .kernel()
        .run(new MemorySegment[] {source}, new MemorySegment[] {target}, MemorySegment.NULL);
    assertThat(target.mismatch(Harness.reordered(type, source, from, to))).isEqualTo(-1);
  }
}
