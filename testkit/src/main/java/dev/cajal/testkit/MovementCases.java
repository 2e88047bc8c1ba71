package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.op.Broadcast;
import dev.cajal.op.Concat;
import dev.cajal.op.Pad;
import dev.cajal.op.Permute;
import dev.cajal.op.Reshape;
import dev.cajal.op.Slice;
import dev.cajal.tensor.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Operations that only move elements, for wide and narrow element types. */
final class MovementCases {
  private static final List<DType> TYPES = List.of(DType.FLOAT32, DType.INT64, DType.UINT8);

  private final List<Case> cases = new ArrayList<>();
  private final RandomGenerator random;

  private MovementCases(RandomGenerator random) {
    this.random = random;
  }

  static List<Case> all(RandomGenerator random) {
    MovementCases list = new MovementCases(random);
    for (DType dtype : TYPES) {
      list.shapes(dtype);
      list.parts(dtype);
    }
    return list.cases;
  }

  private void shapes(DType dtype) {
    long n = random.nextLong(2, 20);
    add("merge", new Reshape(Shape.of(3 * n, 5)), operand(dtype, 3, n, 5));
    add("split", new Reshape(Shape.of(2, 1, n, 3)), operand(dtype, 2 * n, 3));
    add("nothing", new Reshape(Shape.of(0)), operand(dtype, 4, 0));
    add("transpose", new Permute(List.of(1, 0)), operand(dtype, n, 17));
    add("NCHW to NHWC", new Permute(List.of(0, 2, 3, 1)), operand(dtype, 2, 3, n, 5));
    add("cycle", new Permute(List.of(2, 0, 1)), operand(dtype, 1, n, 4));
    add("scalar", new Permute(List.of()), operand(dtype));
    add("rows", new Broadcast(Shape.of(n, 13)), operand(dtype, 1, 13));
    add("columns", new Broadcast(Shape.of(3, n, 5)), operand(dtype, 3, n, 1));
    add("channels", new Broadcast(Shape.of(2, 17, 3, n)), operand(dtype, 1, 17, 1, 1));
    add("empty batch", new Broadcast(Shape.of(0, 3)), operand(dtype, 1, 3));
  }

  private void parts(DType dtype) {
    long n = random.nextLong(7, 20);
    Shape matrix = Shape.of(3, n);
    add("range", Slice.along(matrix, 1, 2, n - 1, 1), operand(dtype, 3, n));
    add("every third", Slice.along(matrix, 1, 1, n, 3), operand(dtype, 3, n));
    add("rows", Slice.along(matrix, 0, 1, 3, 1), operand(dtype, 3, n));
    add("nothing", Slice.along(matrix, 1, n, n, 1), operand(dtype, 3, n));
    add("around", Pad.of(new long[] {1, 0}, new long[] {2, 3}), operand(dtype, 3, n));
    add(
        "between",
        new Pad(List.of(0L, 2L), List.of(1L, 0L), List.of(2L, 1L)),
        operand(dtype, 3, n));
    add("of nothing", Pad.of(new long[] {2, 1}, new long[] {0, 1}), operand(dtype, 0, 3));
    add("columns", new Concat(1), operand(dtype, 3, n), operand(dtype, 3, 1), operand(dtype, 3, 4));
    add("rows", new Concat(0), operand(dtype, 2, n), operand(dtype, 0, n), operand(dtype, 1, n));
    add("channels", new Concat(1), operand(dtype, 2, 16, 3, 3), operand(dtype, 2, 5, 3, 3));
    add("one part", new Concat(0), operand(dtype, n));
  }

  private void add(String label, Op op, Operand... operands) {
    boolean floating = operands[0].type().dtype().isFloating();
    cases.add(
        Case.of(label + " " + operands[0].type(), op, operands).derivatives(floating ? 2 : 0));
  }

  private static Operand operand(DType dtype, long... sizes) {
    return Operand.of(dtype, dtype.isFloating() ? Values.uniform(-1, 1) : Values.below(250), sizes);
  }
}
