package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.Pad;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Padding of the last axes, axis by axis; negative padding crops first. */
final class Padding {
  private Padding() {}

  static Tensor of(Tensor x, PaddingMode mode, long... pads) {
    if (mode == PaddingMode.ZEROS) {
      return zeros(x, pads);
    }
    Tensor y = crop(x, pads);
    for (int i = 0; i < pads.length / 2; i++) {
      int axis = x.rank() - 1 - i;
      long before = Math.max(pads[2 * i], 0);
      long after = Math.max(pads[2 * i + 1], 0);
      if (before > 0 || after > 0) {
        y = y.gather(axis, sources(y, mode, axis, before, after));
      }
    }
    return y;
  }

  static Tensor constant(Tensor x, double value, long... pads) {
    if (value == 0) {
      return zeros(x, pads);
    }
    Tensor y = crop(x, pads);
    for (int i = 0; i < pads.length / 2; i++) {
      int axis = x.rank() - 1 - i;
      List<Tensor> parts = new ArrayList<>();
      for (int side = 0; side < 2; side++) {
        long count = pads[2 * i + side];
        if (count > 0) {
          parts.add(Tensor.full(y.type().with(y.shape().with(axis, count)), value));
        }
        if (side == 0) {
          parts.add(y);
        }
      }
      y = parts.size() == 1 ? y : Tensor.concat(axis, parts);
    }
    return y;
  }

  private static Tensor zeros(Tensor x, long... pads) {
    Tensor y = crop(x, pads);
    long[] before = new long[x.rank()];
    long[] after = new long[x.rank()];
    boolean any = false;
    for (int i = 0; i < pads.length / 2; i++) {
      int axis = x.rank() - 1 - i;
      before[axis] = Math.max(pads[2 * i], 0);
      after[axis] = Math.max(pads[2 * i + 1], 0);
      any |= before[axis] > 0 || after[axis] > 0;
    }
    return any ? Tensor.apply(Pad.of(before, after), y) : y;
  }

  private static Tensor crop(Tensor x, long... pads) {
    if (pads.length % 2 != 0 || pads.length / 2 > x.rank()) {
      throw refused(
          x,
          pads.length
              + " numbers for "
              + x.shape()
              + ", expected two for each axis from the last one on: left, right, top, bottom, …");
    }
    Tensor y = x;
    for (int i = 0; i < pads.length / 2; i++) {
      int axis = x.rank() - 1 - i;
      long from = Math.max(-pads[2 * i], 0);
      long to = x.dim(axis) - Math.max(-pads[2 * i + 1], 0);
      if (from > to) {
        throw refused(
            x,
            pads[2 * i]
                + " and "
                + pads[2 * i + 1]
                + " crop more than the "
                + x.dim(axis)
                + " elements of axis "
                + axis
                + " of "
                + x.shape());
      }
      y = to - from == x.dim(axis) ? y : y.slice(axis, from, to);
    }
    return y;
  }

  /** Returns which element of the axis lies at each place of the padded axis. */
  private static Tensor sources(Tensor x, PaddingMode mode, int axis, long before, long after) {
    long n = x.dim(axis);
    long most =
        mode == PaddingMode.REFLECT
            ? n - 1
            : mode == PaddingMode.CIRCULAR ? n : n == 0 ? 0 : Long.MAX_VALUE;
    if (before > most || after > most) {
      throw refused(
          x,
          mode.name().toLowerCase(Locale.ROOT)
              + " padding "
              + before
              + " and "
              + after
              + " of axis "
              + axis
              + " of "
              + x.shape()
              + ", expected at most "
              + most
              + "; pad less, or by another mode");
    }
    long[] from = new long[Math.toIntExact(before + n + after)];
    for (int i = 0; i < from.length; i++) {
      long at = i - before;
      from[i] =
          switch (mode) {
            case REFLECT -> at < 0 ? -at : at < n ? at : 2 * (n - 1) - at;
            case CIRCULAR -> Math.floorMod(at, n);
            case REPLICATE, ZEROS -> Math.clamp(at, 0, n - 1);
          };
    }
    return Tensor.of(Shape.of(from.length), from);
  }

  private static ShapeException refused(Tensor x, String message) {
    Trace trace = x.trace();
    return new ShapeException(message).at("pad", trace == null ? "" : trace.path());
  }
}
