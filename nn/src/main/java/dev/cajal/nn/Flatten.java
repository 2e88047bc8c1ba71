package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;

/** Merges neighbouring axes, by default all after the batch: [n, c, h, w] becomes [n, c·h·w]. */
public final class Flatten extends Module {
  private final int startDim;
  private final int endDim;

  /** Creates a layer that merges all axes after the batch. */
  public Flatten() {
    this(1, -1);
  }

  /**
   * Creates a layer.
   *
   * @param startDim the first axis that is merged; −1 is the last
   * @param endDim the last axis that is merged
   */
  public Flatten(int startDim, int endDim) {
    this.startDim = startDim;
    this.endDim = endDim;
  }

  @Override
  protected Tensor forward(Tensor x) {
    int from = startDim < 0 ? startDim + x.rank() : startDim;
    int to = endDim < 0 ? endDim + x.rank() : endDim;
    if (from < 0 || to >= x.rank() || from > to) {
      throw new ShapeException(
              "input "
                  + x.shape()
                  + " has no axes "
                  + startDim
                  + " to "
                  + endDim
                  + "; name two of its axes in order")
          .at("flatten", path());
    }
    Shape shape = x.shape();
    long merged = shape.slice(from, to + 1).count();
    return x.reshape(
        shape.slice(0, from).concat(Shape.of(merged)).concat(shape.slice(to + 1, x.rank())));
  }
}
