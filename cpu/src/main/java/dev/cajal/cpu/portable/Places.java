package dev.cajal.cpu.portable;

import dev.cajal.backend.Shape;
import dev.cajal.op.Window;

/**
 * Where the elements of every window lie in a plane of the image, for one to three spatial axes: a
 * table from (tap, stop) to the offset in the plane, or -1 in the padding.
 */
final class Places {
  /** Elements of a window. */
  final int taps;

  /** Elements of a plane of the image. */
  final int plane;

  /** Windows, that is elements of a plane of the result. */
  final int stops;

  private final int[] table;

  /**
   * Makes the table.
   *
   * @param image [N, C, spatial…]
   * @param kernel the elements of a window on each spatial axis
   * @param result [N, O, stops…]
   */
  Places(Window window, Shape image, Shape kernel, Shape result) {
    Shape in = image.slice(2, image.rank());
    Shape out = result.slice(2, result.rank());
    taps = Math.toIntExact(kernel.count());
    plane = Math.toIntExact(in.count());
    stops = Math.toIntExact(out.count());
    table = new int[Math.multiplyExact(taps, stops)];
    for (int tap = 0; tap < taps; tap++) {
      for (int stop = 0; stop < stops; stop++) {
        table[tap * stops + stop] = place(window, in, kernel, out, tap, stop);
      }
    }
  }

  private static int place(Window window, Shape in, Shape kernel, Shape out, int tap, int stop) {
    long place = 0;
    long step = 1;
    long tapRest = tap;
    long stopRest = stop;
    for (int axis = in.rank() - 1; axis >= 0; axis--) {
      long index =
          stopRest % out.dim(axis) * window.strides().get(axis)
              - window.padBefore().get(axis)
              + tapRest % kernel.dim(axis) * window.dilations().get(axis);
      if (index < 0 || index >= in.dim(axis)) {
        return -1;
      }
      place += index * step;
      step *= in.dim(axis);
      tapRest /= kernel.dim(axis);
      stopRest /= out.dim(axis);
    }
    return (int) place;
  }

  /** Returns the offset in the plane, or -1 in the padding. */
  int at(int tap, int stop) {
    return table[tap * stops + stop];
  }
}
