package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;

/**
 * The loops that the three convolutions share: for one sample, every weight with the runs of input
 * and output elements that it connects. Values are doubles on the heap, so that the innermost loops
 * are plain array loops.
 */
final class ConvLoops {
  private final Taps taps;
  private final int groups;
  private final int channels;
  private final int filters;
  private final int weights;

  ConvLoops(Window window, Shape x, Shape w, Shape y) {
    this.taps = new Taps(window, x, y, w.slice(2, w.rank()).toArray());
    this.groups = window.groups();
    this.channels = Math.toIntExact(x.dim(1));
    this.filters = Math.toIntExact(y.dim(1));
    this.weights = Math.toIntExact(w.count());
  }

  /** Returns the distance of the input elements of neighbouring outputs. */
  int step() {
    return taps.step;
  }

  /** Returns room for the input of one sample. */
  double[] input() {
    return new double[Math.multiplyExact(channels, taps.inPlane)];
  }

  /** Returns room for the output of one sample. */
  double[] output() {
    return new double[Math.multiplyExact(filters, taps.outPlane)];
  }

  /** Returns room for the weight. */
  double[] weight() {
    return new double[weights];
  }

  /** Returns the values of the weight. */
  double[] weight(HostArray w) {
    double[] values = weight();
    load(w, 0, values);
    return values;
  }

  /** Reads sample n of an array. */
  static void load(HostArray from, long n, double[] to) {
    long start = n * to.length;
    for (int i = 0; i < to.length; i++) {
      to[i] = from.get(start + i);
    }
  }

  /** Writes sample n of an array. */
  static void store(double[] from, HostArray to, long n) {
    long start = n * from.length;
    for (int i = 0; i < from.length; i++) {
      to.set(start + i, from[i]);
    }
  }

  /** Visits the runs of every weight (numbered row-major) within one sample. */
  void over(Taps.Run run) {
    int seen = channels / groups;
    for (int o = 0; o < filters; o++) {
      int group = o / (filters / groups);
      for (int c = 0; c < seen; c++) {
        int w = (o * seen + c) * taps.volume;
        int in = (group * seen + c) * taps.inPlane;
        int out = o * taps.outPlane;
        taps.over((tap, x, y, count) -> run.visit(w + tap, in + x, out + y, count));
      }
    }
  }

  /** Returns the products of a convolution, those with padding included. */
  static long multiplications(Shape w, Shape y) {
    return Math.multiplyExact(y.count(), w.slice(1, w.rank()).count());
  }

  /** Returns a text for an error: the gradient does not fit the convolution it belongs to. */
  static String mismatch(Shape g, Shape x, Shape w, Shape y) {
    return "gradient " + g + " does not fit: input " + x + " and weight " + w + " give " + y;
  }
}
