package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.Window;
import dev.cajal.tensor.PaddingMode;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The window of a convolution or pooling: how large it is and how it moves. Each option is one
 * number for all axes, or one for each, so that one kernel serves layers over one to three axes.
 *
 * <pre>{@code
 * new Conv2d(16, kernel(5).padding(2));
 * new Conv3d(8, kernel(3, 5, 5).stride(1, 2, 2).padding(1, 2, 2));
 * new Conv1d(32, kernel(3).dilation(4).same());
 * new MaxPool2d(kernel(3).stride(2));
 * }</pre>
 *
 * @param size of the window
 * @param strides from one stop to the next; empty for the default of the layer
 * @param padBefore how many elements of padding lie before each axis
 * @param padAfter how many elements of padding lie after each axis
 * @param dilations the distance between neighbouring elements of the window
 * @param groups into how many groups a convolution divides its channels
 * @param paddingMode what the padding of a convolution consists of
 * @param keepsSize whether the padding is what keeps the size of the input, d · (k − 1) in all with
 *     the odd element at the end, instead of the numbers given
 * @param rest what happens to elements at the end that no stop covers
 */
public record Kernel(
    List<Integer> size,
    List<Integer> strides,
    List<Integer> padBefore,
    List<Integer> padAfter,
    List<Integer> dilations,
    int groups,
    PaddingMode paddingMode,
    boolean keepsSize,
    Rest rest) {

  /** What happens to elements at the end of an axis that no stop of the window covers. */
  public enum Rest {
    /** A convolution without padding refuses the input; pooling passes the elements by. */
    DEFAULT,
    /** The elements are passed by: sizes are rounded down. */
    FLOOR,
    /** One more window reaches over the end: sizes are rounded up. For pooling only. */
    CEIL
  }

  private static final List<String> AXES = List.of("slices", "rows", "columns");

  /** Copies the lists and checks them. */
  public Kernel {
    size = List.copyOf(size);
    strides = List.copyOf(strides);
    padBefore = List.copyOf(padBefore);
    padAfter = List.copyOf(padAfter);
    dilations = List.copyOf(dilations);
    atLeast(1, "size", size);
    atLeast(1, "stride", strides);
    atLeast(0, "padding", padBefore);
    atLeast(0, "padding", padAfter);
    atLeast(1, "dilation", dilations);
    atLeast(1, "groups", List.of(groups));
    if (keepsSize && strides.stream().anyMatch(s -> s != 1)) {
      throw new IllegalArgumentException(
          "kernel: same padding with stride "
              + strides
              + "; it needs stride 1, else give the padding in numbers");
    }
  }

  private static void atLeast(int least, String what, List<Integer> values) {
    if (values.stream().anyMatch(v -> v < least)) {
      throw new IllegalArgumentException(
          "kernel: " + what + " " + values + ", expected at least " + least);
    }
  }

  /** Returns a window of one size on all axes, or of one size for each. */
  public static Kernel kernel(int... size) {
    List<Integer> none = List.of(0);
    return new Kernel(
        list(size), List.of(), none, none, List.of(1), 1, PaddingMode.ZEROS, false, Rest.DEFAULT);
  }

  /** Returns this window moving by strides. */
  public Kernel stride(int... strides) {
    return new Kernel(
        size, list(strides), padBefore, padAfter, dilations, groups, paddingMode, keepsSize, rest);
  }

  /** Returns this window over an image with padding around it, equal on both sides. */
  public Kernel padding(int... padding) {
    return padding(list(padding), list(padding));
  }

  /** Returns this window over an image with padding before and after each axis. */
  public Kernel padding(List<Integer> before, List<Integer> after) {
    return new Kernel(size, strides, before, after, dilations, groups, paddingMode, false, rest);
  }

  /** Returns this window over an image padded such that the result has the size of the image. */
  public Kernel same() {
    return new Kernel(
        size, strides, padBefore, padAfter, dilations, groups, paddingMode, true, rest);
  }

  /** Returns this window over an image with padding of another kind. */
  public Kernel paddingMode(PaddingMode mode) {
    return new Kernel(size, strides, padBefore, padAfter, dilations, groups, mode, keepsSize, rest);
  }

  /** Returns this window with gaps: neighbouring elements lie this far apart. */
  public Kernel dilation(int... dilations) {
    return new Kernel(
        size, strides, padBefore, padAfter, list(dilations), groups, paddingMode, keepsSize, rest);
  }

  /** Returns this window for a convolution in groups. */
  public Kernel groups(int groups) {
    return new Kernel(
        size, strides, padBefore, padAfter, dilations, groups, paddingMode, keepsSize, rest);
  }

  /** Returns this window accepting a stride that leaves elements over at the end. */
  public Kernel floor() {
    return rest(Rest.FLOOR);
  }

  /** Returns this window of a pooling stopping once more for what is left over at the end. */
  public Kernel ceil() {
    return rest(Rest.CEIL);
  }

  private Kernel rest(Rest rest) {
    return new Kernel(
        size, strides, padBefore, padAfter, dilations, groups, paddingMode, keepsSize, rest);
  }

  private static List<Integer> list(int... values) {
    return IntStream.of(values).boxed().toList();
  }

  /**
   * Returns this window with every option spelled out for a number of axes.
   *
   * @param layer the name of the layer, for the error if an option has another number of axes
   */
  Kernel over(int axes, String layer) {
    List<Integer> sizes = each(size, axes, "size", layer);
    List<Integer> gaps = each(dilations, axes, "dilation", layer);
    List<Integer> before = each(padBefore, axes, "padding", layer);
    List<Integer> after = each(padAfter, axes, "padding", layer);
    List<Integer> room =
        IntStream.range(0, axes).mapToObj(a -> gaps.get(a) * (sizes.get(a) - 1)).toList();
    return new Kernel(
        sizes,
        strides.isEmpty() ? strides : each(strides, axes, "stride", layer),
        keepsSize ? room.stream().map(r -> r / 2).toList() : before,
        keepsSize ? room.stream().map(r -> r - r / 2).toList() : after,
        gaps,
        groups,
        paddingMode,
        keepsSize,
        rest);
  }

  private static List<Integer> each(List<Integer> values, int axes, String what, String layer) {
    if (values.size() != 1 && values.size() != axes) {
      throw new IllegalArgumentException(
          layer
              + ": kernel with "
              + what
              + " "
              + values
              + ", expected one number for all axes or "
              + axes);
    }
    return values.size() == axes ? values : Collections.nCopies(axes, values.getFirst());
  }

  /** Returns the window of the operation; this kernel is spelled out. */
  Window window(List<Integer> defaultStrides) {
    return new Window(
        strides.isEmpty() ? defaultStrides : strides, padBefore, padAfter, dilations, groups);
  }

  /**
   * Returns the padding of this kernel, spelled out, as {@link dev.cajal.tensor.Tensor#pad} takes
   * it.
   */
  long[] pads() {
    int axes = size.size();
    long[] pads = new long[2 * axes];
    for (int a = 0; a < axes; a++) {
      pads[2 * (axes - 1 - a)] = padBefore.get(a);
      pads[2 * (axes - 1 - a) + 1] = padAfter.get(a);
    }
    return pads;
  }

  /** Throws if the windows leave a rest of an unpadded image over: most often a mistake. */
  void refuseRest(Window window, Shape x, String layer, String path) {
    boolean padded =
        padBefore.stream().anyMatch(p -> p > 0) || padAfter.stream().anyMatch(p -> p > 0);
    if (rest != Rest.DEFAULT || padded) {
      return;
    }
    for (int axis = 0; axis < size.size(); axis++) {
      long n = x.dim(axis + 2);
      if (n >= window.reach(axis, size.get(axis)) && window.leftOver(axis, n, size.get(axis)) > 0) {
        throw new ShapeException(
                "kernel "
                    + size.get(axis)
                    + " with stride "
                    + window.strides().get(axis)
                    + " passes by the last "
                    + window.leftOver(axis, n, size.get(axis))
                    + " "
                    + AXES.get(axis + AXES.size() - size.size())
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
        + (only(strides, 1) ? "" : ", stride " + one(strides))
        + padding()
        + (paddingMode == PaddingMode.ZEROS
            ? ""
            : ", " + paddingMode.name().toLowerCase(Locale.ROOT))
        + (only(dilations, 1) ? "" : ", dilation " + one(dilations))
        + (groups == 1 ? "" : ", groups " + groups)
        + (rest == Rest.CEIL ? ", ceil" : "");
  }

  private String padding() {
    if (keepsSize) {
      return ", same";
    }
    if (padBefore.equals(padAfter)) {
      return only(padBefore, 0) ? "" : ", padding " + one(padBefore);
    }
    return ", padding " + one(padBefore) + " before and " + one(padAfter) + " after";
  }

  private static boolean only(List<Integer> values, int wanted) {
    return values.stream().allMatch(v -> v == wanted);
  }

  static String one(List<Integer> values) {
    return only(values, values.getFirst()) ? values.getFirst().toString() : each(values);
  }

  private static String each(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
