package dev.cajal.nn;

import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Padding of the spatial axes as a layer. */
abstract class PadNd extends Module {
  private final PaddingMode mode;
  private final double value;
  private final long[] pads;

  PadNd(PaddingMode mode, double value, long... pads) {
    this.mode = mode;
    this.value = value;
    this.pads = pads.clone();
    if (pads.length != 1 && (pads.length == 0 || pads.length > 6 || pads.length % 2 != 0)) {
      throw new IllegalArgumentException(
          layer()
              + ": padding "
              + Arrays.toString(pads)
              + ", expected one number for all sides, or two for each axis from the last one on:"
              + " left, right, top, bottom, front, back");
    }
  }

  private String layer() {
    return type().toLowerCase(Locale.ROOT);
  }

  @Override
  protected final Tensor forward(Tensor x) {
    if (x.rank() < 2 + Math.max(1, pads.length / 2)) {
      throw new ShapeException(
              "input is "
                  + x.shape()
                  + ", expected [n, channels, spatial…] with at least "
                  + Math.max(1, pads.length / 2)
                  + " spatial axes; reshape or unsqueeze it")
          .at(layer(), path());
    }
    long[] all = pads;
    if (pads.length == 1) {
      all = LongStream.generate(() -> pads[0]).limit(2L * (x.rank() - 2)).toArray();
    }
    return value == 0 ? x.pad(mode, all) : x.padConstant(value, all);
  }

  @Override
  public final String toString() {
    String sides = Arrays.stream(pads).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    return type() + "(" + (value == 0 ? "" : value + ", ") + sides + ")";
  }
}
