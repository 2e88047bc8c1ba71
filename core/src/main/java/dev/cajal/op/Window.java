package dev.cajal.op;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a window moves over the spatial axes of an image, for convolution and pooling. On an axis of
 * size n a window of k elements stops at
 *
 * <pre>out = ⌊(n + before + after − dilation · (k − 1) − 1) / stride⌋ + 1</pre>
 *
 * places, and element j of stop i lies at index {@code i · stride − before + j · dilation}.
 *
 * <pre>{@code
 * Window same = Window.of(2).padding(2); // for a 5×5 kernel
 * Window half = Window.of(2).stride(2);
 * }</pre>
 *
 * @param strides the distance from one stop to the next on each axis, at least 1
 * @param padBefore rows of padding before each axis
 * @param padAfter rows of padding after each axis
 * @param dilations the distance between neighbouring elements of the window, at least 1
 * @param groups into how many groups a convolution divides its channels; 1 for pooling
 */
public record Window(
    List<Integer> strides,
    List<Integer> padBefore,
    List<Integer> padAfter,
    List<Integer> dilations,
    int groups) {

  /** Copies the lists and checks the values. */
  public Window {
    strides = List.copyOf(strides);
    padBefore = List.copyOf(padBefore);
    padAfter = List.copyOf(padAfter);
    dilations = List.copyOf(dilations);
    int axes = strides.size();
    if (axes < 1 || axes > 3) {
      throw new IllegalArgumentException("window: has 1 to 3 axes, got strides " + strides);
    }
    if (padBefore.size() != axes || padAfter.size() != axes || dilations.size() != axes) {
      throw new IllegalArgumentException(
          "window: strides "
              + strides
              + ", padding "
              + padBefore
              + " and "
              + padAfter
              + ", dilations "
              + dilations
              + " are not for the same number of axes");
    }
    atLeast(1, "strides", strides);
    atLeast(0, "padding", padBefore);
    atLeast(0, "padding", padAfter);
    atLeast(1, "dilations", dilations);
    atLeast(1, "groups", List.of(groups));
  }

  private static void atLeast(int least, String what, List<Integer> values) {
    if (values.stream().anyMatch(v -> v < least)) {
      throw new IllegalArgumentException(
          "window: " + what + " must be at least " + least + ", got " + values);
    }
  }

  /** Returns the window that stops everywhere: stride 1, no padding, over 1 to 3 axes. */
  public static Window of(int axes) {
    List<Integer> ones = Collections.nCopies(axes, 1);
    List<Integer> zeros = Collections.nCopies(axes, 0);
    return new Window(ones, zeros, zeros, ones, 1);
  }

  /** Returns this window with other strides: one for all axes, or one for each. */
  public Window stride(int... strides) {
    return new Window(each(strides), padBefore, padAfter, dilations, groups);
  }

  /** Returns this window with padding equal on both sides: one for all axes, or one for each. */
  public Window padding(int... padding) {
    return padding(each(padding), each(padding));
  }

  /** Returns this window with padding before and after each axis. */
  public Window padding(List<Integer> before, List<Integer> after) {
    return new Window(strides, before, after, dilations, groups);
  }

  /** Returns this window with other dilations: one for all axes, or one for each. */
  public Window dilation(int... dilations) {
    return new Window(strides, padBefore, padAfter, each(dilations), groups);
  }

  /** Returns this window with the channels of a convolution in groups. */
  public Window groups(int groups) {
    return new Window(strides, padBefore, padAfter, dilations, groups);
  }

  private List<Integer> each(int... values) {
    return values.length == 1
        ? Collections.nCopies(axes(), values[0])
        : IntStream.of(values).boxed().toList();
  }

  /** Returns the number of spatial axes. */
  public int axes() {
    return strides.size();
  }

  /** Returns how far a window of {@code size} elements reaches on an axis, d · (k − 1) + 1. */
  public long reach(int axis, long size) {
    return dilations.get(axis) * (size - 1) + 1;
  }

  /**
   * Returns at how many places a window of {@code size} elements stops on a spatial axis of {@code
   * n} elements; what is left over at the end is passed by.
   *
   * @throws ShapeException if the window is larger than the padded axis
   */
  public long outputSize(int axis, long n, long size) {
    long room = n + padBefore.get(axis) + padAfter.get(axis);
    if (size < 1 || room < reach(axis, size) || n < 1) {
      throw new ShapeException(
          "a window that reaches over "
              + reach(axis, size)
              + " does not fit into spatial axis "
              + axis
              + " of size "
              + n
              + " with padding "
              + padBefore.get(axis)
              + " + "
              + padAfter.get(axis)
              + "; use a smaller window or more padding");
    }
    return (room - reach(axis, size)) / strides.get(axis) + 1;
  }

  /**
   * Returns this window with as much more padding at the ends that it stops once more where
   * elements are left over, as PyTorch's ceil mode does: sizes are rounded up,
   *
   * <pre>out = ⌈(n + before + after − dilation · (k − 1) − 1) / stride⌉ + 1</pre>
   *
   * but a last stop that would begin in the padding at the end is left out.
   *
   * @param size the elements of the window on each spatial axis
   * @param x the shape of the image [N, C, spatial…]
   */
  public Window ceil(List<Integer> size, Shape x) {
    List<Integer> after = new ArrayList<>(padAfter);
    for (int axis = 0; axis < axes(); axis++) {
      long n = x.dim(axis + 2);
      long reach = reach(axis, size.get(axis));
      long over = n + padBefore.get(axis) + padAfter.get(axis) - reach;
      if (over < 0) {
        continue;
      }
      long last = Math.ceilDiv(over, strides.get(axis)) * strides.get(axis);
      if (last > over && last < n + padBefore.get(axis)) {
        after.set(axis, Math.toIntExact(last + reach - n - padBefore.get(axis)));
      }
    }
    return padding(padBefore, after);
  }

  /** Returns how many elements at the end of the padded axis no stop covers. */
  public long leftOver(int axis, long n, long size) {
    long room = n + padBefore.get(axis) + padAfter.get(axis);
    return (room - reach(axis, size)) % strides.get(axis);
  }
}
