package dev.cajal.cpu.vector;

import dev.cajal.backend.Layout;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Window;
import java.util.List;

/**
 * A convolution of 3×3 windows at distance 1, or its gradient with respect to the image, which is
 * one as well: of the gradient, with kernels turned around and channels exchanged.
 *
 * @param images how many
 * @param depth the channels that are summed over
 * @param columns the channels of the result
 * @param height of the source
 * @param width of the source
 * @param top rows of padding above the source
 * @param left columns of padding before the source
 * @param resultHeight of the result
 * @param resultWidth of the result
 * @param turned whether this is the gradient
 */
record TiledConv(
    int images,
    int depth,
    int columns,
    int height,
    int width,
    int top,
    int left,
    int resultHeight,
    int resultWidth,
    boolean turned) {

  // Measured, in multiplications: what one channel of a tile, in or out, and one kernel take.
  private static final double TILE = 400;
  private static final double KERNEL = 900;
  private static final double WORTH = 1.1;

  static boolean fits(Window window, TensorType w) {
    return window.axes() == 2
        && window.groups() == 1
        && w.shape().dim(2) == 3
        && w.shape().dim(3) == 3
        && window.strides().equals(List.of(1, 1))
        && window.dilations().equals(List.of(1, 1))
        && window.padBefore().stream().allMatch(p -> p <= 2);
  }

  /** The convolution of x, or with {@code turned} the gradient whose source x is. */
  static TiledConv of(Window window, Shape source, Shape result, boolean turned) {
    int top = window.padBefore().get(0);
    int left = window.padBefore().get(1);
    return new TiledConv(
        Math.toIntExact(source.dim(0)),
        Math.toIntExact(source.dim(1)),
        Math.toIntExact(result.dim(1)),
        Math.toIntExact(source.dim(2)),
        Math.toIntExact(source.dim(3)),
        turned ? 2 - top : top,
        turned ? 2 - left : left,
        Math.toIntExact(result.dim(2)),
        Math.toIntExact(result.dim(3)),
        turned);
  }

  /** Returns whether channels come in whole vectors, and those of the result in whole panels. */
  boolean isBlocked(int lanes) {
    return depth % lanes == 0 && columns % Loops.PANEL == 0;
  }

  int tilesDown() {
    return Math.ceilDiv(resultHeight, 2);
  }

  int tilesAcross() {
    return Math.ceilDiv(resultWidth, 2);
  }

  int tiles() {
    return Math.multiplyExact(images, tilesDown() * tilesAcross());
  }

  /** Returns whether tiles take clearly less time than a direct convolution. */
  boolean pays() {
    double direct = 9.0 * images * resultHeight * resultWidth * depth * columns;
    double tiled =
        16.0 * tiles() * depth * columns
            + TILE * tiles() * (depth + columns)
            + KERNEL * depth * columns;
    return WORTH * tiled < direct;
  }

  /** Returns the layout of source or result: blocks of channels, then pixels, then channels. */
  static Layout pixels(Shape shape, int lanes) {
    long plane = shape.dim(2) * shape.dim(3) * lanes;
    return new Layout(
        List.of(shape.dim(1) / lanes * plane, plane, shape.dim(3) * lanes, (long) lanes),
        List.of(lanes),
        List.of(1));
  }

  /** Returns the layout of weights [o, c, 3, 3]: the channels of the result lie side by side. */
  Layout weights(Shape shape, int lanes) {
    long block = (long) lanes * lanes;
    return new Layout(
        List.of(9 * block * (shape.dim(1) / lanes), 9 * block, 3 * block, block),
        List.of(lanes, lanes),
        turned ? List.of(0, 1) : List.of(1, 0));
  }
}
