package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.Shape;
import java.util.ArrayList;
import java.util.List;

/** Moves between the layouts that kernels ask for. */
final class ReorderCases {

  private ReorderCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (DType dtype : List.of(DType.FLOAT32, DType.UINT8, DType.INT64)) {
      Shape image = Shape.of(2, 19, 3, 5);
      Layout nchw = Layout.rowMajor(image);
      Layout nhwc = Layout.strided(285, 1, 95, 19);
      Layout blocked = new Layout(List.of(480L, 240L, 80L, 16L), List.of(16), List.of(1));
      add(cases, dtype, image, nchw, nhwc);
      add(cases, dtype, image, nhwc, nchw);
      add(cases, dtype, image, nchw, blocked);
      add(cases, dtype, image, blocked, nchw);
      add(cases, dtype, image, nhwc, blocked);
      Shape filter = Shape.of(20, 6, 3, 3);
      Layout twice = new Layout(List.of(2304L, 2304L, 768L, 256L), List.of(16, 16), List.of(1, 0));
      add(cases, dtype, filter, Layout.rowMajor(filter), twice);
      add(cases, dtype, filter, twice, Layout.rowMajor(filter));
      Shape matrix = Shape.of(7, 33);
      add(cases, dtype, matrix, Layout.rowMajor(matrix), Layout.strided(1, 7));
      Shape empty = Shape.of(0, 3);
      add(cases, dtype, empty, Layout.rowMajor(empty), Layout.strided(1, 1));
    }
    return cases;
  }

  private static void add(List<Case> cases, DType dtype, Shape shape, Layout from, Layout to) {
    cases.add(
        Case.of(
            dtype + " " + shape + " " + from + " to " + to,
            new Reorder(from, to),
            Operand.of(dtype, Values.below(200), shape.toArray())));
  }
}
