package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.Window;
import java.util.List;

/**
 * The window of a convolution or pooling over images: how large it is and how it moves.
 *
 * <pre>{@code
 * new Conv2d(16, kernel(5).padding(2));
 * new MaxPool2d(kernel(3).stride(2));
 * }</pre>
 *
 * @param size height and width
 * @param strides rows and columns from one stop to the next; empty for the default of the layer
 * @param padding rows above and below, columns left and right
 * @param dilations the distance between neighbouring elements
 * @param groups into how many groups a convolution divides its channels
 * @param floors whether rows and columns that no stop covers are passed by without complaint
 */
public record Kernel2d(
    List<Integer> size,
    List<Integer> strides,
    List<Integer> padding,
    List<Integer> dilations,
    int groups,
    boolean floors) {

  /** Copies the lists and checks them. */
  public Kernel2d {
    size = List.copyOf(size);
    strides = List.copyOf(strides);
    padding = List.copyOf(padding);
    dilations = List.copyOf(dilations);
    if (size.stream().anyMatch(s -> s < 1)) {
      throw new IllegalArgumentException("kernel: size " + size + ", expected at least 1");
    }
  }

  /** Returns a square window. */
  public static Kernel2d kernel(int size) {
    return kernel(size, size);
  }

  /** Returns a window of a height and a width. */
  public static Kernel2d kernel(int height, int width) {
    return new Kernel2d(List.of(height, width), List.of(), List.of(0, 0), List.of(1, 1), 1, false);
  }

  /** Returns this window moving by a stride. */
  public Kernel2d stride(int stride) {
    return new Kernel2d(size, List.of(stride, stride), padding, dilations, groups, floors);
  }

  /** Returns this window over an image with zeros around it on all sides. */
  public Kernel2d padding(int padding) {
    return new Kernel2d(size, strides, List.of(padding, padding), dilations, groups, floors);
  }

  /** Returns this window with gaps: neighbouring elements lie this far apart. */
  public Kernel2d dilation(int dilation) {
    return new Kernel2d(size, strides, padding, List.of(dilation, dilation), groups, floors);
  }

  /** Returns this window for a convolution in groups. */
  public Kernel2d groups(int groups) {
    return new Kernel2d(size, strides, padding, dilations, groups, floors);
  }

  /** Returns this window accepting a stride that leaves rows or columns over at the end. */
  public Kernel2d floor() {
    return new Kernel2d(size, strides, padding, dilations, groups, true);
  }

  /** Returns the window of the operation. */
  Window window(List<Integer> defaultStrides) {
    return new Window(
        strides.isEmpty() ? defaultStrides : strides, padding, padding, dilations, groups);
  }

  /** Throws if the windows leave a rest of an unpadded image over: most often a mistake. */
  void refuseRest(Window window, Shape x, String layer, String path) {
    if (floors || padding.stream().anyMatch(p -> p > 0)) {
      return;
    }
    for (int axis = 0; axis < 2; axis++) {
      long n = x.dim(axis + 2);
      if (n >= window.reach(axis, size.get(axis)) && window.leftOver(axis, n, size.get(axis)) > 0) {
        throw new ShapeException(
                "kernel "
                    + size.get(axis)
                    + " with stride "
                    + window.strides().get(axis)
                    + " passes by the last "
                    + window.leftOver(axis, n, size.get(axis))
                    + (axis == 0 ? " rows" : " columns")
                    + " of input "
                    + x
                    + "; add padding, change the stride, or allow it with floor()")
            .at(layer, path);
      }
    }
  }

  /** Returns for instance {@code 5x5, stride 2, padding 2}. */
  @Override
  public String toString() {
    return each(size)
        + (strides.isEmpty() || strides.equals(List.of(1, 1)) ? "" : ", stride " + one(strides))
        + (padding.equals(List.of(0, 0)) ? "" : ", padding " + one(padding))
        + (dilations.equals(List.of(1, 1)) ? "" : ", dilation " + one(dilations))
        + (groups == 1 ? "" : ", groups " + groups);
  }

  private static String one(List<Integer> pair) {
    return pair.get(0).equals(pair.get(1)) ? pair.get(0).toString() : each(pair);
  }

  private static String each(List<Integer> pair) {
    return pair.get(0) + "x" + pair.get(1);
  }
}
