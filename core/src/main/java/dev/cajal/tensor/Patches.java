package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.Pad;
import dev.cajal.op.Slice;
import dev.cajal.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Sliding windows taken apart and put together. Both directions only move and add elements, tap by
 * tap, so that infinities stay where they are.
 */
final class Patches {
  private final List<Integer> size;
  private final Window window;
  private final long[] image;
  private final long[] places;

  private Patches(List<Integer> size, Window window, long... image) {
    this.size = size;
    this.window = window;
    this.image = image;
    this.places = new long[image.length];
    for (int a = 0; a < places.length; a++) {
      places[a] = window.outputSize(a, image[a], size.get(a));
    }
  }

  /** Returns [N, C · taps, places] of an image [N, C, spatial…]. */
  static Tensor unfold(Tensor x, List<Integer> size, Window window) {
    int axes = window.axes();
    if (x.rank() != axes + 2 || size.size() != axes) {
      throw refused(
          x,
          "unfold",
          "input "
              + x.shape()
              + " and window "
              + size
              + " need a batch axis, a channel axis and "
              + axes
              + " spatial axes; unsqueeze or use a window of other rank");
    }
    Patches patches =
        located(
            x, "unfold", () -> new Patches(size, window, x.shape().slice(2, x.rank()).toArray()));
    long[] before = new long[axes + 2];
    long[] after = new long[axes + 2];
    for (int a = 0; a < axes; a++) {
      before[a + 2] = window.padBefore().get(a);
      after[a + 2] = window.padAfter().get(a);
    }
    boolean padded = Arrays.stream(before).sum() + Arrays.stream(after).sum() > 0;
    Tensor wide = padded ? Tensor.apply(Pad.of(before, after), x) : x;
    List<Tensor> taps = new ArrayList<>();
    long stops = Shape.of(patches.places).count();
    patches.overTaps(
        offsets -> taps.add(patches.take(wide, offsets).reshape(x.dim(0), x.dim(1), 1, stops)));
    Tensor all = taps.size() == 1 ? taps.getFirst() : Tensor.concat(2, taps);
    return all.reshape(x.dim(0), x.dim(1) * taps.size(), stops);
  }

  /** Returns the image [N, C, spatial…] of patches [N, C · taps, places], which are added. */
  static Tensor fold(Tensor x, Shape image, List<Integer> size, Window window) {
    int axes = window.axes();
    if (image.rank() != axes || size.size() != axes) {
      throw refused(
          x,
          "fold",
          "image "
              + image
              + " and window "
              + size
              + ", expected "
              + axes
              + " spatial axes; use a window of other rank");
    }
    Patches patches = located(x, "fold", () -> new Patches(size, window, image.toArray()));
    long taps = size.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    long stops = Shape.of(patches.places).count();
    if (x.rank() != 3 || x.dim(1) % taps != 0 || x.dim(2) != stops) {
      throw refused(
          x,
          "fold",
          "input is "
              + x.shape()
              + ", expected [n, channels · "
              + taps
              + ", "
              + stops
              + "] for an image "
              + image
              + " under windows "
              + size);
    }
    Shape split = Shape.of(x.dim(0), x.dim(1) / taps, taps).concat(Shape.of(patches.places));
    Tensor parts = x.reshape(split);
    Shape placed = split.slice(0, 2).concat(Shape.of(patches.places));
    List<Tensor> sums = new ArrayList<>();
    patches.overTaps(offsets -> {
      int tap = sums.size();
      Tensor part = parts.slice(2, tap, tap + 1).reshape(placed);
      Tensor spread = patches.spread(part, offsets);
      sums.add(sums.isEmpty() ? spread : sums.getLast().add(spread));
    });
    return patches.crop(sums.getLast());
  }

  private interface Taps {
    void at(long... offsets);
  }

  private void overTaps(Taps taps) {
    long[] offsets = new long[size.size()];
    int axis = 0;
    while (axis >= 0) {
      taps.at(offsets.clone());
      axis = size.size() - 1;
      while (axis >= 0 && ++offsets[axis] == size.get(axis)) {
        offsets[axis--] = 0;
      }
    }
  }

  private Tensor take(Tensor x, long... offsets) {
    List<Long> starts = new ArrayList<>(List.of(0L, 0L));
    List<Long> sizes = new ArrayList<>(List.of(x.dim(0), x.dim(1)));
    List<Long> steps = new ArrayList<>(List.of(1L, 1L));
    for (int a = 0; a < offsets.length; a++) {
      starts.add(offsets[a] * window.dilations().get(a));
      sizes.add(places[a]);
      steps.add((long) window.strides().get(a));
    }
    return Tensor.apply(new Slice(starts, sizes, steps), x);
  }

  /** Puts the elements of one tap where they lie in the padded image. */
  private Tensor spread(Tensor x, long... offsets) {
    long[] before = new long[x.rank()];
    long[] after = new long[x.rank()];
    long[] interior = new long[x.rank()];
    for (int a = 0; a < offsets.length; a++) {
      long stride = window.strides().get(a);
      before[a + 2] = offsets[a] * window.dilations().get(a);
      interior[a + 2] = stride - 1;
      after[a + 2] = padded(a) - before[a + 2] - ((places[a] - 1) * stride + 1);
    }
    return Tensor.apply(new Pad(boxed(before), boxed(after), boxed(interior)), x);
  }

  private Tensor crop(Tensor x) {
    Tensor y = x;
    for (int a = 0; a < image.length; a++) {
      long from = window.padBefore().get(a);
      y = padded(a) == image[a] ? y : y.slice(a + 2, from, from + image[a]);
    }
    return y;
  }

  private long padded(int axis) {
    return window.padBefore().get(axis) + image[axis] + window.padAfter().get(axis);
  }

  private static List<Long> boxed(long... values) {
    return LongStream.of(values).boxed().toList();
  }

  private static Patches located(Tensor x, String name, Supplier<Patches> make) {
    try {
      return make.get();
    } catch (ShapeException e) {
      throw e.at(name, path(x));
    }
  }

  private static ShapeException refused(Tensor x, String name, String message) {
    return new ShapeException(message).at(name, path(x));
  }

  private static String path(Tensor x) {
    Trace trace = x.trace();
    return trace == null ? "" : trace.path();
  }
}
