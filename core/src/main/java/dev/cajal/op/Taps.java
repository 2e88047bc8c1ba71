package dev.cajal.op;

import dev.cajal.backend.Shape;
import java.util.Arrays;

/**
 * The pairs (input element, output element) that the elements, or taps, of a window connect on one
 * plane; all convolution and pooling loops are walks over them. One and two spatial axes are seen
 * as three, with axes of size 1 in front.
 */
final class Taps {
  /** Elements of one input plane. */
  final int inPlane;

  /** Elements of one output plane. */
  final int outPlane;

  /** Elements of the window. */
  final int volume;

  /** Distance of the input elements of neighbouring outputs in a row. */
  final int step;

  private final int[] in = {1, 1, 1};
  private final int[] out = {1, 1, 1};
  private final int[] size = {1, 1, 1};
  private final int[] stride = {1, 1, 1};
  private final int[] before = {0, 0, 0};
  private final int[] dilation = {1, 1, 1};

  /** The spatial axes of the two shapes are the last ones. */
  Taps(Window window, Shape x, Shape y, long[] sizes) {
    int axes = window.axes();
    for (int a = 0; a < axes; a++) {
      int to = 3 - axes + a;
      in[to] = Math.toIntExact(x.dim(a - axes));
      out[to] = Math.toIntExact(y.dim(a - axes));
      size[to] = Math.toIntExact(sizes[a]);
      stride[to] = window.strides().get(a);
      before[to] = window.padBefore().get(a);
      dilation[to] = window.dilations().get(a);
    }
    inPlane = Math.multiplyExact(in[0], Math.multiplyExact(in[1], in[2]));
    outPlane = Math.multiplyExact(out[0], Math.multiplyExact(out[1], out[2]));
    volume = Arrays.stream(size).reduce(1, Math::multiplyExact);
    step = stride[2];
  }

  /**
   * A run of outputs {@code y + j} whose inputs at one tap are {@code x + j · step}, for j below
   * {@code count}.
   */
  @FunctionalInterface
  interface Run {
    void visit(int tap, int x, int y, int count);
  }

  /** Visits all runs inside the image, tap by tap in row-major order; padding is left out. */
  void over(Run run) {
    for (int tap = 0; tap < volume; tap++) {
      int k0 = tap / (size[1] * size[2]);
      int k1 = tap / size[2] % size[1];
      int k2 = tap % size[2];
      int left = first(2, k2);
      int count = end(2, k2) - left;
      if (count <= 0) {
        continue;
      }
      for (int o0 = first(0, k0); o0 < end(0, k0); o0++) {
        int x0 = at(0, o0, k0) * in[1];
        for (int o1 = first(1, k1); o1 < end(1, k1); o1++) {
          int x = (x0 + at(1, o1, k1)) * in[2] + at(2, left, k2);
          run.visit(tap, x, (o0 * out[1] + o1) * out[2] + left, count);
        }
      }
    }
  }

  /** Returns the input element of a tap at an output element; it must not lie in the padding. */
  int input(int tap, int y) {
    int x0 = at(0, y / (out[1] * out[2]), tap / (size[1] * size[2]));
    int x1 = at(1, y / out[2] % out[1], tap / size[2] % size[1]);
    return (x0 * in[1] + x1) * in[2] + at(2, y % out[2], tap % size[2]);
  }

  private int at(int axis, int output, int tap) {
    return output * stride[axis] - before[axis] + tap * dilation[axis];
  }

  /** Returns the first output whose tap lies in the image. */
  private int first(int axis, int tap) {
    return Math.max(0, Math.ceilDiv(before[axis] - tap * dilation[axis], stride[axis]));
  }

  /** Returns the output after the last whose tap lies in the image. */
  private int end(int axis, int tap) {
    int last = Math.floorDiv(in[axis] - 1 + before[axis] - tap * dilation[axis], stride[axis]);
    return Math.min(out[axis], last + 1);
  }
}
