package dev.cajal.cpu.portable;

import dev.cajal.backend.Shape;
import dev.cajal.op.Window;
import java.util.Arrays;

/**
 * A convolution of one image and its gradients as matrix products: a stretch of windows is laid out
 * as the columns (or rows) of a matrix, which the weights multiply.
 */
final class ConvLoops {
  /** Windows in a stretch; with some hundred weights each they stay in the second-level cache. */
  private static final int STRETCH = 512;

  final int inputs;
  final int outputs;
  final Places places;
  private final int groups;
  private final int channels;
  private final int filters;
  private final int depth;

  /** The sizes of one convolution. */
  ConvLoops(Window window, Shape x, Shape w, Shape y) {
    groups = window.groups();
    channels = Math.toIntExact(w.dim(1));
    filters = Math.toIntExact(w.dim(0) / groups);
    places = new Places(window, x, w.slice(2, w.rank()), y);
    depth = channels * places.taps;
    inputs = Math.toIntExact(x.dim(1)) * places.plane;
    outputs = Math.toIntExact(y.dim(1)) * places.stops;
  }

  /** Returns an array for a stretch of windows. */
  float[] stretch() {
    return new float[Math.multiplyExact(depth, Math.min(STRETCH, places.stops))];
  }

  /** Overwrites y with the convolution of x. */
  void forward(float[] x, float[] w, float[] y, float[] columns) {
    Arrays.fill(y, 0);
    for (int g = 0; g < groups; g++) {
      for (int from = 0; from < places.stops; from += STRETCH) {
        int count = Math.min(STRETCH, places.stops - from);
        gather(x, g, from, count, columns, count, 1);
        Product.add(
            weights(w, g),
            new Product.Matrix(columns, 0, count, 1),
            result(y, g, from),
            filters,
            count,
            depth);
      }
    }
  }

  /** Overwrites x with the gradient of the image from the gradient y of the result. */
  void inputGrad(float[] y, float[] w, float[] x, float[] columns) {
    Arrays.fill(x, 0);
    for (int g = 0; g < groups; g++) {
      for (int from = 0; from < places.stops; from += STRETCH) {
        int count = Math.min(STRETCH, places.stops - from);
        Arrays.fill(columns, 0, depth * count, 0);
        Product.Matrix weights = weights(w, g);
        Product.add(
            new Product.Matrix(w, weights.at(), 1, depth),
            result(y, g, from),
            new Product.Matrix(columns, 0, count, 1),
            depth,
            count,
            filters);
        scatter(columns, g, from, count, x);
      }
    }
  }

  /** Adds the gradient of the weights of this image to w. */
  void weightGrad(float[] y, float[] x, float[] w, float[] rows) {
    for (int g = 0; g < groups; g++) {
      for (int from = 0; from < places.stops; from += STRETCH) {
        int count = Math.min(STRETCH, places.stops - from);
        gather(x, g, from, count, rows, 1, depth);
        Product.add(
            result(y, g, from),
            new Product.Matrix(rows, 0, depth, 1),
            weights(w, g),
            filters,
            depth,
            count);
      }
    }
  }

  private Product.Matrix weights(float[] w, int group) {
    return new Product.Matrix(w, group * filters * depth, depth, 1);
  }

  private Product.Matrix result(float[] y, int group, int from) {
    return new Product.Matrix(y, group * filters * places.stops + from, places.stops, 1);
  }

  /** Lays out windows: element k of window j goes to {@code k·row + j·step}. */
  private void gather(float[] x, int group, int from, int count, float[] to, int row, int step) {
    for (int c = 0; c < channels; c++) {
      int plane = (group * channels + c) * places.plane;
      for (int tap = 0; tap < places.taps; tap++) {
        int at = (c * places.taps + tap) * row;
        for (int j = 0; j < count; j++) {
          int place = places.at(tap, from + j);
          to[at + j * step] = place < 0 ? 0 : x[plane + place];
        }
      }
    }
  }

  private void scatter(float[] columns, int group, int from, int count, float[] x) {
    for (int c = 0; c < channels; c++) {
      int plane = (group * channels + c) * places.plane;
      for (int tap = 0; tap < places.taps; tap++) {
        int at = (c * places.taps + tap) * count;
        for (int j = 0; j < count; j++) {
          int place = places.at(tap, from + j);
          if (place >= 0) {
            x[plane + place] += columns[at + j];
          }
        }
      }
    }
  }
}
