package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** The last axes of an input, over which {@link LayerNorm} and {@link RMSNorm} normalise. */
record Trailing(Shape sizes, String layer) {

  /** Returns the sizes of the last axes; without any, that of the last alone is taken. */
  Shape of(Tensor x, String path) {
    int axes = Math.max(1, sizes.rank());
    if (x.rank() <= axes) {
      throw new ShapeException(
              "input is " + x.shape() + ", expected a batch axis and then " + expected())
          .at(layer, path);
    }
    Shape found = x.shape().slice(x.rank() - axes, x.rank());
    if (sizes.rank() > 0 && !found.equals(sizes)) {
      throw new ShapeException(
              "input "
                  + x.shape()
                  + " ends in "
                  + found
                  + ", expected "
                  + expected()
                  + "; give inputs of that size, or no size to take it from the input")
          .at(layer, path);
    }
    return found;
  }

  private String expected() {
    return sizes.rank() == 0 ? "the axis that is normalised" : sizes.toString();
  }

  static List<Integer> axes(Tensor x, Shape sizes) {
    return IntStream.range(x.rank() - sizes.rank(), x.rank()).boxed().toList();
  }
}
