package dev.cajal.nn;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Convolution by kernels of rank one: a column of k×1, then a row of 1×k, as the Sobel kernel is
 * (1, 2, 1)ᵀ·(−1, 0, 1).
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, out, …] as of {@link Conv2d}
 *   <li>{@code column.weight} [middle, c, k, 1], {@code row.weight} [out, middle, 1, k], {@code
 *       row.bias} [out]
 * </ul>
 */
public final class SpatiallySeparableConv2d extends Module {
  private final Module column;
  private final Module row;

  /** Creates a convolution with bias and as many channels between the two as at the end. */
  public SpatiallySeparableConv2d(long out, Kernel kernel) {
    this(out, kernel, out, true);
  }

  /**
   * Creates a convolution.
   *
   * @param out the number of channels of the output
   * @param kernel the window; its default stride is 1
   * @param middle the number of channels between the column and the row
   * @param bias whether a number is added to each channel of the output
   */
  public SpatiallySeparableConv2d(long out, Kernel kernel, long middle, boolean bias) {
    Kernel both = kernel.over(2, "spatiallyseparableconv2d");
    column = child("column", new Conv2d(middle, along(both, 0), false));
    row = child("row", new Conv2d(out, along(both, 1), bias));
  }

  /** Returns the part of a kernel along one axis. */
  private static Kernel along(Kernel kernel, int axis) {
    return new Kernel(
        on(axis, kernel.size(), 1),
        kernel.strides().isEmpty() ? List.of() : on(axis, kernel.strides(), 1),
        on(axis, kernel.padBefore(), 0),
        on(axis, kernel.padAfter(), 0),
        on(axis, kernel.dilations(), 1),
        kernel.groups(),
        kernel.paddingMode(),
        kernel.keepsSize(),
        kernel.rest());
  }

  private static List<Integer> on(int axis, List<Integer> values, int otherwise) {
    return axis == 0 ? List.of(values.get(0), otherwise) : List.of(otherwise, values.get(1));
  }

  @Override
  protected Tensor forward(Tensor x) {
    return row.apply(column.apply(x));
  }
}
