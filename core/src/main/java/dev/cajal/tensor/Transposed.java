package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The transposed convolution: the gradient of a convolution, taken as a layer. Output padding takes
 * away from the padding at the end, and where there is none left it adds zeros.
 */
final class Transposed {
  private Transposed() {}

  static Tensor of(Tensor x, Tensor weight, Window window, int... outputPadding) {
    int axes = window.axes();
    if (x.rank() != axes + 2 || weight.rank() != axes + 2) {
      throw refused(
          x,
          "input "
              + x.shape()
              + " and weight "
              + weight.shape()
              + " need a batch (or input) axis, a channel axis and "
              + axes
              + " spatial axes; unsqueeze or use a window of other rank");
    }
    if (x.dim(1) != weight.dim(0)) {
      throw refused(
          x,
          "input has "
              + x.dim(1)
              + " channels "
              + x.shape()
              + ", weight [in, out/groups, kernel…] expects "
              + weight.dim(0)
              + " "
              + weight.shape());
    }
    List<Integer> extra = extra(x, window, outputPadding);
    List<Integer> after = new ArrayList<>(window.padAfter());
    long[] sizes = x.shape().toArray();
    long[] zeros = new long[2 * axes];
    sizes[1] = Math.multiplyExact(weight.dim(1), window.groups());
    for (int a = 0; a < axes; a++) {
      int taken = Math.min(extra.get(a), after.get(a));
      after.set(a, after.get(a) - taken);
      zeros[2 * (axes - 1 - a) + 1] = (long) extra.get(a) - taken;
      sizes[a + 2] =
          (x.dim(a + 2) - 1) * window.strides().get(a)
              + window.reach(a, weight.dim(a + 2))
              - window.padBefore().get(a)
              - after.get(a);
      if (sizes[a + 2] < 1) {
        throw refused(
            x,
            "padding "
                + window.padBefore().get(a)
                + " + "
                + window.padAfter().get(a)
                + " leaves nothing of spatial axis "
                + a
                + " of input "
                + x.shape()
                + " under weight "
                + weight.shape()
                + "; use less padding");
      }
    }
    ConvInputGrad spread =
        new ConvInputGrad(window.padding(window.padBefore(), after), Shape.of(sizes));
    return Padding.of(Tensor.apply(spread, x, weight), PaddingMode.ZEROS, zeros);
  }

  private static List<Integer> extra(Tensor x, Window window, int... outputPadding) {
    int axes = window.axes();
    List<Integer> extra =
        outputPadding.length < 2
            ? Collections.nCopies(axes, outputPadding.length == 0 ? 0 : outputPadding[0])
            : Arrays.stream(outputPadding).boxed().toList();
    if (extra.size() != axes) {
      throw refused(x, "output padding " + extra + ", expected one number for all axes or " + axes);
    }
    for (int a = 0; a < axes; a++) {
      int bound = Math.max(window.strides().get(a), window.dilations().get(a));
      if (extra.get(a) < 0 || extra.get(a) >= bound) {
        throw refused(
            x,
            "output padding "
                + extra.get(a)
                + " with stride "
                + window.strides().get(a)
                + " and dilation "
                + window.dilations().get(a)
                + ", expected 0 to "
                + (bound - 1)
                + "; pad the result for more");
      }
    }
    return extra;
  }

  private static ShapeException refused(Tensor x, String message) {
    Trace trace = x.trace();
    return new ShapeException(message).at("conv_transpose", trace == null ? "" : trace.path());
  }
}
